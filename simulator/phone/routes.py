"""Addresses of one phone. Whoever knows the token sees this patient's chat and acts for her, no more."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from simulator.control import doings
from simulator.control.guard import from_another_site, may_control
from simulator.control.routes import Doing, Handler, explained
from simulator.pages import origin, page
from simulator.patient.talk import Hands
from simulator.phone.stickers import send_sticker
from simulator.phone.stream import stream
from simulator.phone.taps import tap_place
from simulator.settings import Settings
from simulator.state.users import User
from simulator.state.world import World
from simulator.webhook.courier import Courier

_DOINGS: dict[str, Doing] = {
    "text": doings.send_text,
    "location": doings.share_location,
    "tap": tap_place,
    "sticker": send_sticker,
    "block": doings.block,
    "unblock": doings.unblock,
}
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_OfUser = Callable[[web.Request, User], Awaitable[web.StreamResponse]]


def routes(world: World, courier: Courier) -> list[web.RouteDef]:
    def of_user(handler: _OfUser) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            user = world.phones.get(request.match_info["token"])
            if user is None:
                return page("no_phone.html", status=404)
            if request.method == "POST" and from_another_site(request):
                raise web.HTTPForbidden
            return await handler(request, user)

        return explained(handle)

    def doing(do: Doing) -> Handler:
        return of_user(lambda request, user: do(request, Hands(world, courier, user)))

    async def show(request: web.Request, user: User) -> web.StreamResponse:
        return _phone_page(request, world, user)

    phone = "/phone/{token}"
    return [
        web.get(phone, of_user(show)),
        web.get(f"{phone}/events", of_user(lambda request, user: stream(request, world, user))),
        web.get(f"{phone}/menu/{{menu_id}}", of_user(lambda request, user: _menu(request, world, user))),
        *[web.post(f"{phone}/{name}", doing(do)) for name, do in _DOINGS.items()],
    ]


def _phone_page(request: web.Request, world: World, user: User) -> web.Response:
    """The way to the other phones is for those who may see them all.

    In the demo cards name `PUBLIC_URL`, which nobody serves: the page then asks the local service.
    """
    settings = world.settings
    here = (urlsplit(f"//{request.host}").hostname or "") in _LOCAL_NAMES
    return page(
        "phone.html",
        frames="http: https:",
        framed_by=_may_frame(settings),
        images=f"'self' https: data: {origin(settings.web_url)}",
        user=user,
        embedded="embedded" in request.query,
        ours=f"{origin(settings.web_url)} {origin(settings.public_url)}",
        home=may_control(request, settings.control_token),
        channel=world.channels[user.channel].display_name,
        public_url=settings.public_url if here else "",
        web_url=settings.web_url if here else "",
    )


def _may_frame(settings: Settings) -> str:
    """The service may show a sandbox patient's phone on its own pages."""
    ours = urlsplit(settings.web_url)
    port = f":{ours.port}" if ours.port else ""
    names = (ours.hostname, *_LOCAL_NAMES[:2]) if ours.hostname in _LOCAL_NAMES else (ours.hostname,)
    webs = " ".join(f"{ours.scheme}://{name}{port}" for name in dict.fromkeys(names))
    return f"'self' {webs} {origin(settings.public_url)}"


async def _menu(request: web.Request, world: World, user: User) -> web.StreamResponse:
    menu = world.channels[user.channel].rich_menus.menus.get(request.match_info["menu_id"])
    if menu is None or menu.image is None:
        raise web.HTTPNotFound
    return web.Response(
        body=menu.image, content_type=menu.image_type, headers={"X-Content-Type-Options": "nosniff"}
    )
