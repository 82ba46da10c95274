"""Moving a hospital's test clock, and the phones of its patients with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.hospital import calendar
from simulator.hospital.api import Exchange, HospitalApi
from simulator.hospital.registry import Hospital
from simulator.stage.people import People
from simulator.state.entries import BANGKOK
from simulator.state.users import User


@dataclass(frozen=True)
class TestClock:
    """What a hospital's test clock says; nobody's phone ever goes back."""

    api: HospitalApi
    people: People

    async def move(self, here: Hospital, to: datetime) -> Exchange:
        """Phones go first: what is sent on the way shows the time of the stop."""
        users = self._users(here)
        before = {user.id: user.ahead for user in users}
        self._show(users, to - datetime.now(BANGKOK))
        body = {"now": to.isoformat(timespec="seconds")}
        done = await self.api.call(here, "test", "POST", "/sandbox/clock", body)
        told = calendar.parsed(done.answer.get("now")) if isinstance(done.answer, dict) else None
        if told is not None and done.ok:
            self.api.ahead[here.code] = max(timedelta(0), told - datetime.now(BANGKOK))
        if not done.ok:
            for user in users:
                user.ahead = before[user.id]
                user.changed.ring()
        return done

    async def now(self, here: Hospital, mode: str) -> datetime:
        now = await calendar.today(self.api, here, mode)
        if mode == "test":
            self.follow(here.code, self._users(here))
        return now

    def follow(self, code: str, users: Iterable[User]) -> None:
        """Somebody came to know this hospital: her phone shows its time."""
        self._show(users, self.api.ahead.get(code, timedelta(0)))

    def _users(self, here: Hospital) -> list[User]:
        users = {each.user.id: each.user for each in self.people.of_hospital(here.code)}
        return [user for user in users.values() if user.channel != "live"]

    def _show(self, users: Iterable[User], ahead: timedelta) -> None:
        for user in users:
            if ahead.total_seconds() > user.ahead + 1:
                user.ahead = ahead.total_seconds()
                user.changed.ring()


def delivered(done: Exchange) -> list[dict[str, Any]]:
    """What the clock's answer says was due on the way."""
    answer = done.answer if isinstance(done.answer, dict) else {}
    return [each for each in answer.get("delivered") or [] if isinstance(each, dict)]
