"""Counting as LINE counts labels: what a reader sees as one character (UAX 29, the parts that occur)."""

import unicodedata

JOINER = "\u200d"
SPACING_MARKS = {"\u0e33", "\u0eb3"}  # Thai and Lao "am": letters to Unicode, part of the cluster to UAX 29


def clusters(text: str) -> list[str]:
    """Split into grapheme clusters: a Thai consonant keeps its vowels and tone marks."""
    if text.isascii():
        return list(text.replace("\r\n", "\n"))
    found: list[str] = []
    for character in text:
        if found and _continues(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def count(text: str) -> int:
    return len(text) if text.isascii() else len(clusters(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` clusters, the last one an ellipsis when something was cut."""
    found = clusters(text)
    if len(found) <= limit:
        return text
    return "".join(found[: max(limit - 1, 0)]).rstrip() + "…"


def utf16_length(text: str) -> int:
    """LINE's count for text and altText: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_utf16(text: str, limit: int) -> str:
    """At most `limit` UTF-16 code units, never half a character."""
    if utf16_length(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept + "…"


def _continues(cluster: str, character: str) -> bool:
    before = cluster[-1]
    if before in "\r\n" or character in "\r\n":
        return before == "\r" and character == "\n"
    if (
        character in SPACING_MARKS
        or character == JOINER
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
    ):
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # skin tones
        return True
    if before == JOINER and unicodedata.category(character) == "So":
        return True
    return _is_flag_letter(character) and len(cluster) == 1 and _is_flag_letter(before)


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
