"""What happens on a tap: postbacks, addresses and the actions that only quick replies may have."""

import re
from typing import Any

from flex_templates import graphemes
from flex_templates.checks.finding import Spot
from flex_templates.checks.values import Rule, anything, one_of, text, uri

moment = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d)?|\d\d:\d\d")


def _moment(value: Any) -> str | None:
    good = isinstance(value, str) and moment.fullmatch(value)
    return None if good else f"{value!r} is no date or time such as 2026-11-25 or 10:00"


ACTIONS: dict[str, dict[str, Rule]] = {
    "postback": {
        "data": text(300),
        "displayText": text(300, graphemes.count),
        "text": text(300, graphemes.count),
        "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
        "fillInText": text(300, graphemes.count),
    },
    "message": {"text": text(300, graphemes.count)},
    "uri": {"uri": uri, "altUri": anything},
    "datetimepicker": {
        "data": text(300),
        "mode": one_of("date", "time", "datetime"),
        **dict.fromkeys(("initial", "max", "min"), _moment),
    },
    "clipboard": {"clipboardText": text(1000)},
    "camera": {},
    "cameraRoll": {},
    "location": {},
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "postback": ("data",),
    "message": ("text",),
    "uri": ("uri",),
    "datetimepicker": ("data", "mode"),
    "clipboard": ("clipboardText",),
}
QUICK_REPLY_ONLY = ("camera", "cameraRoll", "location")


def check_action(
    spot: Spot, action: object, *, label: int, label_needed: bool, quick_reply: bool = False
) -> None:
    """`label` is the most characters that the label may have where this action stands."""
    fields = spot.fields(action, 'an action must be an object such as { "type": "uri", … }')
    if fields is None:
        return
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in ACTIONS:
        spot.at("type").error(f"{kind!r} is no action; use one of {', '.join(ACTIONS)}")
        return
    if kind in QUICK_REPLY_ONLY and not quick_reply:
        spot.at("type").error(f"{kind} works only in quick replies; use another action here")
    spot.follows(fields, ACTIONS[kind], f"the action {kind}", REQUIRED.get(kind, ()), ("type", "label"))
    if "displayText" in fields and "text" in fields:
        spot.at("text").error("displayText and text cannot stand together; remove text")
    if "altUri" in fields:
        _check_alt_uri(spot.at("altUri"), fields["altUri"])
    if "label" in fields or label_needed:
        _check_label(spot.at("label"), fields.get("label", ""), label)


def _check_label(spot: Spot, value: object, most: int) -> None:
    if wrong := text(most, graphemes.count)(value):
        spot.error(f"the label: {wrong}")


def _check_alt_uri(spot: Spot, value: object) -> None:
    fields = spot.fields(value, 'write { "desktop": "https://…" }, or remove altUri')
    if fields is not None:
        spot.follows(fields, {"desktop": uri}, "altUri", ("desktop",), ())
