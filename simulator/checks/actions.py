"""What a tap may do, and where (Messaging API reference, "Action objects")."""

import re
from collections.abc import Iterable
from typing import Any

from simulator.checks.leaves import LINK, Leaf, label, matching, one_of, text, uri
from simulator.checks.lengths import graphemes
from simulator.checks.shapes import ByType, Finding, Node, Shape

_DATA = text(300)
_SHOWN = text(300, count=graphemes)
_ALT_URI = Shape({"desktop": uri(1000, ("http", "https", "line", "tel"))})
_MOMENT = matching(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d)?|\d\d:\d\d")
_MOMENT_BY_MODE = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "time": re.compile(r"\d\d:\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d"),
}


def _moments_fit_mode(action: dict[str, Any]) -> Iterable[Finding]:
    pattern = _MOMENT_BY_MODE.get(str(action.get("mode")))
    for key in ("initial", "min", "max"):
        if pattern and key in action and not pattern.fullmatch(str(action[key])):
            yield key, "invalid property"


def _one_way_to_show(action: dict[str, Any]) -> Iterable[Finding]:
    if "displayText" in action and "text" in action:
        yield "text", "displayText and text may not be used together"
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        yield "fillInText", "requires inputOption openKeyboard"


def _shape(
    label_leaf: Leaf,
    leaves: dict[str, Leaf],
    required: tuple[str, ...] = (),
    nodes: dict[str, Node] | None = None,
    **rules: Any,
) -> Shape:
    return Shape({"type": one_of_any, "label": label_leaf, **leaves}, nodes, required, **rules)


def one_of_any(value: Any) -> str | None:
    """`type` was already looked at by ByType."""
    return None


def actions(longest_label: int, *, label_required: bool, extra: tuple[str, ...] = ()) -> ByType:
    """The actions of one place: `extra` names those that only some places know."""
    name = label(longest_label)
    must = ("label",) if label_required else ()
    postback: dict[str, Leaf] = {
        "data": _DATA,
        "displayText": _SHOWN,
        "text": _SHOWN,
        "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
        "fillInText": _SHOWN,
    }
    picker: dict[str, Leaf] = {
        "data": _DATA,
        "mode": one_of("date", "time", "datetime"),
        "initial": _MOMENT,
        "min": _MOMENT,
        "max": _MOMENT,
    }
    alias = matching("[a-z0-9_-]{1,32}")
    everywhere: dict[str, Node] = {
        "postback": _shape(name, postback, (*must, "data"), rules=(_one_way_to_show,)),
        "message": _shape(name, {"text": _SHOWN}, (*must, "text")),
        "uri": _shape(name, {"uri": LINK}, (*must, "uri"), {"altUri": _ALT_URI}),
        "datetimepicker": _shape(name, picker, (*must, "data", "mode"), rules=(_moments_fit_mode,)),
        "clipboard": _shape(name, {"clipboardText": text(1000)}, (*must, "clipboardText")),
    }
    sometimes: dict[str, Node] = {
        "camera": _shape(name, {}, must),
        "cameraRoll": _shape(name, {}, must),
        "location": _shape(name, {}, must),
        "richmenuswitch": _shape(
            name, {"richMenuAliasId": alias, "data": _DATA}, (*must, "richMenuAliasId", "data")
        ),
    }
    return ByType(everywhere | {kind: sometimes[kind] for kind in extra})
