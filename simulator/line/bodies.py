"""Reading the bodies that reply, push and multicast share."""

from typing import Any

from simulator.checks.messages import message_errors
from simulator.line.calls import Call, Refusal
from simulator.state import ids

_QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template"})


def checked_messages(call: Call, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Raises Refusal with what is wrong, in LINE's words."""
    messages = body.get("messages")
    errors = message_errors(messages, len(call.body))
    if errors:
        raise Refusal(errors["message"], body=errors)
    return messages or []


def silent(body: dict[str, Any]) -> bool:
    return _flag(body, "notificationDisabled")


def invalid_property(name: str) -> Refusal:
    return Refusal(f"The property, '{name}', in the request body is invalid (line: -, column: -)")


def numbered(call: Call, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`sentMessages`: an id for each message, with a quote token where LINE gives one."""
    return [_sent(call.world.next_message_id(), message) for message in messages]


def _sent(message_id: int, message: dict[str, Any]) -> dict[str, Any]:
    if message["type"] in _QUOTABLE:
        return {"id": str(message_id), "quoteToken": ids.quote_token()}
    return {"id": str(message_id)}


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise invalid_property(name)
    return value
