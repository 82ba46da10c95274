"""What is kept about her, and how she ends it."""

import pytest

import flows
from flows.effects import ForgetMe
from flows.events import Postback, Text
from tests.flows.builders import SomeBookings, SomeContext, SomeHospitals, SomePatient


def a_context(*, consented: bool = True) -> SomeContext:
    return SomeContext(SomePatient(consented=consented), SomeHospitals(), SomeBookings())


def templates(step: flows.Step) -> list[str]:
    return [each.template for each in step.replies]


def test_deleting_asks_first_and_then_deletes():
    asked = flows.step("home", Postback("do=forget"), a_context())
    done = flows.step(asked.position, Postback("do=forget&sure=yes"), a_context())

    assert (templates(asked), asked.effects) == (["forget_sure"], ())
    assert (templates(done), done.effects) == (["forgotten"], (ForgetMe(),))


def test_withdrawing_asks_first():
    step = flows.step("home", Postback("do=withdraw"), a_context())

    assert (templates(step), step.effects) == (["withdraw_sure"], ())


def test_she_sees_what_is_kept():
    step = flows.step("home", Text("ข้อมูลของฉันค่ะ"), a_context())

    assert step.replies[0].data == {"stored": {"hospitals": 1, "bookings": 0, "ratings": 0}}


@pytest.mark.parametrize("consented", [True, False])
@pytest.mark.parametrize("position", [None, "home", "choosing_hospital.by_name", "gone.since.the.deploy"])
@pytest.mark.parametrize("said", ["เจ็บหน้าอกมากค่ะ", "แม่หายใจไม่ออก", "1669", "help, chest pain!"])
def test_an_emergency_is_answered_with_the_number_wherever_she_is(
    said: str, position: str | None, consented: bool
):
    assert templates(flows.step(position, Text(said), a_context(consented=consented))) == ["emergency"]


@pytest.mark.parametrize("said", ["ชักชวนเพื่อน", "ขอบคุณค่ะ", "จองคิว", "ปทุมธานี"])
def test_ordinary_words_are_no_emergency(said: str):
    assert "emergency" not in templates(flows.step("home", Text(said), a_context()))
