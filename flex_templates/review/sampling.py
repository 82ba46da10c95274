"""Sample data as fields for a person, and back: every value that a card's data have, by path.

Only values change, never the shape: whatever is typed, a card can be drawn with it.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flex_templates.review.catalogue import Variable, variables

LONGEST = 2_000
_INDEX = re.compile(r"\[\d+\]")
_FORMS = {"date": re.compile(r"\d{4}-\d\d-\d\d"), "time": re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")}


@dataclass(frozen=True, slots=True)
class Leaf:
    """`path` such as "queues[0].booking.date"; `value` as it is typed, empty for null."""

    path: str
    value: str
    thai: str
    english: str
    type: str
    longest: int
    may_be_empty: bool


def leaves(name: str, data: Mapping[str, Any]) -> list[Leaf]:
    """All values of the data that a person can change, in their order."""
    known = variables(name)
    return [
        Leaf(
            path,
            _written(value),
            _numbered(path, row.thai),
            _numbered(path, row.english),
            row.type,
            row.longest or 40,
            row.may_be_empty,
        )
        for path, value, row in _leaves(data, known)
    ]


def with_values(
    name: str, data: Mapping[str, Any], values: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """A copy with these values, and for each that cannot be, by path, why: a code of words."""
    made = copy.deepcopy(dict(data))
    wrong: dict[str, str] = {}
    for path, old, row in list(_leaves(data, variables(name))):
        if path in values:
            try:
                _set(made, path, _read(values[path], old, row))
            except ValueError as error:
                wrong[path] = str(error)
    return made, wrong


def _leaves(data: Any, known: Mapping[str, Variable], path: str = "") -> Iterator[tuple[str, Any, Variable]]:
    if isinstance(data, dict):
        for key, value in cast(dict[str, Any], data).items():
            yield from _leaves(value, known, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for at, value in enumerate(cast(list[Any], data)):
            yield from _leaves(value, known, f"{path}[{at}]")
    elif (row := known.get(_INDEX.sub("[]", path))) and row.type not in ("list", "object"):
        yield path, data, row


def _read(typed: str, old: Any, row: Variable) -> Any:
    """Raises: ValueError with a code."""
    text = typed.replace("\r\n", "\n")
    if not text.strip():
        if not row.may_be_empty:
            raise ValueError("sample_needed")
        return None
    if len(text) > min(LONGEST, row.longest or 40):
        raise ValueError("sample_too_long")
    if row.type == "number":
        return _number(text)
    if isinstance(old, bool):
        return text.strip().casefold() in ("true", "yes", "1")
    if row.type == "word" and isinstance(old, str) and text != old:
        raise ValueError("sample_word")  # a word of the program: another may have no words of ours
    if (form := _FORMS.get(row.type)) and not form.fullmatch(text):
        raise ValueError(f"sample_{row.type}")
    return text


def _number(text: str) -> int | float:
    if re.fullmatch(r"\d{1,15}", text):
        return int(text)
    if re.fullmatch(r"\d{1,9}\.\d{1,6}", text):
        return float(text)
    raise ValueError("sample_number")


def _written(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _numbered(path: str, label: str) -> str:
    """The second queue's date says that it is the second's."""
    numbers = [int(each[1:-1]) + 1 for each in _INDEX.findall(path)]
    return f"{label} ({'.'.join(map(str, numbers))})" if numbers else label


def _set(data: Any, path: str, value: Any) -> None:
    *way, last = re.findall(r"[^.\[\]]+", path)
    for key in way:
        data = data[int(key)] if isinstance(data, list) else data[key]
    data[int(last) if isinstance(data, list) else last] = value
