"""The life-cycle table of docs/hospital-api.md, cell by cell."""

from typing import Any

import pytest

from bookings import patient
from bookings.life_cycle import HEADS, PAGE, Column, cell, page
from records.bookings import Booking
from tests.api.world import World

# What each call answers in each state, and the state afterwards where it is another one.
TABLE = """
                 | post | patch | post_moved | patch_moved | reminders | delete        | cancel        | queue | served     | no_show
booked           | 200  | 200   | 200        | 200         | 200       | 200 cancelled | 200 cancelled | 202   | 200 served | 200 no_show
confirmed        | 200  | 200   | 200 booked | 200 booked  | 200       | 200 cancelled | 200 cancelled | 202   | 200 served | 200 no_show
cancel_requested | 200  | 200   | 200 booked | 200 booked  | 200       | 200 cancelled | 200 cancelled | 202   | 200 served | 200 no_show
cancelled        | 409  | 409   | 409        | 409         | 409       | 200           | 200           | 409   | 409        | 409
served           | 409  | 409   | 409        | 409         | 409       | 409           | 409           | 409   | 200        | 200 no_show
no_show          | 409  | 409   | 409        | 409         | 409       | 409           | 409           | 409   | 200 served | 200
"""  # noqa: E501
STATES = ("booked", "confirmed", "cancel_requested", "cancelled", "served", "no_show")


def _cells() -> list[tuple[str, str, int, str]]:
    """State, call, status, state afterwards."""
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
    return [
        (state, call, int(cell.split()[0]), [state, *cell.split()[1:]][-1])
        for state, *cells in rows
        for call, cell in zip(head[1:], cells, strict=True)
    ]


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


@pytest.mark.contract(
    "409 conflicts with the booking's state",
    "`booked` | made | changes | reconfirms | → `cancelled` | 202 | → outcome | come → "
    "`confirmed`; cannot → `cancel_requested`",
    '`confirmed` | the patient said "I will come" | changes; a new date or time → `booked` | '
    "reconfirms | → `cancelled` | 202 | → outcome | cannot → `cancel_requested`",
    '`cancel_requested` | the patient said "cannot come" or cancelled; the hospital decides; '
    "timed messages are off until it changes | changes; a new date or time → `booked` | "
    "reconfirms | → `cancelled` | 202 | → outcome | come → `confirmed`",
    "`cancelled` | over | 409 | 409 | 200, nothing changes | 409 | 409 | –",
    "`served`, `no_show` | over | 409 | 409 | 409 | 409 | 200; the last outcome wins until the "
    "survey is sent, then another one is 409 | survey",
)
@pytest.mark.parametrize(("state", "call", "status", "after"), _cells())
def test_every_cell_of_the_table(world: World, state: str, call: str, status: int, after: str):
    _brought_to(world, state)
    before = world.booking()

    answer = world.call(*_call(world, call))

    assert answer.status_code == status, answer.text
    assert world.booking()["state"] == after
    if status == 409 and call != "reminders":
        assert answer.content_type == "application/problem+json"
        assert state in answer.json["detail"]
    if status == 409:
        assert world.booking() == before


@pytest.mark.contract(
    "`booked` | made | changes | reconfirms | → `cancelled` | 202 | → outcome | come → "
    "`confirmed`; cannot → `cancel_requested`",
    '`confirmed` | the patient said "I will come" | changes; a new date or time → `booked` | '
    "reconfirms | → `cancelled` | 202 | → outcome | cannot → `cancel_requested`",
    '`cancel_requested` | the patient said "cannot come" or cancelled; the hospital decides; '
    "timed messages are off until it changes | changes; a new date or time → `booked` | "
    "reconfirms | → `cancelled` | 202 | → outcome | come → `confirmed`",
)
@pytest.mark.parametrize("state", STATES)
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


@pytest.mark.contract(
    '`cancel_requested` | the patient said "cannot come" or cancelled; the hospital decides; '
    "timed messages are off until it changes | changes; a new date or time → `booked` | "
    "reconfirms | → `cancelled` | 202 | → outcome | come → `confirmed`",
)
def test_cancel_requested_turns_the_timed_messages_off_until_it_changes(world: World):
    _brought_to(world, "cancel_requested")
    off = {kind: state for kind, state in world.kinds() if kind != "queue_card"}

    say(world, "come")

    assert set(off.values()) == {"cancelled"}
    assert {state for kind, state in world.kinds() if kind != "queue_card"} == {"planned"}


@pytest.mark.contract(
    "The table wins over the general rule of repetition.",
)
def test_the_table_wins_over_the_rule_of_repetition(world: World):
    world.book()
    world.call("DELETE", "/bookings/HN-1")

    assert world.call("POST", "/bookings", world.fields()).status_code == 409
    assert world.call("POST", "/reminders", world.fields()).status_code == 409


def test_the_published_table_is_the_one_that_the_calls_were_held_against():
    names: dict[str, Column] = {
        "post": "change",
        "patch": "change",
        "post_moved": "move",
        "patch_moved": "move",
        "reminders": "nightly",
        "delete": "cancel",
        "cancel": "cancel",
        "queue": "queue_call",
        "served": "served",
        "no_show": "no_show",
    }
    published = [
        (state, call, *cell(state, names[call])) for state in STATES for call in names if names[call] in HEADS
    ]

    assert published == _cells()


def test_the_page_of_the_life_cycle_is_that_of_the_code():
    assert PAGE.read_text(encoding="utf-8") == page(), "stale: make diagrams"
