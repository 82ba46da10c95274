"""Notices what happens in the simulator and writes it down as facts."""

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from simulator.hospital import calendar
from simulator.hospital.api import Exchange
from simulator.hospital.registry import Hospital
from simulator.patient.actions import Wanted, find_action
from simulator.stage.happenings import Happenings
from simulator.stage.people import People
from simulator.state.entries import Entry
from simulator.state.users import User
from simulator.state.world import World

_CALLS = {
    ("POST", "bookings"): "booked",
    ("PATCH", "bookings"): "moved",
    ("DELETE", "bookings"): "cancelled",
    ("POST", "reminders"): "nightly",
    ("POST", "queue-calls"): "called",
    ("POST", "visits"): "visited",
    ("POST", "sandbox"): "clock",
    ("DELETE", "sandbox"): "cleared",
}
_LONGEST_WORDS = 300


class Narrator:
    """The world's watcher. What the clock delivers is told once, by `deliveries`, not again as a push."""

    def __init__(
        self,
        world: World,
        people: People,
        happenings: Happenings,
        ahead: Callable[[str], timedelta],
    ) -> None:
        """`ahead`: how far a hospital's test clock is ahead of ours."""
        self._world = world
        self._ahead = ahead
        self._people = people
        self._happenings = happenings
        self._held: list[tuple[User, Entry]] | None = None
        self._bookings: dict[str, dict[str, Any]] = {}

    def forget_everything(self) -> None:
        self._bookings.clear()

    def shown(self, user: User, entry: Entry) -> None:
        self._people.look_through(user, entry)
        if entry.via == "push" and self._held is not None:
            self._held.append((user, entry))
            return
        self._tell(user, entry)

    def changed(self, user: User, what: str) -> None:
        self._happenings.add(what, {"name": user.display_name}, user=user)

    def heard(self, hospital: Hospital, exchange: Exchange) -> None:
        """A hospital called the service."""
        kind = _CALLS.get((exchange.method, exchange.path.split("/")[3].split("?")[0]), "asked")
        facts = self._facts(hospital, exchange)
        member = self._people.member(facts.get("connect_id"))
        self._happenings.add(
            kind if exchange.ok else "refused",
            facts,
            user=member.user if member else None,
            code=hospital.code,
            at=self._when(hospital, exchange, facts),
            exchange=exchange,
        )

    @contextmanager
    def walk(self, hospital: Hospital, deliveries: list[dict[str, Any]]) -> Generator[None]:
        """Holds back pushes, then tells them with the clock's own words for them in `deliveries`."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for delivery in deliveries:
                self._deliver(hospital, delivery, held)
            for user, entry in held:
                self._tell(user, entry)

    def _deliver(self, hospital: Hospital, told: dict[str, Any], held: list[tuple[User, Entry]]) -> None:
        booking = self._bookings.get(str(told.get("booking_ref")), {})
        member = self._people.member(booking.get("connect_id"))
        user = member.user if member else None
        seen = next((each for each in held if each[0] is user), None) if told.get("state") == "sent" else None
        if seen is not None:
            held.remove(seen)
        at = calendar.parsed(told.get("due_at"))
        facts = {
            **_of_booking(booking),
            "hospital": hospital.name,
            "hospital_en": hospital.name_en or hospital.name,
            "name": user.display_name if user else booking.get("patient_name"),
            "message": told.get("kind"),
            "state": told.get("state"),
            "alt": _words(seen[1].message) if seen else None,
            "silent": bool(seen and seen[1].silent),
        }
        when = at.timestamp() if at else None
        self._happenings.add("delivered", facts, user=user, code=hospital.code, at=when)

    def _tell(self, user: User, entry: Entry) -> None:
        def facts() -> dict[str, Any]:
            message = entry.message
            return {
                "name": user.display_name,
                "words": self._label(user, message) if entry.sender == "user" else _words(message),
                "type": message.get("type"),
                "silent": entry.silent,
            }

        kind = {"push": "pushed", "reply": "replied"}.get(entry.via or "", "said")
        self._happenings.add(kind, facts, user=user, at=entry.at + entry.ahead)

    def _label(self, user: User, message: dict[str, Any]) -> str:
        """What she tapped, as the button said it."""
        if message.get("type") != "postback" or message.get("displayText"):
            return str(message.get("displayText") or _words(message))
        action = find_action(self._world, user, Wanted(data=str(message.get("data"))))
        return str((action or {}).get("label") or message.get("data"))

    def _facts(self, hospital: Hospital, exchange: Exchange) -> dict[str, Any]:
        request = exchange.request if isinstance(exchange.request, Mapping) else {}
        answer = exchange.answer if isinstance(exchange.answer, dict) else {}
        ref = str(request.get("booking_ref") or exchange.path.rpartition("/")[2])
        if exchange.ok and answer.get("booking_ref"):
            self._bookings[str(answer["booking_ref"])] = answer
        booking = {**request, **self._bookings.get(ref, {})}
        member = self._people.member(booking.get("connect_id"))
        return {
            **_of_booking(booking),
            "hospital": hospital.name,
            "hospital_en": hospital.name_en or hospital.name,
            "name": member.user.display_name if member else booking.get("patient_name"),
            "count": len(request.get("bookings") or [None]),
            "outcome": request.get("outcome"),
            "queues_ahead": request.get("queues_ahead"),
            "room": request.get("room"),
            "now": answer.get("now"),
            "problem": None if exchange.ok else exchange.problem,
        }

    def remember(self, booking: dict[str, Any]) -> None:
        """The desk has seen this booking: a sentence about it can name the patient."""
        self._bookings[str(booking.get("booking_ref"))] = booking

    def _when(self, hospital: Hospital, exchange: Exchange, facts: Mapping[str, Any]) -> float:
        now = calendar.parsed(facts.get("now"))
        if now is not None:
            return now.timestamp()
        ahead = self._ahead(hospital.code) if exchange.mode == "test" else timedelta(0)
        return time.time() + ahead.total_seconds()


def _of_booking(booking: Mapping[str, Any]) -> dict[str, Any]:
    names = ("booking_ref", "connect_id", "queue_number", "department", "appointment_at")
    return {name: booking.get(name) for name in names}


def _words(message: dict[str, Any]) -> str:
    said = message.get("altText") or message.get("text") or message.get("title") or message.get("type")
    return str(said or "")[:_LONGEST_WORDS]
