"""All pages of the demo hospitals."""

from collections.abc import Callable

import aiohttp
from aiohttp import web

from simulator.hospital.api import HospitalApi
from simulator.hospital.booking_page import BookingPage
from simulator.hospital.calendar import Numbers
from simulator.hospital.desk import Desk
from simulator.settings import Settings


class HospitalSite:
    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self.api = HospitalApi(session, settings.web_url)
        self.numbers = Numbers()
        self.language_of: Callable[[str], str] = lambda connect_id: "th"
        self._booking_page = BookingPage(
            settings, self.api, self.numbers, lambda connect_id: self.language_of(connect_id)
        )
        self._desk = Desk(settings, self.api)

    def routes(self) -> list[web.RouteDef]:
        return [*self._booking_page.routes(), *self._desk.routes()]

    def forget_everything(self) -> None:
        self.api.forget_everything()
        self._booking_page.forget_everything()
