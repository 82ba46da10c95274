from typing import Any

import pytest

import flows
from flows.effects import GiveConsent, RefuseConsent, SayComing
from flows.events import Follow, Location, Unfollow
from tests.flows.builders import PATHUM_THANI, SomeContext, a_context, a_queue, data, say, tap, template


def test_a_new_friend_is_greeted_by_name_and_asked_for_consent():
    step = flows.step(None, Follow(unblocked=False), a_context(consented=False))

    assert (step.position, template(step), data(step)) == ("consent.asked", "greeting", {"name": "สมหญิง"})


@pytest.mark.parametrize(("consented", "answer"), [(True, "welcome_back"), (False, "greeting")])
def test_who_unblocks_the_account_is_welcomed_back_if_she_had_consented(consented: bool, answer: str):
    assert template(flows.step("home", Follow(unblocked=True), a_context(consented=consented))) == answer


def test_after_her_yes_she_can_type_a_hospitals_name_at_once():
    ctx = a_context(consented=False)

    yes = tap("do=consent&v=yes", ctx, "consent.asked")
    ctx.carry_out(yes.effects)

    assert (template(yes), yes.effects) == ("consent_given", (GiveConsent(1),))
    assert template(say("ไม่มีชื่อนี้", ctx, yes.position)) == "no_hospital_found"
    assert template(say("ปทุมธานี", ctx, yes.position)) == "pick_hospital"


def test_a_second_yes_is_answered_and_records_nothing():
    step = tap("do=consent&v=yes", a_context())

    assert (template(step), step.effects) == ("consent_given", ())


@pytest.mark.parametrize("consented", [False, True])
def test_a_no_is_taken_before_and_after_a_yes(consented: bool):
    step = tap("do=consent&v=no", a_context(consented=consented))

    assert (template(step), step.effects) == ("consent_refused", (RefuseConsent(),))


def test_an_unreadable_answer_is_neither_yes_nor_no():
    step = tap("do=consent&v=maybe", a_context(consented=False), "consent.asked")

    assert (template(step), step.position, step.effects) == ("not_understood", "consent.asked", ())


@pytest.mark.parametrize(
    "data",
    ["do=choose", f"do=hospital&code={PATHUM_THANI.code}", f"do=again&code={PATHUM_THANI.code}", "do=mine"],
)
def test_nothing_is_booked_or_listed_before_consent(data: str):
    step = tap(data, a_context(a_queue(), consented=False))

    assert (template(step), step.position, step.effects) == ("consent_needed", "consent.asked", ())


def test_typing_and_a_place_wait_for_consent_too():
    ctx = a_context(consented=False)

    assert template(say("ปทุมธานี", ctx)) == "consent_needed"
    assert template(say("จองคิว", ctx)) == "consent_needed"
    assert template(flows.step("home", Location(14.0, 100.5), ctx)) == "consent_needed"


def test_her_own_cards_and_help_work_without_consent():
    ctx = a_context(a_queue(7, survey_open=True), consented=False)

    come = tap("do=come&b=7", ctx)
    assert (template(come), come.effects) == ("coming", (SayComing(7),))
    assert template(tap("do=cannot&b=7", ctx)) == "cannot_come"
    assert template(tap("do=cancel&b=7", ctx)) == "cancel_sure"
    assert template(tap("do=rate&b=7&v=4", ctx)) == "survey_thanks"
    assert template(tap("do=skip&b=7", ctx)) == "survey_skipped"
    assert template(tap("do=help", ctx)) == "help"
    assert template(say("ช่วยเหลือ", ctx)) == "help"


def test_her_hello_is_answered_with_the_menu_or_the_greeting():
    assert template(say("สวัสดีค่ะ", a_context())) == "home"
    assert template(say("สวัสดีค่ะ", a_context(consented=False))) == "greeting"


def test_who_leaves_gets_no_reply():
    step = flows.step("viewing_queues.list", Unfollow(), a_context())

    assert (step.position, step.replies, step.effects) == ("home", (), ())


def who_agreed_to_an_old_text(**more: Any) -> SomeContext:
    ctx = a_context(a_queue(7), **more)
    ctx.patient.consent_text = 0
    return ctx


def test_a_new_text_is_agreed_to_before_anything_more_is_stored():
    ctx = who_agreed_to_an_old_text()
    address = f"do=hospital&code={PATHUM_THANI.code}"

    asked = tap(address, ctx)
    assert (template(asked), asked.position, asked.effects) == ("consent_renewed", "consent.asked", ())
    ctx.carry_out(tap("do=consent&v=yes", ctx, asked.position).effects)

    assert template(tap(address, ctx)) == "open_booking"


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("do=mine", "my_queues"),
        ("do=come&b=7", "coming"),
        ("do=data", "my_data"),
        ("do=choose", "choose_hospital"),
    ],
)
def test_what_she_has_goes_on_while_a_new_text_waits_for_her(data: str, answer: str):
    assert template(tap(data, who_agreed_to_an_old_text())) == answer


@pytest.mark.parametrize("version", ["2", "99", "x", "", "0"])
def test_a_version_that_no_text_ever_had_counts_as_the_first(version: str):
    assert tap(f"do=consent&v=yes&t={version}", a_context(consented=False)).effects == (GiveConsent(1),)
