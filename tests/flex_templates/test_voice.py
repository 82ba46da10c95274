"""The voice of docs/voice.md, as far as a machine can hear it."""

import json
import re
from pathlib import Path

import pytest

from flex_templates.review.style import HOUSE_STYLE
from tests.repository.tree import ROOT

THAI = re.compile("[ก-๙]")
CATALOGUES = sorted(
    path.parent
    for path in [*ROOT.glob("flex_templates/words/th.json"), *ROOT.glob("bot/*/words/th.json")]
    if path.parent.parent.name in {"flex_templates", "ticket", "own_data", "welcome"}
)


def texts(path: Path) -> dict[str, str]:
    """Key → words of a catalogue, nested or not."""
    found: dict[str, str] = {}
    for key, value in json.loads(path.read_text("utf-8")).items():
        found |= (
            {f"{key}.{inner}": text for inner, text in value.items()}
            if isinstance(value, dict)
            else {key: value}
        )
    return found


@pytest.mark.parametrize("folder", CATALOGUES, ids=lambda folder: folder.parent.name)
def test_english_is_whole_and_both_say_the_same_things(folder: Path):
    thai, english = texts(folder / "th.json"), texts(folder / "en.json")

    assert thai.keys() == english.keys()
    assert [key for key, text in english.items() if THAI.search(text)] == []


@pytest.mark.parametrize("folder", CATALOGUES, ids=lambda folder: folder.parent.name)
def test_no_avoided_word_and_one_speaker(folder: Path):
    for language in ("th", "en"):
        for key, text in texts(folder / f"{language}.json").items():
            for avoided in (each.word for each in HOUSE_STYLE):
                assert avoided not in text.casefold(), key


def test_whole_sentences_to_her_are_polite():
    """Titles and bodies of the cards; labels and lines of lists are no sentences."""
    cards = texts(ROOT / "flex_templates/words/th.json")
    blunt = [
        key
        for key, text in cards.items()
        if key.endswith((".title", ".body", ".alt")) and not re.search("ค่ะ|คะ|นะคะ", text)
    ]

    assert set(blunt) <= {"rescheduled.body", "my_data.title", "people.title", "take_along.title"}
