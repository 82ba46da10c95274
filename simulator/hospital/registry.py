"""Which demo hospitals there are, with their keys: the file that the demo writes, read anew each time.

What they are called in English stands in the list of hospitals that ships as data: read, nothing is imported.
"""

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.settings import Settings

_LIST = Path(__file__).parents[2] / "data/hospitals.csv"


@dataclass(frozen=True)
class Hospital:
    code: str
    name: str
    test_key: str
    live_key: str
    name_en: str = ""

    def key(self, mode: str) -> str:
        return self.live_key if mode == "live" else self.test_key

    def in_language(self, language: str) -> str:
        """What it is called; in Thai when it has no English name."""
        return (language == "en" and self.name_en) or self.name


def hospitals(settings: Settings) -> list[Hospital]:
    """Empty as long as there is no such file."""
    try:
        document = json.loads(Path(settings.hospitals_file).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    found = document.get("hospitals", []) if isinstance(document, dict) else []
    return [_hospital(item) for item in found if isinstance(item, dict) and item.get("code")]


def hospital(settings: Settings, code: str) -> Hospital | None:
    return next((each for each in hospitals(settings) if each.code == code), None)


def _hospital(item: dict[str, Any]) -> Hospital:
    return Hospital(
        str(item["code"]),
        str(item.get("name") or item["code"]),
        str(item.get("test_key") or ""),
        str(item.get("live_key") or ""),
        str(item.get("name_en") or _english_names().get(str(item["code"]), "")),
    )


@lru_cache(maxsize=1)
def _english_names() -> dict[str, str]:
    try:
        with _LIST.open(encoding="utf-8", newline="") as file:
            return {line["code"]: line["name_en"] for line in csv.DictReader(file)}
    except OSError:
        return {}
