"""Which messages a booking calls for, and when (docs/journey.md S5–S10)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.plan import Facts, Planned, appointment, news, plan, upcoming
from bookings.times import BANGKOK, is_quiet


def bangkok(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def a_booking(appointment: str = "2026-11-25 10:00", **facts: object) -> Facts:
    day, _, clock = appointment.partition(" ")
    at = bangkok(appointment) if clock else None
    defaults: dict[str, object] = {"state": "booked", "version": 1, "api_version": 4}
    return Facts(appointment_date=date.fromisoformat(day), appointment_at=at, **(defaults | facts))  # type: ignore[arg-type]


def kinds(messages: list[Planned]) -> list[str]:
    return [message.kind for message in messages]


def test_a_booking_gets_its_card_two_reminders_and_the_survey_at_the_times_of_the_journey():
    messages = plan(a_booking("2026-11-25 10:00"), now=bangkok("2026-11-20 14:30"))

    assert [(each.kind, f"{each.due_at.astimezone(BANGKOK):%m-%d %H:%M}") for each in messages] == [
        ("queue_card", "11-20 14:30"),
        ("day_before", "11-24 09:00"),
        ("same_day", "11-25 06:00"),
        ("survey", "11-26 12:00"),
    ]


def test_a_booking_made_after_nine_gets_no_day_before_reminder():
    assert kinds(plan(a_booking(), now=bangkok("2026-11-24 09:01"))) == ["queue_card", "same_day", "survey"]


def test_a_booking_made_at_nine_exactly_still_gets_it():
    assert "day_before" in kinds(plan(a_booking(), now=bangkok("2026-11-24 09:00")))


def test_a_booking_made_after_six_on_the_day_gets_no_reminder():
    assert kinds(plan(a_booking(), now=bangkok("2026-11-25 06:01"))) == ["queue_card", "survey"]


def test_an_appointment_before_six_gets_no_senseless_same_day_reminder():
    messages = plan(a_booking("2026-11-25 05:30"), now=bangkok("2026-11-20 12:00"))

    assert kinds(messages) == ["queue_card", "day_before", "survey"]


def test_without_a_clock_time_the_appointment_is_at_eight_in_the_evening():
    assert appointment(a_booking("2026-11-25")) == bangkok("2026-11-25 20:00")


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("confirmed", ["day_before", "same_day", "survey"]),
        ("cancel_requested", []),
        ("cancelled", []),
        ("no_show", []),
        ("served", ["survey"]),
    ],
)
def test_the_state_says_which_timed_messages_remain(state: str, wanted: list[str]):
    assert kinds(upcoming(a_booking(state=state), now=bangkok("2026-11-20 12:00"))) == wanted


def test_a_hospital_that_surveys_only_served_patients_plans_no_survey_before():
    now = bangkok("2026-11-20 12:00")

    assert "survey" not in kinds(upcoming(a_booking(), now, survey="served_only"))
    assert "survey" in kinds(upcoming(a_booking(state="served"), now, survey="served_only"))


@pytest.mark.contract(
    "and get their survey from the near-queue call, as the table says.",
)
def test_version_three_gets_its_survey_from_the_near_queue_call():
    now = bangkok("2026-11-25 09:00")

    assert "survey" not in kinds(upcoming(a_booking(api_version=3), now))
    assert "survey" in kinds(upcoming(a_booking(api_version=3, called=True), now))


def test_a_visit_recorded_in_the_evening_after_still_gets_its_survey():
    assert kinds(upcoming(a_booking(state="served"), bangkok("2026-11-26 18:00"))) == ["survey"]
    assert kinds(upcoming(a_booking(state="served"), bangkok("2026-11-27 20:00"))) == []


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-20 20:59", "2026-11-20 20:59"),
        ("2026-11-20 21:00", "2026-11-21 06:00"),
        ("2026-11-21 00:10", "2026-11-21 06:00"),
        ("2026-11-21 06:00", "2026-11-21 06:00"),
        ("2026-11-24 22:30", "2026-11-24 22:30"),  # the appointment is under 12 hours away
    ],
)
def test_a_move_at_night_is_told_in_the_morning_unless_the_appointment_is_near(now: str, due: str):
    assert news("rescheduled", a_booking(), bangkok(now)).due_at == bangkok(due)


@pytest.mark.contract(
    "It comes at midnight, so nothing it causes leaves before 6:00:",
)
def test_nothing_that_the_nightly_call_causes_leaves_before_six():
    soon = a_booking("2026-11-25 08:00")

    assert news("rescheduled", soon, bangkok("2026-11-25 00:05"), nightly=True).due_at == bangkok(
        "2026-11-25 06:00"
    )


def test_near_queue_goes_at_any_hour_and_is_useful_for_half_an_hour():
    message = news("near_queue", a_booking(), bangkok("2026-11-25 03:00"))

    assert (message.due_at, message.expires_at) == (bangkok("2026-11-25 03:00"), bangkok("2026-11-25 03:30"))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - made Bangkok's below
    st.timedeltas(timedelta(), timedelta(days=60)),
)
def test_whatever_the_moment_nothing_timed_is_planned_in_the_past_or_at_night(
    now: datetime, ahead: timedelta
):
    made = now.replace(tzinfo=BANGKOK)
    visit = made + ahead
    booking = Facts("booked", 1, 4, visit.date(), visit)

    for message in plan(booking, made):
        assert message.due_at >= made
        assert message.kind == "queue_card" or not is_quiet(message.due_at)
        assert message.kind == "queue_card" or message.due_at < message.expires_at
