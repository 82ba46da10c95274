"""What the ticket says, by language: `words/th.json`, `words/en.json`."""

import json
from pathlib import Path

from flex_templates import LANGUAGES

_FOLDER = Path(__file__).with_name("words")


def _read(language: str) -> dict[str, str]:
    return json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))


WORDS: dict[str, dict[str, str]] = {language: _read(language) for language in LANGUAGES}
