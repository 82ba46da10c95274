"""Catalogues: words by language, `words/th.json` and `words/en.json` beside the code that shows them.

JSON as for tickets and cards: nothing to compile, and both files must hold the same keys.
"""

import json
from pathlib import Path

LANGUAGES = ("th", "en")
Catalogue = dict[str, dict[str, str]]


def catalogue(folder: Path) -> Catalogue:
    """Language → key → words. Raises ValueError when one language lacks what the other has."""
    found: Catalogue = {
        each: json.loads((folder / f"{each}.json").read_text(encoding="utf-8")) for each in LANGUAGES
    }
    if odd := found["th"].keys() ^ found["en"].keys():
        raise ValueError(f"{folder}: these stand in one language only: {', '.join(sorted(odd))}")
    return found
