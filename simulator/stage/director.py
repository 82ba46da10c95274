"""Does what the demo page's buttons say: the desk's deeds, and the time machine's journeys."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.hospital import calendar
from simulator.hospital.api import Exchange, HospitalApi
from simulator.hospital.deeds import DEEDS, all_bookings
from simulator.hospital.registry import Hospital
from simulator.stage import steps
from simulator.stage.clock import TestClock, delivered
from simulator.stage.narrator import Narrator
from simulator.stage.people import Member


class NotPossible(Exception):
    """The page asked for something that is not there; `word` names which sentence explains it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass
class Director:
    """Two journeys of one hospital's clock do not overlap: the second waits."""

    api: HospitalApi
    numbers: calendar.Numbers
    clock: TestClock
    narrator: Narrator
    _walking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def do(self, deed: str, here: Hospital, mode: str, form: dict[str, str]) -> Exchange | None:
        """None when the service did not even know what it is about."""
        if deed == "book":
            numbers = {
                "booking_ref": self.numbers.booking_ref(),
                "queue_number": self.numbers.queue_number(),
            }
            form = {**form, **numbers}
        return await DEEDS[deed](self.api, here, mode, {"booking_ref": "", **form})

    async def bookings(self, here: Hospital, mode: str, members: list[Member]) -> list[dict[str, Any]]:
        """Those of these Connect IDs, the newest first."""
        ours = {each.connect_id for each in members if each.code == here.code}
        if not ours:
            return []
        since = (datetime.now().astimezone() - calendar.BACK).isoformat(timespec="seconds")
        found = await all_bookings(self.api, here, mode, {"changed_since": since})
        mine = [each for each in found if each.get("connect_id") in ours]
        for booking in mine:
            self.narrator.remember(booking)
        return sorted(mine, key=lambda each: str(each.get("created_at")), reverse=True)

    async def travel(self, step: str, here: Hospital, ref: str) -> Exchange | None:
        """Moves the test clock to that stop of this booking's journey. Raises NotPossible.

        The answer is that of the call which failed, or else of the last one.
        """
        async with self._walking:
            booking = await self._booking(here, ref)
            now = await self.clock.now(here, "test")
            stops = steps.walk_to(step, booking, now)
            if not stops:
                raise NotPossible("no_such_step")
            last: Exchange | None = None
            for stop in stops:
                booking = await self._booking(here, ref)
                last = await self._stop_at(stop, here, booking, now, is_goal=stop is stops[-1])
                if last is not None and not last.ok:
                    break
            return last

    async def _stop_at(
        self, stop: steps.Step, here: Hospital, booking: dict[str, Any], now: datetime, *, is_goal: bool
    ) -> Exchange | None:
        last: Exchange | None = None

        async def deed(name: str, form: dict[str, str]) -> bool:
            nonlocal last
            last = await self.do(name, here, "test", form)
            return last is not None and last.ok

        wanted = is_goal or stop.routine
        if wanted and stop.before and not await stop.before(deed, booking):
            return last
        if stop.at > now:
            last = await self.move_clock(here, stop.at)
            if not last.ok:
                return last
        if wanted and stop.after:
            await stop.after(deed, booking)
        return last

    async def move_clock(self, here: Hospital, to: datetime) -> Exchange:
        deliveries: list[dict[str, Any]] = []
        with self.narrator.walk(here, deliveries):
            done = await self.clock.move(here, to)
            deliveries.extend(delivered(done))
        return done

    async def _booking(self, here: Hospital, ref: str) -> dict[str, Any]:
        told = await self.do_quietly(here, ref)
        if not told.ok or not isinstance(told.answer, dict):
            raise NotPossible("no_booking")
        booking = calendar.complete(told.answer)
        self.narrator.remember(booking)
        return booking

    async def do_quietly(self, here: Hospital, ref: str) -> Exchange:
        path = f"/bookings/{calendar.in_path(ref)}"
        return await self.api.call(here, "test", "GET", path, quietly=True)
