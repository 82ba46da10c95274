"""What stands in a Flex bubble (Messaging API reference, "Flex Message elements")."""

from collections.abc import Iterable
from typing import Any

from simulator.checks import flex_sizes as size
from simulator.checks.actions import actions, one_of_any
from simulator.checks.leaves import COLOR, IMAGE, Leaf, boolean, integer, one_of, text
from simulator.checks.shapes import ByType, Finding, ListOf, Node, Shape

ACTION = actions(40, label_required=False)
_BUTTON_ACTION = actions(40, label_required=True)
_FLEX = integer(0)
_GRAVITY = one_of("top", "bottom", "center")
_ALIGN = one_of("start", "end", "center")

_PLACE: dict[str, Leaf] = {
    "type": one_of_any,
    "margin": size.SPACE,
    "position": one_of("relative", "absolute"),
    "offsetTop": size.OFFSET,
    "offsetBottom": size.OFFSET,
    "offsetStart": size.OFFSET,
    "offsetEnd": size.OFFSET,
}
_LETTERS: dict[str, Leaf] = {
    "size": size.TEXT_SIZE,
    "color": COLOR,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}

SPAN = Shape({"type": one_of_any, "text": text(5000), **_LETTERS}, required=("text",))
_SPANS = ListOf(ByType({"span": SPAN}), least=1)


def _text_or_spans(component: dict[str, Any]) -> Iterable[Finding]:
    if "text" not in component and "contents" not in component:
        yield "text", "must be specified"


TEXT = Shape(
    {
        **_PLACE,
        **_LETTERS,
        "text": text(5000),
        "flex": _FLEX,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "wrap": boolean,
        "lineSpacing": size.LINE_SPACING,
        "maxLines": integer(0),
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
    {"contents": _SPANS, "action": ACTION},
    rules=(_text_or_spans,),
)

BUTTON = Shape(
    {
        **_PLACE,
        "flex": _FLEX,
        "color": COLOR,
        "style": one_of("primary", "secondary", "link"),
        "gravity": _GRAVITY,
        "height": one_of("sm", "md"),
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
    {"action": _BUTTON_ACTION},
    required=("action",),
)

IMAGE_COMPONENT = Shape(
    {
        **_PLACE,
        "url": IMAGE,
        "flex": _FLEX,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "size": size.IMAGE_SIZE,
        "aspectRatio": size.aspect_ratio,
        "aspectMode": one_of("fit", "cover"),
        "backgroundColor": COLOR,
        "animated": boolean,
    },
    {"action": ACTION},
    required=("url",),
)

ICON = Shape(
    {**_PLACE, "url": IMAGE, "size": size.TEXT_SIZE, "aspectRatio": size.aspect_ratio, "scaling": boolean},
    required=("url",),
)
SEPARATOR = Shape({"type": one_of_any, "margin": size.SPACE, "color": COLOR})
FILLER = Shape({"type": one_of_any, "flex": _FLEX})

_GRADIENT = Shape(
    {
        "type": one_of_any,
        "angle": size.ANGLE,
        "startColor": COLOR,
        "endColor": COLOR,
        "centerColor": COLOR,
        "centerPosition": size.PERCENT,
    },
    required=("angle", "startColor", "endColor"),
)

_BOX_LEAVES: dict[str, Leaf] = {
    **_PLACE,
    "layout": one_of("horizontal", "vertical", "baseline"),
    "flex": _FLEX,
    "spacing": size.SPACE,
    "backgroundColor": COLOR,
    "borderColor": COLOR,
    "borderWidth": size.BORDER,
    "cornerRadius": size.CORNER,
    "width": size.LENGTH,
    "maxWidth": size.LENGTH,
    "height": size.LENGTH,
    "maxHeight": size.LENGTH,
    "paddingAll": size.PADDING,
    "paddingTop": size.PADDING,
    "paddingBottom": size.PADDING,
    "paddingStart": size.PADDING,
    "paddingEnd": size.PADDING,
    "justifyContent": one_of(
        "flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"
    ),
    "alignItems": one_of("flex-start", "center", "flex-end"),
}


class _Box:
    """A box: its layout decides what may stand in it."""

    def __init__(self) -> None:
        self._in_baseline = Shape(_BOX_LEAVES, {}, ("layout", "contents"))
        self._elsewhere = Shape(_BOX_LEAVES, {}, ("layout", "contents"))

    def holds(self, in_baseline: Node, elsewhere: Node) -> None:
        shared: dict[str, Node] = {"action": ACTION, "background": ByType({"linearGradient": _GRADIENT})}
        self._in_baseline.nodes = {**shared, "contents": ListOf(in_baseline)}
        self._elsewhere.nodes = {**shared, "contents": ListOf(elsewhere)}

    def check(self, value: Any, path: str, found: list[Finding]) -> None:
        baseline = type(value) is dict and value.get("layout") == "baseline"
        (self._in_baseline if baseline else self._elsewhere).check(value, path, found)


_box = _Box()
BOX = ByType({"box": _box})
_box.holds(
    in_baseline=ByType({"icon": ICON, "text": TEXT, "filler": FILLER}),
    elsewhere=ByType(
        {
            "box": _box,
            "button": BUTTON,
            "image": IMAGE_COMPONENT,
            "text": TEXT,
            "separator": SEPARATOR,
            "filler": FILLER,
        }
    ),
)
_ALTERNATIVE = ByType({"box": _box, "image": IMAGE_COMPONENT})

VIDEO = Shape(
    {"type": one_of_any, "url": IMAGE, "previewUrl": IMAGE, "aspectRatio": size.aspect_ratio},
    {"altContent": _ALTERNATIVE, "action": actions(40, label_required=True)},
    required=("url", "previewUrl", "altContent"),
)
HERO = ByType({"box": _box, "image": IMAGE_COMPONENT, "video": VIDEO})
