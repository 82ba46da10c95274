"""What a locked phone shows to whoever looks at it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flex_templates.used_words import PLAIN, used_words

MARK = "\ue000"  # nobody writes this letter: where it comes out, the variable came out
PUSHED = "lock_name"  # the variable that only unasked messages have: those show on a locked screen as a whole
# Clinics and illnesses, as an editor might write them herself: no variable brings these.
PRIVATE_WORDS: Sequence[str] = tuple(
    json.loads((Path(__file__).parents[1] / "private_words.json").read_text("utf-8"))
)


def shown_on_locked_screen(messages: Sequence[dict[str, Any]]) -> Iterator[int]:
    """The places of the messages whose alternative text shows the mark."""
    for at, message in enumerate(messages):
        if MARK in str(message.get("altText", "")):
            yield at


def written_for_locked_screen(
    structure: list[Any], tables: Mapping[str, Mapping[str, str]], *, plain: bool
) -> Iterator[tuple[str, str]]:
    """Pointer and word of each clinic or illness in an alternative text; `plain`: in the plain text, too."""
    texts = [
        (f"/{at}/altText", str(message["altText"]))
        for at, message in enumerate(structure)
        if isinstance(message, dict) and "altText" in message
    ]
    keys = {use.key for use in used_words(structure) if use.key and use.pointer.endswith("/altText")}
    for language, table in tables.items():
        shown = sorted(keys | ({PLAIN} if plain else set()))
        texts.extend((f"/words/{language}/{key}", table.get(key, "")) for key in shown)
    for pointer, text in texts:
        folded = text.casefold()
        yield from ((pointer, word) for word in PRIVATE_WORDS if word.casefold() in folded)
