"""Taps on the phone page: by the place of the action, not by its words."""

from typing import Any

from aiohttp import web

from simulator.control.bodies import ControlError, only, read_object
from simulator.control.doings import chosen
from simulator.patient.actions import Action, actions_in
from simulator.patient.talk import Hands
from simulator.patient.tap import tap


async def tap_place(request: web.Request, hands: Hands) -> web.Response:
    """`{"message": id}` or `{"menu": id}`, with `"index"`: its place among the actions there, from 0."""
    body = await read_object(request)
    only(body, "message", "menu", "index", "params")
    actions = list(actions_in(_place(hands, body)))
    index = body.get("index")
    if type(index) is not int or not 0 <= index < len(actions):
        raise ControlError("There is nothing to tap there.", 404)
    action: Action = actions[index]
    return web.json_response((await tap(hands, action, chosen(body))).as_json())


def _place(hands: Hands, body: dict[str, Any]) -> dict[str, Any]:
    if "menu" in body:
        menu = hands.world.channels[hands.user.channel].rich_menus.shown_to(hands.user.rich_menu_id)
        if menu is not None and menu.id == body["menu"]:
            return menu.body
    for entry in hands.user.from_bot_newest_first():
        if str(entry.id) == body.get("message"):
            return entry.message
    raise ControlError("There is nothing to tap there.", 404)
