"""The contract cut into its single promises, and the tests that name them by quoting.

A test quotes with `@pytest.mark.contract("…")`: a piece of `docs/hospital-api.md`, as it stands there.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "docs/hospital-api.md"
_ENDS = re.compile(r"(?<=[.;·])\s+(?=\S)|\s+·\s+")


class Line(NamedTuple):
    """One promise, under its heading."""

    heading: str
    text: str


class Quote(NamedTuple):
    """What a test says that it holds."""

    text: str
    test: str


@cache
def lines() -> list[Line]:
    """Every sentence, clause between semicolons and row of a table, in order."""
    return list(_lines(CONTRACT.read_text(encoding="utf-8")))


def _lines(text: str) -> Iterator[Line]:
    heading = ""
    for block in re.split(r"\n\s*\n", text):
        if block.startswith("#"):
            heading = block.strip("# \n")
        elif block.startswith("|"):
            yield from (Line(heading, _plain(row)) for row in block.splitlines()[2:])
        else:
            for paragraph in re.split(r"^- ", block, flags=re.MULTILINE):
                yield from (Line(heading, each) for each in _ENDS.split(_plain(paragraph)) if each)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip("| ")


def rows(heading: str, cells: int) -> list[list[str]]:
    """The rows of the tables with so many cells under a heading."""
    found = [[cell.strip() for cell in line.text.split(" | ")] for line in lines() if line.heading == heading]
    return [row for row in found if len(row) == cells]


@cache
def quotes() -> list[Quote]:
    """All marks of all test files."""
    return [
        Quote(_plain(each.value), f"{path.relative_to(ROOT).as_posix()}::{function.name}")
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.contract"
        for each in mark.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
