"""Texts that a small phone cuts off, estimated; the preview in the browser measures them exactly."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, cast

from flex_templates import graphemes
from flex_templates.checks.finding import Finding

LETTERS = {
    "xxs": 11,
    "xs": 13,
    "sm": 14,
    "md": 16,
    "lg": 19,
    "xl": 22,
    "xxl": 29,
    "3xl": 35,
    "4xl": 48,
    "5xl": 74,
}
WIDTH = 272  # a mega bubble's body on a phone of 320 pixels, with its padding of 20
WIDE, USUAL = 1.0, 0.5  # of the letter size


def findings(messages: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """Lines that do not wrap or shrink, and labels, that are wider than the card."""
    for at, message in enumerate(messages):
        yield from _inside(message.get("contents"), f"/{at}/contents")


def _inside(value: Any, pointer: str) -> Iterator[Finding]:
    if isinstance(value, list):
        for at, item in enumerate(cast(list[Any], value)):
            yield from _inside(item, f"{pointer}/{at}")
    elif isinstance(value, dict):
        part = cast(dict[str, Any], value)
        text = _line(part)
        size = LETTERS.get(str(part.get("size", "md")), 16) if part.get("type") == "text" else 16
        if text and _width(text) * size > WIDTH:
            sentence = f"{graphemes.shorten(text, 24)!r} is cut off on a small phone; add wrap, or shorten it"
            yield Finding(pointer, sentence, "warning")
        for key, inner in part.items():
            if isinstance(inner, dict | list):
                yield from _inside(inner, f"{pointer}/{key}")


def _line(part: dict[str, Any]) -> str:
    """The text that must fit on one line."""
    if part.get("adjustMode") == "shrink-to-fit":
        return ""
    if part.get("type") == "text" and part.get("wrap") is not True:
        return str(part.get("text") or "")
    action: Any = part.get("action")
    if part.get("type") == "button" and isinstance(action, dict):
        return str(cast(dict[str, Any], action).get("label") or "")
    return ""


def _width(text: str) -> float:
    return sum(
        WIDE if unicodedata.east_asian_width(c[0]) in "WF" else USUAL for c in graphemes.clusters(text)
    )
