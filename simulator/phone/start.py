"""The start page: a phone, the hospital's desk, a time machine, and what happened."""

from aiohttp import web

from simulator.control.guard import COOKIE, is_token, may_control
from simulator.hospital.registry import hospitals
from simulator.pages import page
from simulator.settings import DISPLAY_NAMES
from simulator.state.world import World


def routes(world: World) -> list[web.RouteDef]:
    async def start(request: web.Request) -> web.StreamResponse:
        """`/?token=…` opens it from elsewhere; the browser keeps the token as a cookie from then on."""
        token = world.settings.control_token
        if not may_control(request, token):
            return page("closed.html", status=403)
        if is_token(request.query.get("token", ""), token):
            forward = web.HTTPSeeOther("/")
            forward.set_cookie(
                COOKIE, token, httponly=True, samesite="Strict", secure=request.secure, max_age=86400
            )
            return forward
        return page("demo.html", frames="'self'", channels=DISPLAY_NAMES, hospitals=hospitals(world.settings))

    return [web.get("/", start)]
