"""Moving, cancelling, repeating, coming late (docs/journey.md, "What real life adds")."""

import time
from typing import Any

import pytest

from tests.journey.test_the_journey import day, kinds
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import wait_until


@pytest.fixture
def connect_id(hospital: HospitalSystem, phone: Phone) -> str:
    """A patient linked to the hospital, whose clock stands at 13:00."""
    found = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.move_clock(now=day(hospital, 1, "13:00"))
    return found


def settled(hospital: HospitalSystem, ref: str) -> list[tuple[str, str, str | None]]:
    """Kind, state and reason of each message, once nothing due is under way any more."""
    now = hospital.clock()

    def quiet() -> bool:
        messages = hospital.booking(ref)["messages"]
        return not any(each["state"] in {"planned", "sending"} and each["due_at"] <= now for each in messages)

    wait_until(quiet, "the ledger to settle")
    return [(each["kind"], each["state"], each["reason"]) for each in hospital.booking(ref)["messages"]]


def test_moving_a_booking_moves_its_reminders(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "M-1", day(hospital, 2, "10:00"))
    settled(hospital, "M-1")
    hospital.book(connect_id, "M-1", day(hospital, 5, "10:00"))
    settled(hospital, "M-1")

    walk = hospital.move_clock(now=day(hospital, 6, "12:00"))

    assert kinds(walk) == [
        ("day_before", "09:00", "sent"),
        ("same_day", "06:00", "sent"),
        ("survey", "12:00", "sent"),
    ]
    assert [each["due_at"][:10] for each in walk["delivered"]][1] == day(hospital, -1, "00:00")[:10]
    assert "rescheduled" in [each["kind"] for each in hospital.booking("M-1")["messages"]]
    assert len(phone.pushed()) == 5


def test_a_booking_moved_away_and_back_is_reminded_once(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    first, second = day(hospital, 2, "10:00"), day(hospital, 5, "10:00")
    for at in (first, second, first):
        hospital.book(connect_id, "M-2", at)
        settled(hospital, "M-2")

    walk = hospital.move_clock(now=day(hospital, 3, "12:00"))

    assert [kind for kind, _, _ in kinds(walk)] == ["day_before", "same_day", "survey"]


def test_cancelling_stops_everything_and_tells_her(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "C-1", day(hospital, 2, "10:00"))
    settled(hospital, "C-1")

    assert hospital.call("DELETE", "/bookings/C-1").json()["state"] == "cancelled"
    settled(hospital, "C-1")
    walk = hospital.move_clock(now=day(hospital, 4, "12:00"))

    assert walk["delivered"] == []
    assert [each["kind"] for each in hospital.booking("C-1")["messages"] if each["state"] == "sent"] == [
        "queue_card",
        "cancelled",
    ]


def test_a_late_booking_gets_no_senseless_reminder(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "L-1", day(hospital, 1, "10:00"))  # it is 13:00 the day before

    planned = [each["kind"] for each in hospital.booking("L-1")["messages"]]

    assert planned == ["queue_card", "same_day", "survey"]


@pytest.mark.contract(
    "Repeating a call with the same content answers 200 with the same booking and sends nothing twice.",
)
def test_a_repeated_call_sends_nothing_twice(hospital: HospitalSystem, phone: Phone, connect_id: str):
    at = day(hospital, 2, "10:00")
    for _ in range(3):
        hospital.book(connect_id, "R-1", at)
    for _ in range(2):
        hospital.call("POST", "/queue-calls", {"booking_ref": "R-1", "queues_ahead": 2})
    settled(hospital, "R-1")

    assert [kind for kind, _, _ in settled(hospital, "R-1")].count("queue_card") == 1
    assert len(phone.pushed()) == 2


@pytest.mark.contract(
    "queue number → `queue_card` again;",
)
def test_a_new_number_sends_the_card_again(hospital: HospitalSystem, phone: Phone, connect_id: str):
    at = day(hospital, 2, "10:00")
    hospital.book(connect_id, "N-1", at)
    settled(hospital, "N-1")
    hospital.book(connect_id, "N-1", at, queue_number="B007")
    settled(hospital, "N-1")

    assert [each["kind"] for each in hospital.booking("N-1")["messages"] if each["state"] == "sent"] == [
        "queue_card",
        "queue_card",
    ]
    assert "B007" in text_of(phone.pushed()[-1])


@pytest.mark.contract(
    "a new time or number by the 9:00 message,",
)
def test_a_new_time_in_the_nightly_call_is_told_by_the_reminder(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    hospital.book(connect_id, "T-1", day(hospital, 2, "10:00"))
    settled(hospital, "T-1")
    hospital.move_clock(now=day(hospital, 1, "00:00"))
    item = {
        "connect_id": connect_id,
        "booking_ref": "T-1",
        "appointment_at": day(hospital, 1, "11:30"),
        "queue_number": "A042",
        "department": "อายุรกรรม",
    }
    hospital.call("POST", "/reminders", item)

    walk = hospital.move_clock(now=day(hospital, 0, "09:00"))

    assert kinds(walk) == [("day_before", "09:00", "sent")]
    assert "11.30" in text_of(phone.pushed()[-1])


def test_she_cannot_come_the_hospital_learns_it_and_reminders_stop(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    hospital.book(connect_id, "X-1", day(hospital, 2, "10:00"))
    hospital.move_clock(now=day(hospital, 1, "09:00"))
    phone.tap(data="do=cannot")

    assert hospital.booking("X-1")["state"] == "cancel_requested"
    assert hospital.move_clock(now=day(hospital, 1, "06:00"))["delivered"] == []


@pytest.mark.contract(
    "A no-show gets no survey.",
)
def test_a_no_show_gets_no_survey(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "V-1", day(hospital, 1, "10:00"))
    hospital.move_clock(now=day(hospital, 1, "11:00"))
    hospital.call("POST", "/visits", {"booking_ref": "V-1", "outcome": "no_show"})

    assert hospital.move_clock(now=day(hospital, 1, "13:00"))["delivered"] == []


@pytest.mark.contract(
    "A patient who blocked the account or withdrew consent:",
    "the messages end `failed: blocked` or `cancelled: consent_withdrawn`.",
)
def test_a_blocked_patient_gets_nothing_and_the_hospital_sees_why(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    phone.block()
    hospital.book(connect_id, "B-1", day(hospital, 2, "10:00"))

    assert ("queue_card", "failed", "blocked") in settled(hospital, "B-1")


@pytest.mark.contract(
    "A patient who blocked the account or withdrew consent:",
    "the messages end `failed: blocked` or `cancelled: consent_withdrawn`.",
)
def test_consent_taken_back_stops_what_is_planned(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "P-1", day(hospital, 2, "10:00"))
    settled(hospital, "P-1")
    phone.tap(data="do=consent&v=no")

    reasons: list[Any] = [reason for _, state, reason in settled(hospital, "P-1") if state == "cancelled"]
    assert reasons == ["consent_withdrawn"] * 3


def test_a_cancelling_is_told_also_while_a_second_card_waits(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    hospital.book(connect_id, "W-1", day(hospital, 2, "10:00"))
    settled(hospital, "W-1")
    hospital.move_clock(now=day(hospital, 1, "21:30"))
    item = {
        "connect_id": connect_id,
        "booking_ref": "W-1",
        "appointment_at": day(hospital, 1, "10:00"),
        "queue_number": "B9",
        "department": "อายุรกรรม",
    }
    assert hospital.call("POST", "/reminders", item).status_code == 200
    assert ("queue_card", "planned", None) in settled(hospital, "W-1")
    hospital.call("DELETE", "/bookings/W-1")

    hospital.move_clock(now=day(hospital, 1, "07:00"))
    assert hospital.message("W-1", "cancelled")["state"] == "sent"


def test_consent_given_again_brings_the_reminders_back(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    hospital.book(connect_id, "P-2", day(hospital, 2, "10:00"))
    settled(hospital, "P-2")
    phone.tap(data="do=consent&v=no")
    phone.tap(data="do=consent&v=yes")

    walk = hospital.move_clock(now=day(hospital, 1, "09:00"))

    assert kinds(walk) == [("day_before", "09:00", "sent")]


@pytest.mark.contract(
    "A deleted patient's Connect ID is unknown;",
)
def test_deleting_everything_reaches_all_and_makes_her_connect_id_unknown(
    hospital: HospitalSystem, phone: Phone, connect_id: str
):
    hospital.book(connect_id, "D-1", day(hospital, 2, "10:00"))
    settled(hospital, "D-1")
    phone.tap(data="do=help")
    phone.tap(data="do=data")
    phone.tap(data="do=forget")
    phone.tap(data="do=forget&sure=yes")

    assert hospital.call("GET", "/bookings/D-1").status_code == 404
    body = {
        "connect_id": connect_id,
        "booking_ref": "D-2",
        "appointment_at": day(hospital, 2, "10:00"),
        "queue_number": "A1",
        "department": "ตา",
    }
    assert hospital.call("POST", "/bookings", body).status_code == 404
    assert hospital.move_clock(now=day(hospital, 1, "12:00"))["delivered"] == []
    phone.tap(data="do=choose")
    assert "do=consent" in phone.last()


@pytest.mark.contract("the push leaves within a second.")
def test_a_near_queue_push_leaves_within_a_second(hospital: HospitalSystem, phone: Phone, connect_id: str):
    hospital.book(connect_id, "Q-1", day(hospital, 2, "10:00"))
    settled(hospital, "Q-1")

    def seconds(ahead: int) -> float:
        after = phone.messages()[-1]["id"]
        begin = time.monotonic()
        assert hospital.call("POST", "/queue-calls", {"booking_ref": "Q-1", "queues_ahead": ahead}).ok
        assert phone.messages(after=after, wait=10)
        return time.monotonic() - begin

    # The best of three: the machine that runs the tests may be busy, the service has to be quick.
    assert min(seconds(ahead) for ahead in (3, 2, 1)) < 1
