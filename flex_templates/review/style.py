"""How the house writes: words to avoid, letters that deceive, addresses that are not safe."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from flex_templates.checks.finding import Level
from flex_templates.pointers import strings


class Avoid(NamedTuple):
    """`word` in texts for patients; `instead` is what to write."""

    word: str
    instead: str
    level: Level = "warning"


Avoided = Sequence[Avoid]
Found = tuple[str, str, Level]

HOUSE_STYLE: Avoided = tuple(
    Avoid(**row) for row in json.loads((Path(__file__).parents[1] / "house_style.json").read_text("utf-8"))
)
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'{}<>]+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e"})
KNOWN_HOSTS = ("line.me", "liff.line.me", "moph.go.th", "google.com", "maps.google.com", "www.google.com")
_SKELETONS = {host.translate(_ALIKE).replace("rn", "m").replace("vv", "w"): host for host in KNOWN_HOSTS}


def findings(structure: Any, own: Mapping[str, Mapping[str, str]], avoided: Avoided) -> Iterator[Found]:
    """Pointer, sentence and level of everything in the texts that an editor wrote."""
    written = [*strings(structure)]
    written += [
        (f"/words/{language}/{key}", text)
        for language, table in own.items()
        for key, text in table.items()
        if isinstance(cast(object, text), str)
    ]
    for pointer, text in written:
        for sentence, level in [*_letters(text), *_addresses(text), *_words(text, avoided)]:
            yield pointer, sentence, level


def _letters(text: str) -> Iterator[tuple[str, Level]]:
    if found := _INVISIBLE.search(text):
        yield f"an invisible letter (U+{ord(found[0]):04X}) stands here; write the text anew", "error"


def _words(text: str, avoided: Avoided) -> Iterator[tuple[str, Level]]:
    folded = text.casefold()
    for word, instead, level in avoided:
        if word.casefold() in folded:
            yield f"the house style avoids “{word}”; write {instead}", level


def _addresses(text: str) -> Iterator[tuple[str, Level]]:
    for address in _ADDRESS.findall(text):
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").casefold()
        except ValueError:
            yield f"{address!r} is no address; write it anew", "error"
            continue
        if deceit := _deceit(host, parts.netloc):
            yield f"the address {address!r} deceives ({deceit}); write the real one", "error"
        elif parts.scheme.casefold() == "http":
            yield f"the address {address!r} is not safe; begin it with https://", "warning"


def _deceit(host: str, netloc: str) -> str:
    if "@" in netloc:
        return "what stands before @ is not where it leads"
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        strange = next((unicodedata.name(c, "?") for c in host if not c.isascii()), "punycode")
        return f"look-alike letters: {strange}"
    skeleton = host.translate(_ALIKE).replace("rn", "m").replace("vv", "w")
    known = _SKELETONS.get(skeleton)
    return f"it looks like {known}" if known and known != host else ""
