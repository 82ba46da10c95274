"""What single values may be. A rule takes a value and returns what is wrong with it, or nothing."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flex_templates import graphemes

Rule = Callable[[Any], str | None]
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
PIXELS = r"\d+(?:\.\d+)?px"
PERCENT = r"\d+(?:\.\d+)?%"
SCHEMES = ("http", "https", "line", "tel")


def one_of(*words: str) -> Rule:
    return lambda value: (
        None if value in words else f"{value!r} is not one of {', '.join(words)}; choose one of them"
    )


def keyword_or(pattern: str, example: str, *words: str) -> Rule:
    """A keyword, or a measure such as 12px."""

    def rule(value: Any) -> str | None:
        if isinstance(value, str) and (value in words or re.fullmatch(pattern, value)):
            return None
        return f"{value!r} is no size; write {example}" + (f" or one of {', '.join(words)}" if words else "")

    return rule


def colour(value: Any) -> str | None:
    good = isinstance(value, str) and COLOUR.fullmatch(value)
    return None if good else f"{value!r} is not a colour; write #RRGGBB or #RRGGBBAA"


def boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"{value!r} must be true or false, without quotes"


def flex(value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if good else f"{value!r} must be a whole number from 0, without quotes"


def anything(value: Any) -> str | None:
    """For keys whose value has a check of its own elsewhere."""
    return None


def text(limit: int, count: Callable[[str], int] = graphemes.utf16_length) -> Rule:
    """A text that is there and not too long."""

    def rule(value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{value!r} must be a text in quotes"
        if not value.strip():
            return "the text is empty; write something, or leave the item out with $if"
        if (long := count(value)) > limit:
            return f"the text has {long} characters, at most {limit} are allowed; use | truncate({limit})"
        return None

    return rule


def aspect_ratio(value: Any) -> str | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)", value) if isinstance(value, str) else None
    if not found:
        return f"{value!r} is no aspect ratio; write width:height such as 20:13"
    width, height = float(found[1]), float(found[2])
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
        return "width and height must be from 1 to 100000"
    return "the height may be at most three times the width" if height > 3 * width else None


def uri(value: Any) -> str | None:
    """What a button may open."""
    if not isinstance(value, str) or not value.strip():
        return "the address is missing; leave the button out with $if when there is none"
    if len(value) > 1000:
        return f"the address has {len(value)} characters, at most 1000 are allowed; shorten it"
    if re.search(r"\s", value) or not value.isascii():
        return "the address holds spaces or letters that are not percent-encoded; use | urlencode or | link"
    parts = _split(value)
    if parts is None or parts.scheme not in SCHEMES:
        return f"the address must begin with one of {', '.join(f'{scheme}:' for scheme in SCHEMES)}"
    if parts.scheme in ("http", "https") and not parts.hostname:
        return "the address has no host name; write the whole address"
    if parts.scheme == "tel" and not re.fullmatch(r"\+?[\d*#-]+", parts.path):
        return "the telephone number is missing or holds other than digits; use | tel"
    return None


def media_url(value: Any) -> str | None:
    """Where an image, icon or video is."""
    if not isinstance(value, str) or not value.strip():
        return "the image's address is missing; leave the image out with $if when there is none"
    if len(value) > 2000:
        return f"the address has {len(value)} characters, at most 2000 are allowed; shorten it"
    if re.search(r"\s", value) or not value.isascii():
        return "the address holds spaces or letters that are not percent-encoded; use | urlencode or | link"
    parts = _split(value)
    good = parts is not None and parts.scheme == "https" and parts.hostname
    return None if good else "images must come from an address that begins with https://"


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value)
    except ValueError:
        return None
