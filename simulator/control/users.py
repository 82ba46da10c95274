"""Making patients and reading their chats."""

from typing import Any

from aiohttp import web

from simulator.control.bodies import ControlError, only, optional_text, read_object, required_text
from simulator.settings import CHANNEL_NAMES
from simulator.state.behaviour import Behaviour
from simulator.state.entries import Entry
from simulator.state.users import User
from simulator.state.world import World
from simulator.webhook import events
from simulator.webhook.courier import Courier

LONGEST_WAIT_SECONDS = 60.0


async def create_user(request: web.Request, world: World, courier: Courier) -> web.Response:
    """Waits until the follow event was answered, but not for the sandbox. `behaviour` makes a magic patient.

    The service makes sandbox patients while it answers a hospital: it must not wait for itself.
    """
    body = await read_object(request)
    only(body, "display_name", "language", "channel", "behaviour")
    channel = optional_text(body, "channel", 20) or "test"
    if channel not in CHANNEL_NAMES:
        raise ControlError(f"channel must be one of {', '.join(CHANNEL_NAMES)}.")
    behaviour = _behaviour(body)
    user = world.add_user(
        required_text(body, "display_name", 100), optional_text(body, "language", 20) or "th", channel
    )
    follow = events.follow(world, user, unblocked=False)
    if channel == "sandbox":
        courier.deliver_soon(user, follow)
    else:
        await courier.deliver(user, follow)
    user.behaviour, user.blocked = behaviour, behaviour is Behaviour.BLOCKED
    return web.json_response({"user_id": user.id, "phone_url": phone_url(request, world, user)}, status=201)


def _behaviour(body: dict[str, Any]) -> Behaviour:
    wanted = optional_text(body, "behaviour", 20)
    known = [each.value for each in Behaviour if each]
    if wanted is not None and wanted not in known:
        raise ControlError(f"behaviour must be one of {', '.join(known)}.")
    return Behaviour(wanted or "")


def phone_url(request: web.Request, world: World, user: User) -> str:
    base = world.settings.url or f"{request.scheme}://{request.host}"
    return f"{base}/phone/{user.phone_token}"


async def list_users(request: web.Request, world: World) -> web.Response:
    """Newest first; for the start page."""
    users = [
        {
            "user_id": user.id,
            "display_name": user.display_name,
            "language": user.language,
            "channel": user.channel,
            "blocked": user.blocked,
            "phone_url": phone_url(request, world, user),
        }
        for user in reversed(world.users.values())
    ]
    return web.json_response({"users": users})


async def messages(request: web.Request, world: World, user: User) -> web.Response:
    after = _number(request, "after")
    wait = min(_number(request, "wait"), LONGEST_WAIT_SECONDS)
    found = user.since(int(after))
    if not found and wait > 0:
        found = await wait_for_news(world, user, int(after), wait)
    return web.json_response({"messages": [entry.as_json() for entry in found]})


async def wait_for_news(world: World, user: User, after: int, seconds: float) -> list[Entry]:
    """What came after that entry, as soon as there is something; empty when the time is over."""
    ends = world.now() + seconds
    while world.is_here(user):
        found = user.since(after)
        left = ends - world.now()
        if found or left <= 0:
            return found
        await user.changed.wait(left)
    return []


def _number(request: web.Request, name: str) -> float:
    text = request.query.get(name) or "0"
    try:
        number = float(text) if name == "wait" else int(text)
    except ValueError:
        number = -1
    if not 0 <= number < 10**20:
        raise ControlError(f"{name} must be a number of 0 or more.")
    return number
