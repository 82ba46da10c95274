"""The files of the repository, as they stand."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "var", "build", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def files(*suffixes: str) -> Iterator[Path]:
    """All files, or those with one of these suffixes; what is made by tools is left out."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in _NOT_OURS or path.is_symlink():
                continue
            if path.is_dir():
                waiting.append(path)
            elif not suffixes or path.suffix in suffixes:
                yield path


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
