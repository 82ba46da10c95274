"""All pages of the demo hospitals."""

import aiohttp
from aiohttp import web

from simulator.hospital.api import HospitalApi
from simulator.hospital.booking_page import BookingPage
from simulator.hospital.calendar import Numbers
from simulator.hospital.desk import Desk
from simulator.settings import Settings


class HospitalSite:
    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self._api = HospitalApi(session, settings.web_url)
        self._booking_page = BookingPage(settings, self._api, Numbers())
        self._desk = Desk(settings, self._api)

    def routes(self) -> list[web.RouteDef]:
        return [*self._booking_page.routes(), *self._desk.routes()]

    def forget_everything(self) -> None:
        self._api.forget_everything()
        self._booking_page.forget_everything()
