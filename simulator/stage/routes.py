"""The demo page and its addresses: open on this machine, elsewhere with the token only."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from simulator.control.bodies import ControlError, only, optional_text, read_object
from simulator.control.guard import may_control
from simulator.control.routes import Handler, explained
from simulator.hospital.api import Exchange
from simulator.hospital.deeds import DEEDS
from simulator.hospital.registry import Hospital, hospital
from simulator.hospital.site import HospitalSite
from simulator.stage.clock import TestClock
from simulator.stage.director import Director, NotPossible
from simulator.stage.happenings import Happenings
from simulator.stage.narrator import Narrator
from simulator.stage.news import stream
from simulator.stage.people import People
from simulator.stage.view import View, Wish, mode_of
from simulator.state.users import User
from simulator.state.world import World

_FIELDS = (
    "booking_ref",
    "connect_id",
    "department",
    "date",
    "time",
    "patient_name",
    "note",
    "queues_ahead",
    "room",
    "outcome",
)
_LONGEST = 300
_Act = Callable[[web.Request, Hospital, User | None, dict[str, str]], Awaitable[Exchange | None]]


class Stage:
    """Everything behind the demo page. It watches the world from the moment it is made."""

    def __init__(self, world: World, site: HospitalSite) -> None:
        self._world = world
        self._people = People()
        self._happenings = Happenings()
        self._narrator = Narrator(
            world, self._people, self._happenings, lambda code: site.api.ahead.get(code, timedelta(0))
        )
        clock = TestClock(site.api, self._people)
        self._director = Director(site.api, site.numbers, clock, self._narrator)
        self._view = View(world.settings, self._people, clock, self._director)
        world.watcher = self._narrator
        site.api.heard = self._narrator.heard
        site.language_of = self._people.language

    def forget_everything(self) -> None:
        self._people.forget_everything()
        self._narrator.forget_everything()
        self._happenings.forget_everything()

    def close(self) -> None:
        """Sends those home who look on."""
        self._happenings.changed.ring()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_demo/state", self._guarded(self._state)),
            web.get("/_demo/events", self._guarded(self._events)),
            web.post("/_demo/desk/{deed}", self._guarded(self._acting(self._desk))),
            web.post("/_demo/time/{step}", self._guarded(self._acting(self._time))),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            if not may_control(request, self._world.settings.control_token):
                return web.json_response({"error": "Only from this machine, or with the token."}, status=403)
            return await explained(handler)(request)

        return handle

    async def _state(self, request: web.Request) -> web.Response:
        query = request.query
        user = self._world.users.get(query.get("user", ""))
        wish = Wish(user, query.get("hospital", ""), query.get("booking", ""))
        return web.json_response(await self._view.of(wish))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self._world, self._happenings)

    def _acting(self, act: _Act) -> Handler:
        """`{"hospital": code, "user": id, …the form}` → what was said to the service, and if it worked."""

        async def handle(request: web.Request) -> web.StreamResponse:
            body = await read_object(request)
            only(body, "hospital", "user", *_FIELDS)
            here = hospital(self._world.settings, str(body.get("hospital")))
            if here is None:
                raise ControlError("There is no such hospital.", 404)
            form = _form(body)
            user = self._world.users.get(str(body.get("user")))
            try:
                done = await act(request, here, user, form)
            except NotPossible as error:
                raise ControlError(f"Not possible: {error.word}.", 409, word=error.word) from None
            if done is None:
                raise ControlError("Not possible: no_booking.", 409, word="no_booking")
            problem = None if done.ok else done.problem
            return web.json_response({"ok": done.ok, "problem": problem, "exchange": done.as_json()})

        return handle

    async def _desk(
        self, request: web.Request, here: Hospital, user: User | None, form: dict[str, str]
    ) -> Exchange | None:
        deed = request.match_info["deed"]
        if deed not in DEEDS:
            raise ControlError("The desk does not do that.", 404)
        return await self._director.do(deed, here, mode_of(user), form)

    async def _time(
        self, request: web.Request, here: Hospital, user: User | None, form: dict[str, str]
    ) -> Exchange | None:
        return await self._director.travel(request.match_info["step"], here, form.get("booking_ref", ""))


def _form(body: dict[str, Any]) -> dict[str, str]:
    given = {name: optional_text(body, name, _LONGEST) for name in _FIELDS if body.get(name) != ""}
    return {name: text for name, text in given.items() if text is not None}
