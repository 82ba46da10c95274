"""How LINE counts characters (its page "Character counting in a text")."""

import re
import unicodedata

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_JOINER = "\u200d"
_EXTENDING = ("Mn", "Me", "Mc")
_ALSO_EXTENDING = frozenset("\u0e33\u0eb3\u200c\u200d") | {chr(tone) for tone in range(0x1F3FB, 0x1F400)}


def utf16_units(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def graphemes(text: str) -> int:
    """Grapheme clusters, close enough to UAX #29 for Thai, Latin and emoji."""
    if text.isascii():
        return len(text)
    clusters = 0
    joined = False
    for char in _FLAG.sub("x", text):
        if not joined and not _extends(char):
            clusters += 1
        joined = char == _JOINER
    return max(clusters, 1)


def _extends(char: str) -> bool:
    return char in _ALSO_EXTENDING or unicodedata.category(char) in _EXTENDING
