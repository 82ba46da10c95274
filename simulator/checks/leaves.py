"""Checks of single values: each says what is wrong, or None."""

import re
from collections.abc import Callable
from typing import Any

from simulator.checks.lengths import graphemes, utf16_units

Leaf = Callable[[Any], str | None]

INVALID = "invalid property"
EMPTY = "May not be empty"
MISSING = "must be specified"


def text(longest: int, *, count: Callable[[str], int] = utf16_units, shortest: int = 1) -> Leaf:
    wrong_length = f"Length must be between {shortest} and {longest}"

    def check(value: Any) -> str | None:
        if type(value) is not str:
            return INVALID
        if not value and shortest:
            return EMPTY
        return wrong_length if len(value) * 2 > longest and count(value) > longest else None

    return check


def label(longest: int) -> Leaf:
    return text(longest, count=graphemes)


def one_of(*words: str) -> Leaf:
    allowed = frozenset(words)
    return lambda value: None if type(value) is str and value in allowed else INVALID


def matching(pattern: str, *words: str) -> Leaf:
    """Either one of the words or something that the pattern describes whole."""
    allowed = frozenset(words)
    fits = re.compile(pattern).fullmatch

    def check(value: Any) -> str | None:
        return None if type(value) is str and (value in allowed or fits(value)) else INVALID

    return check


def integer(lowest: int, highest: int = 2**31 - 1) -> Leaf:
    return lambda value: None if type(value) is int and lowest <= value <= highest else INVALID


def number(lowest: float, highest: float) -> Leaf:
    def check(value: Any) -> str | None:
        return None if type(value) in (int, float) and lowest <= value <= highest else INVALID

    return check


def boolean(value: Any) -> str | None:
    return None if type(value) is bool else INVALID


_URI = re.compile(r"[\x21-\x7e]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)


def uri(longest: int, schemes: tuple[str, ...]) -> Leaf:
    """Absolute, percent-encoded, with one of the schemes; http and https need a host."""
    wrong_length = f"Length must be between 1 and {longest}"

    def check(value: Any) -> str | None:
        if type(value) is not str:
            return INVALID
        if not value:
            return EMPTY
        if len(value) > longest:
            return wrong_length
        parts = _SCHEME.fullmatch(value)
        if parts is None or parts[1].lower() not in schemes:
            return "invalid uri scheme"
        if _URI.fullmatch(value) is None:
            return "invalid uri"
        return "invalid uri" if parts[1].lower().startswith("http") and not _has_host(parts[2]) else None

    return check


def _has_host(rest: str) -> bool:
    return rest.startswith("//") and rest[2:3] not in ("", "/", "?", "#", ":")


LINK = uri(1000, ("http", "https", "line", "tel"))
IMAGE = uri(2000, ("https",))
COLOR = matching(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
PIXELS = r"\d{1,5}(\.\d{1,5})?px"
