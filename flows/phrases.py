"""Reads `phrases.txt`: what people write instead of tapping, as tables of verb and pieces."""

from functools import cache
from pathlib import Path

Table = tuple[tuple[str, tuple[str, ...]], ...]

_FILE = Path(__file__).parent / "phrases.txt"


@cache
def tables() -> dict[str, Table]:
    """Section → its lines in order, each a verb and its pieces."""
    found: dict[str, list[tuple[str, str]]] = {}
    lines: list[tuple[str, str]] = []
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[] "), [])
        elif line.startswith(" "):
            verb, pieces = lines.pop()
            lines.append((verb, f"{pieces} {line}"))
        elif line and not line.startswith("#"):
            verb, _, pieces = line.partition(":")
            lines.append((verb, pieces))
    return {name: tuple((verb, _split(pieces)) for verb, pieces in each) for name, each in found.items()}


def _split(pieces: str) -> tuple[str, ...]:
    return tuple(piece for part in pieces.split(",") if (piece := part.strip()))
