"""Reads a conversation script: who does what, one line each. `README.md` says how to write one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class ScriptError(Exception):
    """A line that says nothing we know."""


@dataclass(frozen=True)
class Line:
    """One line: which phrase it is, and what it says in the places of the phrase."""

    place: str  # file:line
    text: str
    phrase: str
    said: tuple[str, ...]


# In the order in which they are tried. What stands in the brackets is handed to the actor of that name.
PHRASES: dict[str, str] = {
    "language": r"language: (th|en)",
    "hospital_has": r"hospital has (\w+) (on|off|all|served_only)",
    "hospital_stands": r"hospital stands in (\S+), (\S+)",
    "types": r"she: (.+)",
    "taps": r"she taps: (.+)",
    "taps_data": r"she taps data: (.+)",
    "taps_old": r"she taps again: (.+)",
    "sends_sticker": r"she sends a sticker",
    "sends_media": r"she sends an? (image|video|audio|file)",
    "sends_place": r"she sends her place ([\d.]+) ([\d.]+)",
    "blocks": r"she blocks",
    "unblocks": r"she unblocks",
    "says": r"bot: (.+)",
    "says_not": r"bot not: (.+)",
    "offers": r"bot offers: (.+)",
    "pushes": r"push: (.+)",
    "shows_on_lock": r"lock screen: (.+)",
    "nothing": r"nothing comes",
    "books": r"hospital books (\S+) in (\d+) days? at ([\d:]+)(?: queue (\S+))?",
    "moves": r"hospital moves (\S+) to in (\d+) days? at ([\d:]+)",
    "cancels": r"hospital cancels (\S+)",
    "calls": r"hospital calls (\S+), (\d+) ahead",
    "nightly": r"hospital confirms (\S+)",
    "visit": r"hospital says (\S+) (served|no_show)",
    "refused": r"hospital is refused",
    "clock": r"clock: in (\d+) days? at ([\d:]+)",
    "is_now": r"booking (\S+) is (\w+)",
    "old_client": r"old system (books|confirms) in (\d+) days? queue (.+)",
    "forgets": r"redis forgets",
    "renames": r"a deploy renames where she is",
}


def read(path: Path) -> Iterator[Line]:
    """The lines of a script, comments (#) left out. Raises ScriptError naming the line."""
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        place = f"tests/conversations/{path.name}:{number}"
        for phrase, pattern in PHRASES.items():
            if found := re.fullmatch(pattern, text):
                yield Line(place, text, phrase, tuple(part or "" for part in found.groups()))
                break
        else:
            raise ScriptError(f"{place}: nobody knows what to do with {text!r}; see PHRASES in script.py")
