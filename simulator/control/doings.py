"""What a test makes a patient do."""

from typing import Any

from aiohttp import web

from simulator.control.bodies import ControlError, degrees, only, optional_text, read_object, required_text
from simulator.patient.actions import Wanted, all_actions, find_action
from simulator.patient.talk import Hands
from simulator.patient.tap import tap

MOST_ACTIONS_TOLD = 200
MEDIA = ("image", "video", "audio", "file")
_WAYS = ("label", "data", "uri")


async def send_text(request: web.Request, hands: Hands) -> web.Response:
    body = await read_object(request)
    only(body, "text")
    return _status(await hands.send_text(required_text(body, "text", 5000)))


async def share_location(request: web.Request, hands: Hands) -> web.Response:
    body = await read_object(request)
    only(body, "latitude", "longitude", "title", "address")
    place: dict[str, Any] = {
        name: text for name in ("title", "address") if (text := optional_text(body, name, 100)) is not None
    }
    place["latitude"] = degrees(body, "latitude", 90)
    place["longitude"] = degrees(body, "longitude", 180)
    return _status(await hands.share_location(place))


async def send_media(request: web.Request, hands: Hands) -> web.Response:
    body = await read_object(request)
    only(body, "kind")
    kind = required_text(body, "kind", 10)
    if kind not in MEDIA:
        raise ControlError(f"kind must be one of {', '.join(MEDIA)}.")
    return _status(await hands.send_media(kind))


async def tap_action(request: web.Request, hands: Hands) -> web.Response:
    """`params` may say what is chosen in a date picker: `{"date": "2026-11-25"}`."""
    body = await read_object(request)
    only(body, *_WAYS, "params")
    given = [name for name in _WAYS if body.get(name) is not None]
    if len(given) != 1:
        raise ControlError("Give exactly one of label, data and uri.")
    wanted = Wanted(**{given[0]: required_text(body, given[0], 2000)})
    action = find_action(hands.world, hands.user, wanted)
    if action is None:
        there = all_actions(hands.world, hands.user)[:MOST_ACTIONS_TOLD]
        raise ControlError(f"Nothing with this {given[0]} can be tapped.", 404, actions=there)
    return web.json_response((await tap(hands, action, chosen(body))).as_json())


async def block(request: web.Request, hands: Hands) -> web.Response:
    return _status(await hands.block())


async def unblock(request: web.Request, hands: Hands) -> web.Response:
    return _status(await hands.unblock())


def chosen(body: dict[str, Any]) -> dict[str, str] | None:
    """What was chosen in a date picker. Raises ControlError."""
    params = body.get("params")
    if params is None:
        return None
    if not isinstance(params, dict) or not all(isinstance(value, str) for value in params.values()):
        raise ControlError("params must be an object of texts.")
    return params


def _status(status: int | None) -> web.Response:
    return web.json_response({"status": status})
