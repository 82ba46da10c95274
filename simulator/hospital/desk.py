"""The desk: a hospital's bookings with a button for each call, and what was said to the service."""

from dataclasses import dataclass

from aiohttp import web

from simulator.control.guard import may_control
from simulator.hospital import calendar
from simulator.hospital.api import HospitalApi
from simulator.hospital.deeds import DEEDS, OPEN_STATES, all_bookings
from simulator.hospital.desk_words import desk_tables, desk_words
from simulator.hospital.registry import hospital
from simulator.pages import page
from simulator.settings import Settings


@dataclass
class Desk:
    """Works with the hospital's keys: open on this machine, elsewhere with the token only."""

    settings: Settings
    api: HospitalApi

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/hospital/{code}", self.show),
            web.get("/hospital/{code}/", self.show),
            web.post("/hospital/{code}/desk/{deed}", self.act),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        if not may_control(request, self.settings.control_token):
            return page("closed.html", status=403)
        here = hospital(self.settings, request.match_info["code"])
        if here is None:
            return page("hospital_closed.html", status=404, hospital=None)
        mode = _mode(request.query.get("mode", ""))
        language = _language(request.query.get("lang", ""))
        now = await calendar.today(self.api, here, mode)
        since = (now - calendar.BACK).isoformat(timespec="seconds")
        bookings = await all_bookings(self.api, here, mode, {"changed_since": since})
        return page(
            "desk.html",
            hospital=here,
            title=here.in_language(language),
            language=language,
            words=desk_words(language),
            called=desk_tables(language),
            mode=mode,
            now=now.isoformat(),
            bookings=sorted(bookings, key=lambda each: str(each.get("appointment_at")), reverse=True),
            exchanges=self.api.said(here.code),
            open_states=OPEN_STATES,
            tomorrow=calendar.tomorrow(now),
            usual_time=calendar.USUAL_TIME,
            moment=calendar.english if language == "en" else calendar.thai,
        )

    async def act(self, request: web.Request) -> web.StreamResponse:
        if not may_control(request, self.settings.control_token):
            return page("closed.html", status=403)
        here = hospital(self.settings, request.match_info["code"])
        deed = DEEDS.get(request.match_info["deed"])
        if here is None or deed is None:
            raise web.HTTPNotFound
        form = {name: str(value) for name, value in (await request.post()).items()}
        mode = _mode(form.get("mode", ""))
        await deed(self.api, here, mode, {"booking_ref": "", **form})
        raise web.HTTPSeeOther(f"/hospital/{here.code}?mode={mode}&lang={_language(form.get('lang', ''))}")


def _mode(text: str) -> str:
    return text if text in calendar.MODES else "test"


def _language(text: str) -> str:
    return "en" if text == "en" else "th"
