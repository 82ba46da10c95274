"""What a tap on an action does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.patient.actions import Action
from simulator.patient.talk import Hands
from simulator.state.entries import BANGKOK

NOTHING_SENT = 200
_FORMATS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}


@dataclass(frozen=True)
class Tapped:
    """`opened`: the address that the phone opens. `status`: the webhook's answer, 200 when none was sent."""

    action: Action
    opened: str | None
    status: int

    def as_json(self) -> dict[str, Any]:
        return {"action": self.action, "opened": self.opened, "status": self.status}


async def tap(hands: Hands, action: Action, params: dict[str, str] | None = None) -> Tapped:
    """`params`: what she chose in a date picker; without it, its initial value or now.

    Raises BlockedError.
    """
    match action["type"]:
        case "uri":
            return Tapped(action, action.get("uri") or action.get("linkUri"), NOTHING_SENT)
        case "message":
            return Tapped(action, None, await hands.send_text(action["text"]))
        case "postback":
            return Tapped(action, None, await _postback(hands, action))
        case "datetimepicker":
            chosen = params or {action["mode"]: _moment(hands, action)}
            return Tapped(action, None, await hands.send_postback(action["data"], None, chosen))
        case "richmenuswitch":
            return Tapped(action, None, await _switch(hands, action))
        case _:
            return Tapped(action, None, NOTHING_SENT)


async def _postback(hands: Hands, action: Action) -> int:
    """The old property `text` also sends a message, as at LINE."""
    status = await hands.send_postback(action["data"], action.get("displayText"))
    return await hands.send_text(action["text"]) if "text" in action else status


def _moment(hands: Hands, action: Action) -> str:
    now = datetime.fromtimestamp(hands.world.now(), BANGKOK)
    return str(action.get("initial") or now.strftime(_FORMATS[action["mode"]]))


async def _switch(hands: Hands, action: Action) -> int:
    alias = action["richMenuAliasId"]
    target = hands.world.channels[hands.user.channel].rich_menus.aliases.get(alias)
    if target is not None:
        hands.user.rich_menu_id = target
        hands.user.changed.ring()
    status = "SUCCESS" if target is not None else "RICHMENU_ALIAS_ID_NOTFOUND"
    params = {"newRichMenuAliasId": alias, "status": status}
    return await hands.send_postback(action["data"], None, params)
