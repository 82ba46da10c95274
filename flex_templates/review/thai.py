"""The checks' sentences in Thai: a table of patterns, in which {} stands for what differs."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "thai.json"


@lru_cache(maxsize=4096)
def in_thai(sentence: str) -> str:
    """The Thai sentence. What has no pattern stays English; a test holds the table complete."""
    for pattern, thai in _patterns():
        if found := pattern.fullmatch(sentence):
            return thai.format(*(in_thai(slot) if "; " in slot else slot for slot in found.groups()))
    return sentence


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    table: dict[str, str] = json.loads(_TABLE.read_text("utf-8"))
    return [(_pattern(english), thai) for english, thai in table.items()]


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(part) for part in english.split("{}")), re.DOTALL)
