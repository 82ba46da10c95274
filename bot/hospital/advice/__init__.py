"""What a developer does about each refusal, in her language: by its code, else by its status."""

from pathlib import Path

from bot.hospital.faults import FAULTS
from bot.web import catalogue

_ADVICE = catalogue(Path(__file__).parent)


def what_to_do(code: str, language: str) -> str:
    """One or two sentences; `code` is a row of FAULTS."""
    words = _ADVICE[language]
    return words.get(code) or words[str(FAULTS[code].status)]
