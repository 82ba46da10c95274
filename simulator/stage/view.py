"""What the demo page shows of the desk and the clock, for one patient."""

from dataclasses import dataclass
from typing import Any

from simulator.hospital import calendar
from simulator.hospital.registry import Hospital, hospitals
from simulator.settings import Settings
from simulator.stage import steps
from simulator.stage.clock import TestClock
from simulator.stage.director import Director
from simulator.stage.people import People
from simulator.state.users import User


@dataclass(frozen=True)
class Wish:
    """What the page asks for; a hospital's code or booking that is empty or unknown is chosen here."""

    user: User | None
    code: str
    ref: str


@dataclass(frozen=True)
class View:
    settings: Settings
    people: People
    clock: TestClock
    director: Director

    async def of(self, wish: Wish) -> dict[str, Any]:
        there = hospitals(self.settings)
        members = self.people.of_user(wish.user) if wish.user else []
        here = self._here(there, wish.code, [each.code for each in members])
        facts: dict[str, Any] = {
            "hospitals": [
                {"code": each.code, "name": each.name, "name_en": each.in_language("en")} for each in there
            ],
            "departments": list(calendar.departments(_language(wish.user))),
            "times": calendar.TIMES,
        }
        if here is None:
            return {**facts, "hospital": None}
        mode = mode_of(wish.user)
        now = await self.clock.now(here, mode)
        bookings = await self.director.bookings(here, mode, members)
        focus = next((each for each in bookings if each["booking_ref"] == wish.ref), None)
        focus = focus or (bookings[0] if bookings else None)
        return {
            **facts,
            "days": [day for day, _ in calendar.coming_days(now)],
            "hospital": here.code,
            "mode": mode,
            "now": now.isoformat(timespec="seconds"),
            "connect_ids": [each.connect_id for each in members if each.code == here.code],
            "bookings": bookings,
            "focus": focus["booking_ref"] if focus else None,
            "steps": steps.as_json(focus, now) if focus and mode == "test" else [],
        }

    def _here(self, there: list[Hospital], wanted: str, hers: list[str]) -> Hospital | None:
        """The one asked for, else the one she chose last, else the first."""
        by_code = {each.code: each for each in there}
        codes = [code for code in (wanted, *hers) if code in by_code]
        return by_code[codes[0]] if codes else next(iter(there), None)


def _language(user: User | None) -> str:
    return "en" if user is not None and user.language.startswith("en") else "th"


def mode_of(user: User | None) -> str:
    """Only patients of the live channel are known to live keys."""
    return "live" if user is not None and user.channel == "live" else "test"
