"""/v2/bot/richmenu/alias…: names under which a menu can be switched to."""

import re

from simulator.line.bodies import invalid_property
from simulator.line.calls import NOT_FOUND, Answer, Call, Refusal, answer

_ALIAS = re.compile("[a-z0-9_-]{1,32}")


def create(call: Call) -> Answer:
    body = call.json()
    alias = body.get("richMenuAliasId")
    if not isinstance(alias, str) or not _ALIAS.fullmatch(alias):
        raise invalid_property("richMenuAliasId")
    if alias in call.channel.rich_menus.aliases:
        raise Refusal("conflict richmenu alias id")
    call.channel.rich_menus.aliases[alias] = _target(call, body.get("richMenuId"))
    return answer()


def update(call: Call) -> Answer:
    alias = _known(call)
    call.channel.rich_menus.aliases[alias] = _target(call, call.json().get("richMenuId"))
    return answer()


def get(call: Call) -> Answer:
    alias = _known(call)
    return answer(_as_json(alias, call.channel.rich_menus.aliases[alias]))


def list_all(call: Call) -> Answer:
    aliases = call.channel.rich_menus.aliases
    return answer({"aliases": [_as_json(alias, menu_id) for alias, menu_id in aliases.items()]})


def delete(call: Call) -> Answer:
    del call.channel.rich_menus.aliases[_known(call)]
    return answer()


def _as_json(alias: str, menu_id: str) -> dict[str, str]:
    return {"richMenuAliasId": alias, "richMenuId": menu_id}


def _known(call: Call) -> str:
    alias = call.path["alias"]
    if alias not in call.channel.rich_menus.aliases:
        raise Refusal(NOT_FOUND, 404)
    return alias


def _target(call: Call, menu_id: object) -> str:
    menu = call.channel.rich_menus.menus.get(menu_id) if isinstance(menu_id, str) else None
    if menu is None:
        raise Refusal("richmenu not found")
    return menu.id
