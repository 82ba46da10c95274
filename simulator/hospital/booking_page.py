"""S3 of the journey: the hospital's own booking page, opened with the Connect ID in the address."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from simulator.hospital import calendar
from simulator.hospital.api import Exchange, HospitalApi
from simulator.hospital.deeds import booking_body
from simulator.hospital.registry import Hospital, hospital
from simulator.hospital.words import words
from simulator.pages import origin, page
from simulator.settings import Settings

_CONNECT_ID = re.compile("[0-9a-f]{24}")
_USUAL_DAY = 1
"""The day after tomorrow: every reminder is still to come."""

_OVER = ("cancelled", "served", "no_show")


@dataclass
class BookingPage:
    """Remembers which bookings were made here for which Connect ID, and in which mode."""

    settings: Settings
    api: HospitalApi
    numbers: calendar.Numbers
    language_of: Callable[[str], str]
    """The language of the patient with that Connect ID, "th" if nobody knows her."""

    _made: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])
    _modes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def routes(self) -> list[web.RouteDef]:
        path = "/hospital/{code}/que_register.php"
        return [web.get(path, self.show), web.post(path, self.act)]

    def forget_everything(self) -> None:
        self._made.clear()
        self._modes.clear()

    async def show(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, None)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """No cookie lets anybody in here: the Connect ID in the address is all that counts."""
        return await self._answer(
            request, {name: str(value) for name, value in (await request.post()).items()}
        )

    async def _answer(self, request: web.Request, form: dict[str, str] | None) -> web.StreamResponse:
        here = hospital(self.settings, request.match_info["code"])
        connect_id = request.query.get("regist", "")
        if here is None or not _CONNECT_ID.fullmatch(connect_id):
            return page("hospital_closed.html", status=404, hospital=here)
        done = await self._do(here, connect_id, form) if form else None
        return await self._page(here, connect_id, done)

    async def _do(self, here: Hospital, connect_id: str, form: dict[str, str]) -> Exchange | None:
        ref = form.get("booking_ref", "")
        if form.get("do") == "book":
            return await self._book(here, connect_id, form)
        if ref not in self._made.get((here.code, connect_id), []):
            return None
        mode = self._mode(here, connect_id)
        if form.get("do") == "move":
            at = calendar.moment(form.get("date", ""), form.get("time", ""))
            return await self.api.call(here, mode, "PATCH", f"/bookings/{ref}", {"appointment_at": at})
        return await self.api.call(here, mode, "DELETE", f"/bookings/{ref}")

    async def _book(self, here: Hospital, connect_id: str, form: dict[str, str]) -> Exchange:
        """The test key knows test patients only, the live key the others: whoever knows her is asked."""
        numbers = {
            "booking_ref": self.numbers.booking_ref(),
            "queue_number": self.numbers.queue_number(),
        }
        body = booking_body({**form, **numbers}, connect_id)
        known = self._modes.get((here.code, connect_id))
        mode = known or "test"
        done = await self.api.call(here, mode, "POST", "/bookings", body)
        if done.status == 404 and known is None:
            mode = "live"
            done = await self.api.call(here, mode, "POST", "/bookings", body)
        if done.ok:
            self._modes[here.code, connect_id] = mode
            self._made.setdefault((here.code, connect_id), []).append(body["booking_ref"])
        return done

    async def _page(self, here: Hospital, connect_id: str, done: Exchange | None) -> web.Response:
        mode = self._mode(here, connect_id)
        now = await calendar.today(self.api, here, mode)
        language = self.language_of(connect_id)
        days = calendar.coming_days(now, language)
        return page(
            "booking.html",
            framed_by=f"'self' {origin(self.settings.web_url)} {origin(self.settings.public_url)}",
            title=here.in_language(language),
            language=language,
            words=words(language),
            done=done,
            bookings=await self._bookings(here, connect_id, mode),
            departments=calendar.departments(language),
            times=calendar.TIMES,
            usual_time=calendar.USUAL_TIME,
            days=days,
            usual_day=days[_USUAL_DAY][0],
            spoken_time=calendar.clock_of(language),
            moment=calendar.english if language == "en" else calendar.thai,
            over=_OVER,
        )

    async def _bookings(self, here: Hospital, connect_id: str, mode: str) -> list[dict[str, Any]]:
        refs = self._made.get((here.code, connect_id), [])
        answers = [
            await self.api.call(here, mode, "GET", f"/bookings/{ref}", quietly=True) for ref in reversed(refs)
        ]
        return [
            calendar.complete(answer.answer)
            for answer in answers
            if answer.ok and isinstance(answer.answer, dict)
        ]

    def _mode(self, here: Hospital, connect_id: str) -> str:
        return self._modes.get((here.code, connect_id), "test")
