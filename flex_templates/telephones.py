"""Telephone numbers as Thai hospitals write them: several on a line, extensions, ranges."""

import re
from functools import lru_cache

_NUMBER = re.compile(r"\D*?(\+?\d[\d\s().–-]*)")
_EXTENSION = re.compile(r"(?:ต่อ|#|ext\.?|x)\s*(\d{1,6})", re.IGNORECASE)
_MOBILE = ("6", "8", "9")  # after the 0: mobile numbers have 10 digits, all others 9


@lru_cache(maxsize=1024)  # a hospital's is on each of its cards
def digits(written: str) -> str:
    """The first number that can be dialled: "02 598 8888 ต่อ 12" → "025988888"; empty when there is none."""
    found = _NUMBER.match(written)
    dialled = re.sub(r"[^\d+]", "", found[1]) if found else ""
    if dialled.startswith("0"):  # cut what follows: "0-2598-8888-9" is a range
        dialled = dialled[: 10 if dialled[1:2] in _MOBILE else 9]
    return dialled if len(dialled) >= 3 else ""


def grouped(written: str) -> str:
    """The first number, with hyphens and its extension: "025988888 #12" → "02-598-8888 ต่อ 12".

    What is no Thai number of nine or ten digits stays as it was written.
    """
    number = re.sub(r"^\+66", "0", digits(written))
    if not number.startswith("0") or len(number) < 9:
        return written.strip()
    area = 2 if number.startswith("02") else 3
    shown = f"{number[:area]}-{number[area : area + 3]}-{number[area + 3 :]}"
    extension = _EXTENSION.match(_NUMBER.sub("", written, count=1))
    return f"{shown} ต่อ {extension[1]}" if extension else shown
