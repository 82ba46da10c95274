"""PATCH, and what a change tells the patient."""

from typing import Any

import pytest

from tests.api.world import World, wrong_fields


@pytest.mark.contract(
    "`PATCH /api/v4/bookings/{booking_ref}` changes only the fields given (null clears).",
)
@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"queue_number": "B7"}, "queue_number", "B7"),
        ({"department": "ตา"}, "department", "ตา"),
        ({"note": "งดน้ำ"}, "note", "งดน้ำ"),
        ({"note": None}, "note", None),
        ({"location": ""}, "location", None),
        ({"details_url": None}, "details_url", None),
        ({}, "note", "เดิม"),
    ],
)
def test_only_the_given_fields_change(world: World, change: dict[str, Any], name: str, value: Any):
    before = world.book(note="เดิม", location="เดิม", details_url="https://que.example/")

    answer = world.call("PATCH", "/bookings/HN-1", change)

    assert answer.status_code == 200
    assert answer.json[name] == value
    same = before.keys() - change.keys() - {"updated_at", "messages"}
    assert {key: answer.json[key] for key in same} == {key: before[key] for key in same}


@pytest.mark.parametrize(
    "name", ["connect_id", "booking_ref", "appointment_at", "queue_number", "department"]
)
@pytest.mark.parametrize("value", [None, ""])
def test_a_required_field_cannot_be_cleared(world: World, name: str, value: str | None):
    world.book()

    assert wrong_fields(world.call("PATCH", "/bookings/HN-1", {name: value})) == {name}


def test_a_patch_names_every_wrong_field(world: World):
    world.book()

    answer = world.call("PATCH", "/bookings/HN-1", {"note": 7, "room": "x", "appointment_at": "soon"})

    assert wrong_fields(answer) == {"note", "room", "appointment_at"}


def test_the_ref_in_a_patch_must_be_that_of_the_address(world: World):
    world.book()

    assert wrong_fields(world.call("PATCH", "/bookings/HN-1", {"booking_ref": "HN-2"})) == {"booking_ref"}
    assert world.call("PATCH", "/bookings/HN-1", {"booking_ref": "HN-1"}).status_code == 200


def test_a_patch_may_repeat_the_connect_id_and_not_change_it(world: World):
    connect_id = world.book()["connect_id"]

    assert world.call("PATCH", "/bookings/HN-1", {"connect_id": connect_id}).status_code == 200
    assert world.call("PATCH", "/bookings/HN-1", {"connect_id": "0" * 24}).status_code == 409


def test_a_patch_by_form_works_too(world: World):
    world.book()

    answer = world.call("PATCH", "/bookings/HN-1", data={"queue_number": "B7", "note": ""})

    assert answer.json["queue_number"] == "B7"


def test_a_patch_needs_a_body(world: World):
    world.book()

    assert world.call("PATCH", "/bookings/HN-1").status_code == 415


def _told(world: World, *, card_sent: bool, **change: Any) -> list[str]:
    """The kinds that a change added, with the timed ones left out."""
    world.book(note="เดิม")
    if card_sent:
        world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    assert world.call("PATCH", "/bookings/HN-1", change).status_code == 200
    open_ = [kind for kind, state in world.kinds() if state == "planned"]
    return [kind for kind in open_ if kind not in {"day_before", "same_day", "survey"}]


NEW_TIME, NEW_DATE = (3, "11:00"), (5, "10:00")


@pytest.mark.contract(
    "What a change tells the patient: date or time → `rescheduled`;",
    "queue number → `queue_card` again;",
    "everything else → nothing;",
    "several at once → `rescheduled` alone.",
)
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"appointment_at": NEW_TIME}, ["rescheduled"]),
        ({"appointment_at": NEW_DATE}, ["rescheduled"]),
        ({"queue_number": "B1"}, ["queue_card"]),
        ({"department": "ตา", "location": "x", "note": None, "patient_name": "เอ"}, []),
        ({"details_url": "https://que.example/", "live_queue_url": "https://que.example/"}, []),
        ({"appointment_at": NEW_TIME, "queue_number": "B1"}, ["rescheduled"]),
        ({"appointment_at": NEW_DATE, "queue_number": "B1", "note": "x"}, ["rescheduled"]),
        ({}, []),
    ],
)
def test_a_change_tells_what_the_patient_has_to_know(world: World, fields: dict[str, Any], told: list[str]):
    change = {
        name: world.day(*value) if name == "appointment_at" else value for name, value in fields.items()
    }

    assert _told(world, card_sent=True, **change) == told


@pytest.mark.contract(
    "A queue card not yet sent is replaced, not followed;",
)
@pytest.mark.parametrize("fields", [{"queue_number": "B1"}, {"appointment_at": NEW_DATE}, {"note": "x"}])
def test_a_card_not_yet_sent_is_replaced_not_followed(world: World, fields: dict[str, Any]):
    change = {
        name: world.day(*value) if name == "appointment_at" else value for name, value in fields.items()
    }

    assert _told(world, card_sent=False, **change) == ["queue_card"]


def test_a_moved_booking_moves_its_messages(world: World):
    world.book()

    moved = world.book(appointment_at=world.day(6, "10:00"))

    planned = {each["kind"]: each["due_at"] for each in moved["messages"] if each["state"] == "planned"}
    assert planned["day_before"] == world.day(5, "09:00")
    assert planned["same_day"] == world.day(6, "06:00")
    assert planned["survey"] == world.day(7, "12:00")
    assert {each["reason"] for each in moved["messages"] if each["state"] == "cancelled"} == {"moved"}


def test_a_booking_moved_away_and_back_has_its_messages_again(world: World):
    first = world.book()
    world.book(appointment_at=world.day(6, "10:00"))

    back = world.book()

    open_ = [each for each in back["messages"] if each["state"] == "planned"]
    assert open_ == first["messages"]
