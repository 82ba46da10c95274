"""The control API's addresses."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from simulator.control import channels, doings, users
from simulator.control.bodies import ControlError
from simulator.control.guard import may_control
from simulator.patient.talk import BlockedError, Hands
from simulator.state.channels import Channel
from simulator.state.users import User
from simulator.state.world import World
from simulator.webhook.courier import Courier

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Doing = Callable[[web.Request, Hands], Awaitable[web.Response]]

DOINGS: dict[str, Doing] = {
    "text": doings.send_text,
    "location": doings.share_location,
    "media": doings.send_media,
    "tap": doings.tap_action,
    "block": doings.block,
    "unblock": doings.unblock,
}
_ROOT = "/_simulator"


def routes(world: World, courier: Courier, forget_more: Callable[[], None]) -> list[web.RouteDef]:
    """A contract for outside clients: addresses and answers do not change."""

    def guarded(handler: Handler) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            if not may_control(request, world.settings.control_token):
                return web.json_response({"error": "Only from this machine, or with the token."}, status=403)
            return await explained(handler)(request)

        return handle

    def of_user(handler: Callable[[web.Request, User], Awaitable[web.StreamResponse]]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(request, _user(world, request))

        return guarded(handle)

    def of_channel(handler: Callable[[web.Request, Channel], Awaitable[web.StreamResponse]]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(request, _channel(world, request))

        return guarded(handle)

    def doing(do: Doing) -> Handler:
        return of_user(lambda request, user: do(request, Hands(world, courier, user)))

    async def reset(request: web.Request) -> web.Response:
        await courier.close()
        world.forget_everything()
        forget_more()
        return web.json_response({"status": "forgotten"})

    user, fault, stat = (
        f"{_ROOT}/users/{{user_id}}",
        f"{_ROOT}/faults/{{channel}}",
        f"{_ROOT}/stats/{{channel}}",
    )
    return [
        web.post(f"{_ROOT}/users", guarded(lambda request: users.create_user(request, world, courier))),
        web.get(f"{_ROOT}/users", guarded(lambda request: users.list_users(request, world))),
        web.get(f"{user}/messages", of_user(lambda request, user: users.messages(request, world, user))),
        *[web.post(f"{user}/{name}", doing(do)) for name, do in DOINGS.items()],
        web.put(fault, of_channel(channels.put_faults)),
        web.get(fault, of_channel(channels.get_faults)),
        web.delete(fault, of_channel(channels.delete_faults)),
        web.put(f"{_ROOT}/answers/{{channel}}", of_channel(channels.put_answer)),
        web.delete(f"{_ROOT}/answers/{{channel}}", of_channel(channels.delete_answer)),
        web.put(f"{_ROOT}/quota/{{channel}}", of_channel(channels.put_quota)),
        web.get(f"{_ROOT}/quota/{{channel}}", of_channel(channels.get_quota)),
        web.get(stat, of_channel(channels.get_stats)),
        web.post(f"{_ROOT}/reset", guarded(reset)),
    ]


def explained(handler: Handler) -> Handler:
    """Errors become sentences."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ControlError as error:
            return web.json_response(error.body, status=error.status)
        except BlockedError:
            return web.json_response({"error": "This patient has blocked the account."}, status=409)

    return handle


def _user(world: World, request: web.Request) -> User:
    user = world.users.get(request.match_info["user_id"])
    if user is None:
        raise ControlError("There is no such user.", 404)
    return user


def _channel(world: World, request: web.Request) -> Channel:
    channel = world.channels.get(request.match_info["channel"])
    if channel is None:
        raise ControlError(f"There is no such channel; there are {', '.join(world.channels)}.", 404)
    return channel
