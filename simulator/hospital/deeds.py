"""What the desk's buttons do: each is one call of the hospital API."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

from simulator.hospital import calendar
from simulator.hospital.api import Exchange, HospitalApi
from simulator.hospital.registry import Hospital

Form = Mapping[str, str]
Deed = Callable[[HospitalApi, Hospital, str, Form], Awaitable[Exchange | None]]

OPEN_STATES = ("booked", "confirmed", "cancel_requested")


def booking_body(form: Form, connect_id: str) -> dict[str, Any]:
    """A booking as it is sent after somebody filled in a form; what is empty is left out."""
    department = form.get("department", "")
    body = {
        "connect_id": connect_id,
        "booking_ref": form.get("booking_ref"),
        "appointment_at": calendar.moment(form.get("date", ""), form.get("time", "")),
        "queue_number": form.get("queue_number"),
        "department": department,
        "location": {**calendar.DEPARTMENTS, **calendar.DEPARTMENTS_IN_ENGLISH}.get(department),
        "note": form.get("note"),
        "patient_name": form.get("patient_name"),
    }
    return {name: value for name, value in body.items() if value}


async def book(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """S4, by the desk: for a Connect ID that the hospital has learned."""
    return await api.call(here, mode, "POST", "/bookings", booking_body(form, form.get("connect_id", "")))


async def nightly(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """S6 for one booking: its fields once more, as they are now."""
    booking = await _booking(api, here, mode, form)
    if booking is None:
        return None
    return await api.call(here, mode, "POST", "/reminders", calendar.content(booking))


async def nightly_all(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """S6 as it comes at midnight: all of tomorrow's open bookings in one call."""
    date = calendar.tomorrow(await calendar.today(api, here, mode))
    found = await all_bookings(api, here, mode, {"date": date})
    items = [calendar.content(booking) for booking in found if booking.get("state") in OPEN_STATES]
    return await api.call(here, mode, "POST", "/reminders", {"bookings": items})


async def call_queue(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """S9"""
    ahead = form.get("queues_ahead", "")
    body: dict[str, Any] = {"booking_ref": form["booking_ref"]}
    if ahead.isdecimal():
        body["queues_ahead"] = int(ahead)
    if form.get("room"):
        body["room"] = form["room"]
    if form.get("expected_at"):
        body["expected_at"] = form["expected_at"]
    return await api.call(here, mode, "POST", "/queue-calls", body)


async def visit(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """Gates S10."""
    body = {"booking_ref": form["booking_ref"], "outcome": form.get("outcome", "served")}
    return await api.call(here, mode, "POST", "/visits", body)


async def move(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    at = calendar.moment(form.get("date", ""), form.get("time", ""))
    return await api.call(here, mode, "PATCH", _path(form), {"appointment_at": at})


async def cancel(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    return await api.call(here, mode, "DELETE", _path(form))


async def advance(api: HospitalApi, here: Hospital, mode: str, form: Form) -> Exchange | None:
    """S13: the test clock goes on."""
    return await api.call(here, "test", "POST", "/sandbox/clock", {"advance": form.get("advance", "PT1H")})


DEEDS: dict[str, Deed] = {
    "book": book,
    "nightly": nightly,
    "nightly-all": nightly_all,
    "call": call_queue,
    "visit": visit,
    "move": move,
    "cancel": cancel,
    "advance": advance,
}


async def all_bookings(
    api: HospitalApi, here: Hospital, mode: str, asked: Mapping[str, str]
) -> list[dict[str, Any]]:
    """All pages of the list, at most a thousand bookings."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while len(found) < 1000:
        query = {**asked, **({"cursor": cursor} if cursor else {})}
        path = "/bookings?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        told = await api.call(here, mode, "GET", path, quietly=True)
        if not told.ok or not isinstance(told.answer, dict):
            break
        found.extend(calendar.complete(each) for each in told.answer.get("bookings") or [])
        cursor = str(told.answer.get("next_cursor") or "")
        if not cursor:
            break
    return found


async def _booking(api: HospitalApi, here: Hospital, mode: str, form: Form) -> dict[str, Any] | None:
    told = await api.call(here, mode, "GET", _path(form), quietly=True)
    return told.answer if told.ok and isinstance(told.answer, dict) else None


def _path(form: Form) -> str:
    return f"/bookings/{calendar.in_path(form['booking_ref'])}"
