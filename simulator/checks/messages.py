"""The messages of a reply, push or multicast."""

from collections.abc import Iterable
from typing import Any

from simulator.checks.actions import actions, one_of_any
from simulator.checks.flex import flex_findings
from simulator.checks.leaves import (
    IMAGE,
    INVALID,
    MISSING,
    Leaf,
    integer,
    label,
    number,
    one_of,
    text,
)
from simulator.checks.shapes import ByType, Finding, ListOf, Node, Shape
from simulator.checks.templates import MAP_ACTIONS, MAP_SIZE, TEMPLATE

MOST_MESSAGES = 5

_QUICK_ACTION = actions(20, label_required=True, extra=("camera", "cameraRoll", "location"))
_QUICK_ITEM = Shape({"type": one_of("action"), "imageUrl": IMAGE}, {"action": _QUICK_ACTION}, ("action",))
_QUICK_REPLY = Shape({}, {"items": ListOf(_QUICK_ITEM, 1, 13)}, ("items",))


def _not_line(sender: dict[str, Any]) -> Iterable[Finding]:
    if "line" in str(sender.get("name", "")).lower().split():
        yield "name", "may not be LINE"


_SENDER = Shape({"name": label(20), "iconUrl": IMAGE}, rules=(_not_line,))
_ALT_TEXT = text(1500)
_EMOJI = Shape(
    {"index": integer(0), "productId": text(100), "emojiId": text(100)},
    required=("index", "productId", "emojiId"),
)


def _message(leaves: dict[str, Leaf], nodes: dict[str, Node] | None = None, *required: str) -> Shape:
    shared: dict[str, Node] = {"quickReply": _QUICK_REPLY, "sender": _SENDER}
    return Shape({"type": one_of_any, **leaves}, shared | (nodes or {}), required or tuple(leaves))


class _Anything:
    """Looked at elsewhere, or not by us."""

    def check(self, value: Any, path: str, found: list[Finding]) -> None:
        if not isinstance(value, dict):
            found.append((path, INVALID))


_SHAPES: dict[str, Node] = {
    "text": _message(
        {"text": text(5000), "quoteToken": text(1000)}, {"emojis": ListOf(_EMOJI, 0, 20)}, "text"
    ),
    "textV2": _message({"text": text(5000), "quoteToken": text(1000)}, {"substitution": _Anything()}, "text"),
    "flex": _message({"altText": _ALT_TEXT}, {"contents": _Anything()}, "altText", "contents"),
    "template": _message({"altText": _ALT_TEXT}, {"template": TEMPLATE}, "altText", "template"),
    "sticker": _message(
        {"packageId": text(20), "stickerId": text(20), "quoteToken": text(1000)}, {}, "packageId", "stickerId"
    ),
    "image": _message({"originalContentUrl": IMAGE, "previewImageUrl": IMAGE}),
    "video": _message(
        {
            "originalContentUrl": IMAGE,
            "previewImageUrl": IMAGE,
            "trackingId": text(100),
        },
        {},
        "originalContentUrl",
        "previewImageUrl",
    ),
    "audio": _message({"originalContentUrl": IMAGE, "duration": integer(1)}),
    "location": _message(
        {
            "title": text(100),
            "address": text(100),
            "latitude": number(-90, 90),
            "longitude": number(-180, 180),
        }
    ),
    "imagemap": _message(
        {"baseUrl": IMAGE, "altText": _ALT_TEXT},
        {"baseSize": MAP_SIZE, "actions": MAP_ACTIONS, "video": _Anything()},
        "baseUrl",
        "altText",
        "baseSize",
        "actions",
    ),
}
_MESSAGES = ListOf(ByType(_SHAPES), 1, MOST_MESSAGES)


def message_errors(messages: Any, body_bytes: int) -> dict[str, Any] | None:
    """LINE's error body for these messages, or None if it would take them.

    Faults of the message itself come first, as `messages[0].text`; faults inside a Flex container are told
    for the first message that has any, as JSON pointers from its `contents`.
    """
    if messages is None:
        return error_body([("messages", MISSING)])
    found: list[Finding] = []
    _MESSAGES.check(messages, "messages", found)
    if found:
        return error_body([(_dotted(path), problem) for path, problem in found])
    for index, message in enumerate(messages):
        if message["type"] == "flex":
            flex = flex_findings(message["contents"], body_bytes)
            if flex:
                return {
                    "message": f"A message (messages[{index}]) in the request body is invalid",
                    "details": _details(flex),
                }
    return None


def error_body(found: list[Finding]) -> dict[str, Any]:
    return {"message": f"The request body has {len(found)} error(s)", "details": _details(found)}


def _details(found: list[Finding]) -> list[dict[str, str]]:
    return [{"message": problem, "property": path or "/"} for path, problem in found]


def _dotted(path: str) -> str:
    first, *rest = path.split("/")
    return first + "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in rest)
