"""What each template may show: path, label, type, sample, longest length, whether it may be empty.

`catalogue.json` lies beside the templates. It feeds the editor's suggestions and binds drafts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

FILE = Path(__file__).parents[1] / "catalogue.json"


@dataclass(frozen=True, slots=True)
class Variable:
    """`path` is as an editor writes it ("booking.date"); inside a list "queues[].booking.date".

    `private`: it may not stand in an alternative text, which a locked screen shows to everybody.
    """

    path: str
    thai: str
    english: str
    type: str
    sample: Any
    longest: int | None
    may_be_empty: bool
    private: bool


@cache
def variables(name: str) -> Mapping[str, Variable]:
    """Those of a template by path; none for a template that the catalogue does not know."""
    book: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    rows: dict[str, dict[str, Any]] = book["variables"]
    found = (each for top in book["templates"].get(name, ()) for each in _below(rows, top, top))
    return {path: _variable(path, rows[key], name) for path, key in found}


def paths(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every path of sample data with its value, as the catalogue writes it."""
    if isinstance(data, dict):
        for key, value in cast(dict[str, Any], data).items():
            inner = f"{path}.{key}" if path else key
            yield inner, value
            yield from paths(value, inner)
    elif isinstance(data, list):
        for item in cast(list[Any], data):
            yield from paths(item, f"{path}[]")


def _below(rows: Mapping[str, Mapping[str, Any]], key: str, path: str) -> Iterator[tuple[str, str]]:
    """Path and row of a name and all under it."""
    for row in rows:
        if path not in rows[row].get("listed", [path]):
            continue
        if (row == key and not path.endswith("[]")) or row.startswith(f"{key}."):
            yield path + row[len(key) :], row
    if "of" in rows.get(key, {}):
        kinds = [rows[key]["of"]] if rows[key]["of"] else ["hospital", "booking"]
        for kind in kinds:
            inside = f"{path}[]" if rows[key]["of"] else f"{path}[].{kind}"
            yield from _below(rows, kind, inside)


def _variable(path: str, row: Mapping[str, Any], name: str) -> Variable:
    empty = row.get("empty", False)
    return Variable(
        path,
        row["th"],
        row["en"],
        row["type"],
        row.get("sample"),
        row.get("longest"),
        name in empty if isinstance(empty, list) else bool(empty),
        bool(row.get("private")),
    )
