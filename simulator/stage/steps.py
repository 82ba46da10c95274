"""The time machine's stops: the moments of one booking's journey, and what happens at each."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from simulator.hospital import calendar
from simulator.hospital.deeds import OPEN_STATES
from simulator.state.entries import BANGKOK

Booking = dict[str, Any]
Deed = Callable[[str, dict[str, str]], Awaitable[bool]]
"""Does one of the desk's deeds with a form; False when the service refused it."""

_BEFORE_TURN = timedelta(minutes=30)
_LONG_AFTER = timedelta(hours=6)
_NINE = time(9)


@dataclass(frozen=True)
class Step:
    """`before` happens before the clock reaches `at`, `after` when it is there; `routine`: in passing too."""

    name: str
    at: datetime
    before: Callable[[Deed, Booking], Awaitable[bool]] | None = None
    after: Callable[[Deed, Booking], Awaitable[bool]] | None = None
    routine: bool = False


async def _nightly(do: Deed, booking: Booking) -> bool:
    return await do("nightly-all", {})


async def _call(do: Deed, booking: Booking) -> bool:
    room = "Room 5" if booking.get("department") in calendar.DEPARTMENTS_IN_ENGLISH else "ห้องตรวจ 5"
    form = {"booking_ref": booking["booking_ref"], "queues_ahead": "3", "room": room}
    if calendar.parsed(booking.get("appointment_at")):
        form["expected_at"] = str(booking["appointment_at"])
    return await do("call", form)


async def _served(do: Deed, booking: Booking) -> bool:
    """Unless the hospital said already how the visit ended."""
    if booking.get("state") not in OPEN_STATES:
        return True
    return await do("visit", {"booking_ref": booking["booking_ref"], "outcome": "served"})


def steps_of(booking: Booking) -> list[Step]:
    """In the order of time; empty when the booking has no day."""
    at = calendar.parsed(booking.get("appointment_at"))
    day = at.date() if at else _date(booking.get("appointment_date"))
    if day is None:
        return []

    def on(days: int, clock: time) -> datetime:
        return datetime.combine(day + timedelta(days=days), clock, BANGKOK)

    turn = at or on(0, time(10))
    return [
        Step("midnight", on(-1, time(0)), after=_nightly, routine=True),
        Step("day_before", on(-1, _NINE)),
        Step("same_day", on(0, time(6))),
        Step("near", min(on(0, _NINE), turn - _BEFORE_TURN), after=_call),
        Step("noon_after", on(1, time(12)), before=_served),
    ]


def walk_to(name: str, booking: Booking, now: datetime) -> list[Step]:
    """The stops from now to the one named: the clock halts at each, so that messages show their own time."""
    steps = steps_of(booking)
    goal = next((step for step in steps if step.name == name), None)
    if goal is None:
        return []
    between = [step for step in steps if now < step.at < goal.at]
    return [*sorted(between, key=lambda step: step.at), goal]


def as_json(booking: Booking, now: datetime) -> list[dict[str, Any]]:
    """`near` is over when the queue was called, or hours later; every other stop when its moment is."""
    is_open = booking.get("state") in OPEN_STATES
    was_called = any(each.get("kind") == "near_queue" for each in booking.get("messages") or [])
    return [
        {
            "name": step.name,
            "at": step.at.isoformat(timespec="minutes"),
            "past": (was_called or now >= step.at + _LONG_AFTER) if step.name == "near" else now >= step.at,
            "possible": is_open or (step.name == "noon_after" and booking.get("state") != "cancelled"),
        }
        for step in steps_of(booking)
    ]


def _date(text: Any) -> Any:
    found = calendar.parsed(text)
    return found.date() if found else None
