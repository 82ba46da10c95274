import pytest

from flows.effects import RequestCancel, SayCannotCome, SayComing
from tests.flows.builders import (
    PATHUM_THANI,
    THANYABURI,
    a_context,
    a_queue,
    data,
    say,
    tap,
    template,
    templates,
)

ABOUT_A_BOOKING = ["do=come", "do=cannot", "do=cancel", "do=cancel&sure=yes"]


def test_her_queues_are_listed_each_with_its_hospital():
    step = tap("do=mine", a_context(a_queue(7), a_queue(8, THANYABURI)))

    assert (step.position, template(step)) == ("viewing_queues.list", "my_queues")
    assert [(one["hospital"]["code"], one["booking"]["id"]) for one in data(step)["queues"]] == [
        (PATHUM_THANI.code, 7),
        (THANYABURI.code, 8),
    ]


def test_no_more_than_ten_queues_are_listed():
    assert len(data(tap("do=mine", a_context(*map(a_queue, range(1, 13)))))["queues"]) == 10


def test_having_no_queues_is_said():
    assert template(tap("do=mine", a_context(a_queue(state="served")))) == "no_queues"


@pytest.mark.parametrize("state", ["booked", "cancel_requested"])
def test_i_will_come_is_told_to_the_hospital(state: str):
    step = tap("do=come&b=7", a_context(a_queue(7, state=state)))

    assert (template(step), step.effects) == ("coming", (SayComing(7),))
    assert data(step)["booking"]["id"] == 7


@pytest.mark.parametrize("state", ["booked", "confirmed"])
def test_cannot_come_is_told_to_the_hospital(state: str):
    step = tap("do=cannot&b=7", a_context(a_queue(7, state=state)))

    assert (template(step), step.effects) == ("cannot_come", (SayCannotCome(7, None),))


def test_cancelling_asks_first():
    step = tap("do=cancel&b=7", a_context(a_queue(7)))

    assert (step.position, template(step), step.effects) == ("viewing_queues.cancelling", "cancel_sure", ())


def test_sure_sends_the_wish_to_cancel_to_the_hospital():
    step = tap("do=cancel&b=7&sure=yes", a_context(a_queue(7)), "viewing_queues.cancelling")

    assert (step.position, template(step), step.effects) == ("home", "cancel_sent", (RequestCancel(7),))


def test_anything_but_yes_is_not_sure():
    assert template(tap("do=cancel&b=7&sure=maybe", a_context(a_queue(7)))) == "cancel_sure"


@pytest.mark.parametrize("data", ["do=come&b=7", "do=cannot&b=7", "do=cancel&b=7&sure=yes"])
def test_a_repeated_tap_is_answered_alike_and_changes_nothing(data: str):
    ctx = a_context(a_queue(7))

    first = tap(data, ctx)
    ctx.carry_out(first.effects)
    second = tap(data, ctx, first.position)

    assert template(second) == template(first)
    assert second.effects == ()


def test_cancelling_again_needs_no_second_question():
    step = tap("do=cancel&b=7", a_context(a_queue(7, state="cancel_requested")))

    assert (template(step), step.effects) == ("cancel_sent", ())


@pytest.mark.parametrize("data", ABOUT_A_BOOKING)
@pytest.mark.parametrize("state", ["cancelled", "served", "no_show"])
def test_a_late_tap_learns_that_the_booking_is_over(data: str, state: str):
    step = tap(f"{data}&b=7", a_context(a_queue(7, state=state)))

    assert (template(step), step.effects) == ("booking_over", ())


@pytest.mark.parametrize("data", ABOUT_A_BOOKING)
def test_a_tap_after_the_appointment_learns_that_it_is_over(data: str):
    step = tap(f"{data}&b=7", a_context(a_queue(7, state="confirmed", over=True)))

    assert (template(step), step.effects) == ("booking_over", ())


@pytest.mark.parametrize("data", ABOUT_A_BOOKING)
@pytest.mark.parametrize("booking_id", ["8", "", "x", "-7", "7.0", "๗", "9" * 19, "7'--"])
def test_a_booking_that_is_not_hers_is_not_found(data: str, booking_id: str):
    step = tap(f"{data}&b={booking_id}", a_context(a_queue(7)))

    assert (template(step), step.effects) == ("booking_not_found", ())


def test_a_hospital_that_only_calls_is_to_be_telephoned():
    ctx = a_context(a_queue(7, by_version=3))

    cannot = tap("do=cannot&b=7", ctx)
    sure = tap("do=cancel&b=7&sure=yes", ctx)

    assert (template(cannot), cannot.effects) == ("telephone", (SayCannotCome(7, None),))
    assert (template(sure), sure.effects) == ("telephone", (RequestCancel(7),))
    assert template(tap("do=cancel&b=7", ctx)) == "cancel_sure"
    assert template(tap("do=come&b=7", ctx)) == "coming"


def test_a_repeated_no_to_a_hospital_that_only_calls_says_telephone_again():
    step = tap("do=cannot&b=7", a_context(a_queue(7, by_version=3, state="cancel_requested")))

    assert (template(step), step.effects) == ("telephone", ())


@pytest.mark.parametrize("state", ["booked", "confirmed", "cancel_requested"])
def test_a_reason_is_kept_by_one_tap_and_may_be_changed(state: str):
    step = tap("do=why&b=7&v=travel", a_context(a_queue(7, state=state)))

    assert (template(step), step.effects) == ("reason_kept", (SayCannotCome(7, "travel"),))


@pytest.mark.parametrize("reason", ["", "whatever", "BUSY", "busy'--"])
def test_a_reason_that_is_none_of_ours_is_not_kept(reason: str):
    step = tap(f"do=why&b=7&v={reason}", a_context(a_queue(7)))

    assert (template(step), step.effects) == ("not_understood", ())


@pytest.mark.parametrize("data", [*(f"{one}&b=7" for one in ABOUT_A_BOOKING), "do=why&b=7&v=busy"])
@pytest.mark.parametrize("shown", ["2026-11-24T10:00", "2026-11-25T09:00", "2026-11-25T", "", "nonsense"])
def test_a_card_of_an_old_time_is_answered_with_the_new_one(data: str, shown: str):
    step = tap(f"{data}&on={shown}", a_context(a_queue(7)))

    assert (template(step), step.effects) == ("moved", ())


def test_a_card_of_the_time_that_stands_is_taken_as_said():
    assert template(tap("do=come&b=7&on=2026-11-25T10:00", a_context(a_queue(7)))) == "coming"


def test_typing_cancel_leads_to_the_one_it_can_mean():
    assert template(say("ยกเลิกค่ะ", a_context())) == "nothing_to_cancel"
    only = say("ยกเลิกค่ะ", a_context(a_queue(7)))
    assert (template(only), only.effects) == ("cancel_sure", ())
    assert templates(say("cancel", a_context(a_queue(7), a_queue(8)))) == ["cancel_which", "my_queues"]
