"""The life-cycle table of docs/hospital-api.md, cell by cell."""

from typing import Any

import pytest

from bookings import patient
from records.bookings import Booking
from tests.api.world import World

# state → (POST, PATCH, POST moved, PATCH moved, reminders, DELETE, cancel, queue-calls, served, no_show)
CALLS = ("post", "patch", "post_moved", "patch_moved", "reminders", "delete", "cancel", "queue", "served", "no_show")
OK = 200
TABLE: dict[str, dict[str, tuple[int, str]]] = {
    "booked": {
        "post": (OK, "booked"), "patch": (OK, "booked"), "post_moved": (OK, "booked"), "patch_moved": (OK, "booked"),
        "reminders": (OK, "booked"), "delete": (OK, "cancelled"), "cancel": (OK, "cancelled"), "queue": (202, "booked"),
        "served": (OK, "served"), "no_show": (OK, "no_show"),
    },
    "confirmed": {
        "post": (OK, "confirmed"), "patch": (OK, "confirmed"), "post_moved": (OK, "booked"),
        "patch_moved": (OK, "booked"), "reminders": (OK, "confirmed"), "delete": (OK, "cancelled"),
        "cancel": (OK, "cancelled"), "queue": (202, "confirmed"), "served": (OK, "served"), "no_show": (OK, "no_show"),
    },
    "cancel_requested": {
        "post": (OK, "cancel_requested"), "patch": (OK, "cancel_requested"), "post_moved": (OK, "booked"),
        "patch_moved": (OK, "booked"), "reminders": (OK, "cancel_requested"), "delete": (OK, "cancelled"),
        "cancel": (OK, "cancelled"), "queue": (202, "cancel_requested"), "served": (OK, "served"),
        "no_show": (OK, "no_show"),
    },
    "cancelled": {
        "post": (409, "cancelled"), "patch": (409, "cancelled"), "post_moved": (409, "cancelled"),
        "patch_moved": (409, "cancelled"), "reminders": (409, "cancelled"), "delete": (OK, "cancelled"),
        "cancel": (OK, "cancelled"), "queue": (409, "cancelled"), "served": (409, "cancelled"),
        "no_show": (409, "cancelled"),
    },
    "served": {
        "post": (409, "served"), "patch": (409, "served"), "post_moved": (409, "served"),
        "patch_moved": (409, "served"), "reminders": (409, "served"), "delete": (409, "served"),
        "cancel": (409, "served"), "queue": (409, "served"), "served": (OK, "served"), "no_show": (OK, "no_show"),
    },
    "no_show": {
        "post": (409, "no_show"), "patch": (409, "no_show"), "post_moved": (409, "no_show"),
        "patch_moved": (409, "no_show"), "reminders": (409, "no_show"), "delete": (409, "no_show"),
        "cancel": (409, "no_show"), "queue": (409, "no_show"), "served": (OK, "served"), "no_show": (OK, "no_show"),
    },
}  # fmt: skip


def _call(world: World, call: str) -> tuple[str, str, Any]:
    moved = {"appointment_at": world.day(4, "10:00")}
    calls: dict[str, tuple[str, str, Any]] = {
        "post": ("POST", "/bookings", world.fields(note="ใหม่")),
        "patch": ("PATCH", "/bookings/HN-1", {"note": "ใหม่"}),
        "post_moved": ("POST", "/bookings", world.fields(**moved)),
        "patch_moved": ("PATCH", "/bookings/HN-1", moved),
        "reminders": ("POST", "/reminders", world.fields()),
        "delete": ("DELETE", "/bookings/HN-1", None),
        "cancel": ("POST", "/bookings/HN-1/cancel", None),
        "queue": ("POST", "/queue-calls", {"booking_ref": "HN-1"}),
        "served": ("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"}),
        "no_show": ("POST", "/visits", {"booking_ref": "HN-1", "outcome": "no_show"}),
    }
    return calls[call]


def _brought_to(world: World, state: str) -> None:
    """By the doors and the patient's own answers, as in life."""
    world.book()
    if state in {"confirmed", "cancel_requested"}:
        say(world, "come" if state == "confirmed" else "cannot")
    elif state == "cancelled":
        world.call("DELETE", "/bookings/HN-1")
    elif state in {"served", "no_show"}:
        world.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": state})
    assert world.booking()["state"] == state


def say(world: World, answer: Any) -> None:
    """The patient taps a button of the reminder."""

    def work(session: Any) -> None:
        booking = session.query(Booking).filter_by(booking_ref="HN-1").one()
        patient.say(session, booking, answer, world.now())

    world.database.write(work)


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("call", CALLS)
def test_every_cell_of_the_table(world: World, state: str, call: str):
    _brought_to(world, state)
    before = world.booking()
    status, after = TABLE[state][call]

    answer = world.call(*_call(world, call))

    assert answer.status_code == status, answer.text
    assert world.booking()["state"] == after
    if status == 409 and call != "reminders":
        assert answer.content_type == "application/problem+json"
        assert state in answer.json["detail"]
    if status == 409:
        assert world.booking() == before


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("answer", ["come", "cannot"])
def test_the_patients_column(world: World, state: str, answer: str):
    _brought_to(world, state)
    after = {
        ("booked", "come"): "confirmed",
        ("booked", "cannot"): "cancel_requested",
        ("confirmed", "cannot"): "cancel_requested",
        ("cancel_requested", "come"): "confirmed",
    }

    say(world, answer)

    assert world.booking()["state"] == after.get((state, answer), state)


def test_cancel_requested_turns_the_timed_messages_off_until_it_changes(world: World):
    _brought_to(world, "cancel_requested")
    off = {kind: state for kind, state in world.kinds() if kind != "queue_card"}

    say(world, "come")

    assert set(off.values()) == {"cancelled"}
    assert {state for kind, state in world.kinds() if kind != "queue_card"} == {"planned"}


def test_the_table_wins_over_the_rule_of_repetition(world: World):
    world.book()
    world.call("DELETE", "/bookings/HN-1")

    assert world.call("POST", "/bookings", world.fields()).status_code == 409
    assert world.call("POST", "/reminders", world.fields()).status_code == 409
