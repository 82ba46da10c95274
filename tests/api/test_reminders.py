"""The nightly call: one booking or a batch, told again without harm (S6)."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bookings.times import BANGKOK
from tests.api.world import World, wrong_fields


def _at(world: World, hour: int, minute: int = 0) -> None:
    """Move the test clock to that time of the next day."""
    real = world.now("live").astimezone(BANGKOK)
    goal = datetime.combine(real.date() + timedelta(days=1), time(hour, minute), BANGKOK)
    world.set_hospital(test_offset_ms=int((goal - real).total_seconds() * 1000) + 1)


@pytest.mark.contract(
    '`POST /api/v4/reminders` with one booking\'s fields (as above), or `{"bookings": [ … up to 1,000 … ]}`.',
    "a single item with `results` of one and the item's own status.",
)
def test_a_single_item_is_answered_with_its_own_status(world: World):
    made = world.call("POST", "/reminders", world.fields())
    again = world.call("POST", "/reminders", world.fields())
    bad = world.call("POST", "/reminders", world.fields(note=7))
    unknown = world.call("POST", "/reminders", world.fields(connect_id="0" * 24))

    assert [each.status_code for each in (made, again, bad, unknown)] == [201, 200, 422, 404]
    for answer in (made, again, bad, unknown):
        (result,) = answer.json["results"]
        assert result["booking_ref"] == "HN-1"
        assert result["status"] == answer.status_code


def test_a_single_item_may_come_as_a_form(world: World):
    answer = world.call("POST", "/reminders", data=world.fields())

    assert answer.status_code == 201
    assert answer.json["results"][0]["booking"]["booking_ref"] == "HN-1"


@pytest.mark.contract(
    "Each item creates, reconfirms or corrects the booking and its timed messages.",
    "no queue card for a booking it creates;",
)
def test_it_makes_the_booking_without_a_queue_card_and_reconfirms_it(world: World):
    (result,) = world.call("POST", "/reminders", world.fields()).json["results"]

    assert [each["kind"] for each in result["booking"]["messages"]] == ["day_before", "same_day", "survey"]
    assert result["booking"]["reconfirmed_at"]
    assert result["booking"] == world.booking()


@pytest.mark.contract(
    "Each item creates, reconfirms or corrects the booking and its timed messages.",
)
def test_it_reconfirms_a_known_booking_and_plans_nothing_twice(world: World):
    before = world.book()

    after = world.call("POST", "/reminders", world.fields()).json["results"][0]["booking"]

    assert after["reconfirmed_at"] > before["created_at"]
    assert after["messages"] == before["messages"]


@pytest.mark.contract(
    "A new date clears `reconfirmed_at`.",
)
def test_a_new_date_clears_the_reconfirmation(world: World):
    world.call("POST", "/reminders", world.fields())

    world.call("PATCH", "/bookings/HN-1", {"appointment_at": world.day(6, "10:00")})

    assert world.booking()["reconfirmed_at"] is None


def test_a_new_time_keeps_the_reconfirmation(world: World):
    world.call("POST", "/reminders", world.fields())

    world.call("PATCH", "/bookings/HN-1", {"appointment_at": world.day(3, "11:00")})

    assert world.booking()["reconfirmed_at"]


@pytest.mark.contract(
    'The answer is `{"results": [{booking_ref, status, booking | problem}]}` in the same order;',
    "one bad item never spoils the others.",
    "A batch is answered 200;",
)
def test_one_bad_item_never_spoils_the_others(world: World):
    cancelled = world.fields("OVER")
    world.call("POST", "/bookings", cancelled)
    world.call("DELETE", "/bookings/OVER")
    items: list[Any] = [
        world.fields("A"),
        world.fields("B", depratment="x", note=7),
        "no object",
        world.fields("C", connect_id="0" * 24),
        cancelled,
        world.fields("D", appointment_at="2020-01-01T10:00"),
        world.fields("A"),
        {"booking_ref": 7},
        world.fields("E"),
    ]

    answer = world.call("POST", "/reminders", {"bookings": items})

    results = answer.json["results"]
    assert answer.status_code == 200
    assert [each["status"] for each in results] == [201, 422, 422, 404, 409, 422, 200, 422, 201]
    assert [each["booking_ref"] for each in results] == ["A", "B", None, "C", "OVER", "D", "A", None, "E"]
    assert [sorted(each) for each in results[:2]] == [
        ["booking", "booking_ref", "status"],
        ["booking_ref", "problem", "status"],
    ]
    assert {each["field"] for each in results[1]["problem"]["errors"]} == {"depratment", "note"}
    assert results[4]["problem"]["status"] == 409
    assert world.booking("E")["state"] == "booked"


@pytest.mark.contract(
    'The answer is `{"results": [{booking_ref, status, booking | problem}]}` in the same order;',
)
def test_a_batch_of_many_is_answered_in_order(world: World):
    links = [world.patient(f"U{number:032x}") for number in range(20)]
    items = [world.fields(f"N{number}", connect_id=links[number % 20]) for number in range(130)]

    results = world.call("POST", "/reminders", {"bookings": items}).json["results"]

    assert [each["booking_ref"] for each in results] == [f"N{number}" for number in range(130)]
    assert {each["status"] for each in results} == {201}
    assert all(each["booking"]["messages"] for each in results)


@pytest.mark.contract(
    "A batch is answered 200;",
)
def test_a_night_without_appointments_is_no_error(world: World):
    answer = world.call("POST", "/reminders", {"bookings": []})

    assert (answer.status_code, answer.json) == (200, {"results": []})


@pytest.mark.contract(
    '`POST /api/v4/reminders` with one booking\'s fields (as above), or `{"bookings": [ … up to 1,000 … ]}`.',
)
@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"bookings": [{}] * 1001}, {"bookings"}),
        ({"bookings": {}}, {"bookings"}),
        ({"bookings": "HN-1"}, {"bookings"}),
        ({"bookings": None}, {"bookings"}),
        ({"bookings": [], "date": "2026-11-25"}, {"date"}),
    ],
)
def test_a_wrong_batch_is_refused_whole(world: World, body: dict[str, Any], fields: set[str]):
    assert wrong_fields(world.call("POST", "/reminders", body)) == fields


@pytest.mark.contract(
    '`POST /api/v4/reminders` with one booking\'s fields (as above), or `{"bookings": [ … up to 1,000 … ]}`.',
)
def test_a_thousand_are_taken(world: World):
    answer = world.call("POST", "/reminders", {"bookings": [{}] * 1000})

    assert len(answer.json["results"]) == 1000


@pytest.mark.contract(
    "It comes at midnight, so nothing it causes leaves before 6:00:",
    "a new date is told by `rescheduled`;",
)
def test_nothing_that_midnight_causes_leaves_before_six(world: World):
    world.book()
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    _at(world, 0, 5)

    world.call("POST", "/reminders", world.fields(appointment_at=world.day(5, "10:00")))

    (moved,) = [each for each in world.booking()["messages"] if each["kind"] == "rescheduled"]
    assert moved["due_at"] == world.day(1, "06:00")


@pytest.mark.contract(
    "Each item creates, reconfirms or corrects the booking and its timed messages.",
    "a new time or number by the 9:00 message,",
)
@pytest.mark.parametrize("change", ["time", "number"])
def test_a_new_time_or_number_is_told_by_the_nine_oclock_message(world: World, change: str):
    world.book(appointment_at=world.day(2, "10:00"))
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    _at(world, 0, 5)
    new = {"time": {"appointment_at": world.day(2, "11:00")}, "number": {"queue_number": "B1"}}[change]

    world.call("POST", "/reminders", world.fields(**{"appointment_at": world.day(2, "10:00")} | new))

    assert sorted(world.kinds()) == [
        ("day_before", "planned"),
        ("queue_card", "sent"),
        ("same_day", "planned"),
        ("survey", "planned"),
    ]


@pytest.mark.contract(
    "or by its own message when 9:00 has passed.",
)
@pytest.mark.parametrize(("change", "kind"), [("time", "rescheduled"), ("number", "queue_card")])
def test_it_is_told_by_its_own_message_when_nine_has_passed(world: World, change: str, kind: str):
    world.book(appointment_at=world.day(2, "10:00"))
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    world.set_message("day_before", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    _at(world, 9, 30)
    new = {"time": {"appointment_at": world.day(2, "11:00")}, "number": {"queue_number": "B1"}}[change]

    world.call("POST", "/reminders", world.fields(**{"appointment_at": world.day(2, "10:00")} | new))

    assert (kind, "planned") in world.kinds()
