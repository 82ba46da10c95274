"""The words and numbers that Flex Messages are measured in."""

import re

from simulator.checks.leaves import PIXELS, matching

_PERCENT = r"\d{1,3}(\.\d{1,5})?%"
_SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
_TEXT_SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")

SPACE = matching(PIXELS, *_SPACES)
PADDING = matching(f"{PIXELS}|{_PERCENT}", *_SPACES)
OFFSET = matching(f"-?{PIXELS}|-?{_PERCENT}", *_SPACES)
CORNER = matching(PIXELS, *_SPACES)
BORDER = matching(PIXELS, "none", "light", "normal", "medium", "semi-bold", "bold")
LENGTH = matching(f"{PIXELS}|{_PERCENT}")
TEXT_SIZE = matching(PIXELS, *_TEXT_SIZES)
IMAGE_SIZE = matching(f"{PIXELS}|{_PERCENT}", *_TEXT_SIZES, "full")
LINE_SPACING = matching(PIXELS)
ANGLE = matching(r"\d{1,3}(\.\d{1,5})?deg")
PERCENT = matching(_PERCENT)
BUBBLE_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")


_SIDE = re.compile("[0-9]{1,6}").fullmatch


def aspect_ratio(value: object) -> str | None:
    """`width:height`, each 1 to 100000, height at most three times the width."""
    if not isinstance(value, str):
        return "invalid property"
    width, _, height = value.partition(":")
    if not _SIDE(width) or not _SIDE(height):
        return "invalid property"
    fits = 1 <= int(width) <= 100_000 and 1 <= int(height) <= 100_000 and int(height) <= 3 * int(width)
    return None if fits else "invalid property"
