"""Template messages and imagemaps: the forms that came before Flex."""

from collections.abc import Iterable
from typing import Any

from simulator.checks.actions import actions, one_of_any
from simulator.checks.leaves import COLOR, IMAGE, LINK, Leaf, integer, one_of, text
from simulator.checks.lengths import graphemes
from simulator.checks.shapes import ByType, Finding, ListOf, Node, Shape

_ACTION = actions(20, label_required=True)
_DEFAULT_ACTION = actions(20, label_required=False)
_TITLE = text(40, count=graphemes)
_LOOKS: dict[str, Leaf] = {
    "imageAspectRatio": one_of("rectangle", "square"),
    "imageSize": one_of("cover", "contain"),
}


def _short_beside_picture(longest: int) -> Any:
    def rule(item: dict[str, Any]) -> Iterable[Finding]:
        beside = "title" in item or "thumbnailImageUrl" in item
        if beside and isinstance(item.get("text"), str) and graphemes(item["text"]) > longest:
            yield "text", f"Length must be between 1 and {longest}"

    return rule


def _with_text(longest: int) -> dict[str, Leaf]:
    return {
        "text": text(longest, count=graphemes),
        "title": _TITLE,
        "thumbnailImageUrl": IMAGE,
        "imageBackgroundColor": COLOR,
    }


_BUTTONS = Shape(
    {"type": one_of_any, **_with_text(160), **_LOOKS},
    {"actions": ListOf(_ACTION, 1, 4), "defaultAction": _DEFAULT_ACTION},
    ("text", "actions"),
    (_short_beside_picture(60),),
)
_CONFIRM = Shape(
    {"type": one_of_any, "text": text(240, count=graphemes)},
    {"actions": ListOf(_ACTION, 2, 2)},
    ("text", "actions"),
)
_COLUMN = Shape(
    _with_text(120),
    {"actions": ListOf(_ACTION, 1, 3), "defaultAction": _DEFAULT_ACTION},
    ("text", "actions"),
    (_short_beside_picture(60),),
)
_CAROUSEL = Shape({"type": one_of_any, **_LOOKS}, {"columns": ListOf(_COLUMN, 1, 10)}, ("columns",))
_PICTURE = Shape({"imageUrl": IMAGE}, {"action": actions(12, label_required=False)}, ("imageUrl", "action"))
_PICTURES = Shape({"type": one_of_any}, {"columns": ListOf(_PICTURE, 1, 10)}, ("columns",))

_TEMPLATES: dict[str, Node] = {
    "buttons": _BUTTONS,
    "confirm": _CONFIRM,
    "carousel": _CAROUSEL,
    "image_carousel": _PICTURES,
}
TEMPLATE = ByType(_TEMPLATES)

_AREA = Shape(
    dict.fromkeys(("x", "y", "width", "height"), integer(0)), required=("x", "y", "width", "height")
)
_MAP_LABEL: dict[str, Leaf] = {"type": one_of_any, "label": text(100)}
_MAP_ACTIONS: dict[str, Node] = {
    "uri": Shape({**_MAP_LABEL, "linkUri": LINK}, {"area": _AREA}, ("linkUri", "area")),
    "message": Shape({**_MAP_LABEL, "text": text(400)}, {"area": _AREA}, ("text", "area")),
    "clipboard": Shape(
        {**_MAP_LABEL, "clipboardText": text(1000)}, {"area": _AREA}, ("clipboardText", "area")
    ),
}
MAP_ACTIONS = ListOf(ByType(_MAP_ACTIONS), 1, 50)
MAP_SIZE = Shape({"width": integer(1), "height": integer(1)}, required=("width", "height"))
