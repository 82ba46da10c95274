"""A code from the studio, typed in the chat."""

import pytest

import flows
from flows.effects import LinkStaffPhone
from flows.events import Text
from tests.flows.builders import a_context

WAITING = frozenset({"12345678"})


@pytest.mark.parametrize("typed", ["1234-5678", " 1234 - 5678 ", "1234–5678", "๑๒๓๔-๕๖๗๘", "1234-5678 ค่ะ"])
def test_a_waiting_code_links_this_phone_however_it_is_typed(typed: str):
    ctx = a_context(consented=False)
    ctx.staff_codes = WAITING

    step = flows.step("choosing_hospital.by_name", Text(typed), ctx)

    assert step.effects == (LinkStaffPhone("12345678"),)
    assert [each.template for each in step.replies] == ["staff_phone_linked"]
    assert step.position == "choosing_hospital.by_name"


def test_a_strange_code_changes_nothing_and_is_answered():
    step = flows.step("home", Text("8765-4321"), a_context())

    assert step.effects == ()
    assert [each.template for each in step.replies] == ["staff_code_unknown"]


@pytest.mark.parametrize("typed", ["12345678", "02-598-8888", "1234-56789", "HN 1234-5678"])
def test_other_numbers_are_no_codes(typed: str):
    ctx = a_context()
    ctx.staff_codes = WAITING

    assert flows.step("home", Text(typed), ctx).effects == ()
