"""Truth is checked at the claim: what a due message becomes (docs/architecture.md, "The ledger")."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bookings.plan import Facts, appointment
from bookings.times import BANGKOK
from bookings.verdict import End, Send, Verdict, Wait, judge
from records.claims import Due, Sibling


def bangkok(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


NOW = bangkok("2026-11-24 09:00")


SURVEY = "survey"


def a_booking(**fields: Any) -> dict[str, Any]:
    at = bangkok("2026-11-25 10:00")
    defaults: dict[str, Any] = {
        "booking_id": 1,
        "booking_state": fields.pop("state", "booked"),
        "removed_at": fields.pop("removed", None),
        "version": 1,
        "api_version": 4,
        "appointment_date": at.date(),
        "appointment_at": at,
        "remind_without_nightly": True,
        SURVEY: "all",
    }
    return defaults | fields


def a_message(kind: str = "day_before", due: str = "2026-11-24 09:00", **fields: Any) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "id": 1,
        "kind": kind,
        "occurrence": "2026-11-25",
        "due_at": bangkok(due),
        "expires_at": bangkok("2026-11-25 10:00"),
        "attempts": 0,
    }
    return defaults | fields


def an_account(**fields: Any) -> dict[str, Any]:
    return {"consented_at": NOW, **fields}


def verdict(
    message: dict[str, Any], booking: dict[str, Any] | None = None, now: datetime = NOW, **more: Any
) -> Verdict:
    values = (booking or a_booking()) | (more.get("account") or an_account()) | message
    survey = values.pop(SURVEY)
    siblings = [_sibling(each) for each in more.get("siblings") or []]
    due = Due._make(values.get(name) for name in Due._fields)
    return judge(due, survey, siblings, now, more.get("real", now))


def _sibling(message: dict[str, Any]) -> Sibling:
    return Sibling._make(message.get(name) for name in Sibling._fields)


def tried(ago: timedelta = timedelta(minutes=1), version: int = 1) -> dict[str, Any]:
    return {"first_attempt_at": NOW - ago, "attempts": 1, "rendered_from": {"version": version}}


def test_a_true_and_timely_message_is_sent():
    assert verdict(a_message()) == Send()


def test_a_message_past_its_use_is_recorded_and_not_sent():
    message = a_message(expires_at=NOW)

    assert verdict(message) == End("expired", "too_late")


def test_what_it_waited_for_last_is_why_it_did_not_arrive():
    stopped = a_message(expires_at=NOW, reason="channel_stopped")

    assert verdict(stopped) == End("expired", "channel_stopped")
    assert verdict(stopped | tried() | {"reason": "line_unavailable"}) == End("failed", "line_unavailable")


def test_after_tries_it_ends_as_failed_not_expired():
    assert verdict(a_message(expires_at=NOW, **tried())) == End("failed", "retry_time_over")
    assert verdict(a_message(**tried(timedelta(hours=23)))) == End("failed", "retry_time_over")


@pytest.mark.parametrize(
    ("account", "end"),
    [
        (an_account(blocked_at=NOW), End("failed", "blocked")),
        (an_account(consent_withdrawn_at=NOW), End("cancelled", "consent_withdrawn")),
        (an_account(consented_at=None), End("cancelled", "consent_withdrawn")),
    ],
)
def test_who_blocked_or_withdrew_gets_nothing(account: dict[str, Any], end: End):
    assert verdict(a_message(), account=account) == end


@pytest.mark.parametrize("state", ["cancelled", "served", "no_show", "cancel_requested"])
def test_a_reminder_of_a_booking_that_is_off_ends_with_its_state(state: str):
    assert verdict(a_message(), a_booking(state=state)) == End("cancelled", state)


def test_a_reminder_of_the_day_before_the_move_ends():
    moved = a_booking(appointment_date=bangkok("2026-12-01 10:00").date(), appointment_at=None)

    assert verdict(a_message(), moved) == End("cancelled", "moved")


def test_what_became_untrue_after_an_unknown_outcome_is_not_repeated():
    assert verdict(a_message(**tried()), a_booking(state="cancelled")) == End("cancelled", "overtaken")
    assert verdict(a_message(**tried(version=1)), a_booking(version=2)) == End("cancelled", "overtaken")
    assert verdict(a_message(**tried(version=1)), a_booking(version=1)) == Send()


@pytest.mark.contract(
    "says whether bookings are reminded even when this call does not come.",
    "Off: decided when the reminder is due, it ends as `expired: not_confirmed_by_hospital`;",
)
def test_without_the_nightly_call_a_hospital_that_wants_it_so_reminds_nobody():
    booking = a_booking(remind_without_nightly=False)

    assert verdict(a_message(), booking) == End("expired", "not_confirmed_by_hospital")
    assert verdict(a_message(), booking | {"reconfirmed_at": NOW}) == Send()


def test_a_cancelled_booking_is_told_of_and_nothing_else():
    assert verdict(a_message("cancelled", occurrence="2"), a_booking(state="cancelled")) == Send()
    assert verdict(a_message("near_queue", occurrence="1"), a_booking(state="cancelled")) == End(
        "cancelled", "cancelled"
    )


class TestAfterAnOutage:
    """Of several late messages only the latest kind that is still true."""

    later = a_message("rescheduled", "2026-11-24 10:00", id=2, occurrence="2", state="planned")
    now = bangkok("2026-11-24 10:30")

    def test_the_earlier_one_gives_way(self):
        assert verdict(a_message(), now=self.now, siblings=[self.later]) == End("expired", "superseded")

    def test_the_latest_is_sent(self):
        earlier = a_message(state="planned", id=2)
        assert (
            verdict(a_message("rescheduled", "2026-11-24 10:00"), now=self.now, siblings=[earlier]) == Send()
        )

    def test_a_message_of_ten_minutes_ago_is_not_late(self):
        now = bangkok("2026-11-24 09:10")
        near = a_message("near_queue", "2026-11-24 09:05", id=2, state="planned")
        assert verdict(a_message(), now=now, siblings=[near]) == Send()

    def test_a_queue_card_never_gives_way(self):
        card = a_message("queue_card", "2026-11-24 08:00", occurrence="1")
        assert verdict(card, now=self.now, siblings=[self.later]) == Send()

    def test_one_that_line_may_have_taken_gives_way_too(self):
        assert verdict(a_message(**tried()), now=self.now, siblings=[self.later]) == End(
            "cancelled", "overtaken"
        )

    def test_a_later_one_that_is_not_true_supersedes_nothing(self):
        late = a_message("rescheduled", "2026-11-24 08:30", occurrence="2")
        reminder = a_message(id=2, state="planned")
        unconfirmed = a_booking(remind_without_nightly=False)
        assert verdict(late, unconfirmed, now=self.now, siblings=[reminder]) == Send()

    def test_one_that_failed_supersedes_nothing(self):
        failed = a_message("rescheduled", "2026-11-24 10:00", id=2, state="failed")
        assert verdict(a_message(), now=self.now, siblings=[failed]) == Send()


def test_a_move_is_told_at_night_when_the_appointment_is_near_also_after_a_failed_try():
    message = a_message("rescheduled", "2026-11-24 20:58", occurrence="2")

    assert verdict(message, now=bangkok("2026-11-24 22:01")) == Send()
    early = a_message("rescheduled", "2026-11-23 20:58", occurrence="2")
    assert verdict(early, now=bangkok("2026-11-23 21:01")) == Wait(bangkok("2026-11-24 06:00"))


def test_a_survey_that_an_outage_delayed_into_the_night_waits_for_the_morning():
    survey = a_message("survey", "2026-11-26 12:00", expires_at=bangkok("2026-11-27 20:00"))

    assert verdict(survey, now=bangkok("2026-11-26 22:00")) == Wait(bangkok("2026-11-27 06:00"))
    assert verdict(survey, now=bangkok("2026-11-27 06:00")) == Send()


def test_a_survey_is_not_sent_to_a_no_show_nor_where_only_served_ones_are_asked():
    survey = a_message("survey", "2026-11-26 12:00", expires_at=bangkok("2026-11-27 20:00"))
    now = bangkok("2026-11-26 12:00")

    assert verdict(survey, a_booking(state="no_show"), now) == End("cancelled", "no_show")
    assert verdict(survey, a_booking(survey="served_only"), now) == End("cancelled", "booked")
    assert verdict(survey, a_booking(survey="served_only", state="served"), now) == Send()


def test_a_booking_without_a_clock_time_is_useful_until_eight():
    assert appointment(Facts("booked", 1, 4, bangkok("2026-11-25 10:00").date(), None)) == bangkok(
        "2026-11-25 20:00"
    )


@pytest.mark.parametrize("kind", ["day_before", "queue_card", "near_queue", "survey"])
def test_nothing_is_sent_about_a_removed_person(kind: str):
    assert verdict(a_message(kind), a_booking(removed=NOW)) == End("cancelled", "person_removed")
