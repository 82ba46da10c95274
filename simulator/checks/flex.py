"""Bubbles and carousels."""

import json
from collections.abc import Iterable
from typing import Any

from simulator.checks.actions import one_of_any
from simulator.checks.flex_components import ACTION, BOX, HERO
from simulator.checks.flex_sizes import BUBBLE_SIZES
from simulator.checks.leaves import COLOR, boolean, one_of
from simulator.checks.shapes import ByType, Finding, ListOf, Node, Shape

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
MOST_BUBBLES = 12
BLOCKS = ("header", "hero", "body", "footer")
_VIDEO_SIZES = ("kilo", "mega", "giga")

_BLOCK_STYLE = Shape({"backgroundColor": COLOR, "separator": boolean, "separatorColor": COLOR})
_STYLES = Shape({}, dict.fromkeys(BLOCKS, _BLOCK_STYLE))


def _not_empty(bubble: dict[str, Any]) -> Iterable[Finding]:
    if not any(block in bubble for block in BLOCKS):
        yield "body", "At least one block must be specified"


def _video_fits(bubble: dict[str, Any]) -> Iterable[Finding]:
    if _has_video(bubble) and bubble.get("size", "mega") not in _VIDEO_SIZES:
        yield "hero", "a video needs a kilo, mega or giga bubble"


def _same_size(carousel: dict[str, Any]) -> Iterable[Finding]:
    bubbles = [bubble for bubble in _list(carousel.get("contents")) if isinstance(bubble, dict)]
    if len({str(bubble.get("size", "mega")) for bubble in bubbles}) > 1:
        yield "contents", "all bubbles must have the same size"
    for index, bubble in enumerate(bubbles):
        if _has_video(bubble):
            yield f"contents/{index}/hero", "a video may not be in a carousel"


def _has_video(bubble: dict[str, Any]) -> bool:
    hero = bubble.get("hero")
    return isinstance(hero, dict) and hero.get("type") == "video"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_BUBBLE = Shape(
    {"type": one_of_any, "size": one_of(*BUBBLE_SIZES), "direction": one_of("ltr", "rtl")},
    {"header": BOX, "hero": HERO, "body": BOX, "footer": BOX, "styles": _STYLES, "action": ACTION},
    rules=(_not_empty, _video_fits),
)
_CAROUSEL = Shape(
    {"type": one_of_any},
    {"contents": ListOf(ByType({"bubble": _BUBBLE}), 1, MOST_BUBBLES)},
    ("contents",),
    (_same_size,),
)
_SHAPES: dict[str, Node] = {"bubble": _BUBBLE, "carousel": _CAROUSEL}
_CONTAINER = ByType(_SHAPES)


def flex_findings(container: Any, at_most_bytes: int) -> list[Finding]:
    """What is wrong with a Flex Message's contents, by JSON pointer.

    `at_most_bytes`: what the container's JSON surely does not exceed, so that small ones need no weighing.
    """
    found: list[Finding] = []
    _CONTAINER.check(container, "", found)
    if at_most_bytes > BUBBLE_BYTES and isinstance(container, dict) and not found:
        found.extend(_too_heavy(container))
    return found


def _too_heavy(container: dict[str, Any]) -> Iterable[Finding]:
    if container["type"] == "carousel" and _weight(container) > CAROUSEL_BYTES:
        yield "", f"the carousel is over {CAROUSEL_BYTES} bytes"
    bubbles = container["contents"] if container["type"] == "carousel" else [container]
    for index, bubble in enumerate(bubbles):
        if _weight(bubble) > BUBBLE_BYTES:
            path = f"/contents/{index}" if container["type"] == "carousel" else ""
            yield path, f"the bubble is over {BUBBLE_BYTES} bytes"


def _weight(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
