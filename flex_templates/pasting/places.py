"""Strings of a template by pointer, and changing what stands there."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from flex_templates.compiler import escape


def strings(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its pointer, conditions included."""
    if isinstance(value, dict):
        for key, inner in cast(dict[str, Any], value).items():
            yield from strings(inner, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for at, inner in enumerate(cast(list[Any], value)):
            yield from strings(inner, f"{pointer}/{at}")
    elif isinstance(value, str):
        yield pointer, value


def put(value: Any, pointer: str, new: str) -> None:
    """Write it there, in place."""
    way = _way(value, pointer.rpartition("/")[0])
    last = pointer.rpartition("/")[2]
    way[-1][int(last) if isinstance(way[-1], list) else _key(last)] = new


def guard(value: Any, pointer: str, condition: str) -> None:
    """The nearest item of a list around that place is left out while the condition does not hold."""
    way = _way(value, pointer.rpartition("/")[0])
    for outer, inner in reversed(list(pairwise(way))):
        if isinstance(outer, list) and isinstance(inner, dict):
            part = cast(dict[str, Any], inner)
            old = part.pop("$if", None)
            rest = dict(part)
            part.clear()
            part.update({"$if": f"({old}) and ({condition})" if old else condition, **rest})
            return


def _way(value: Any, pointer: str) -> list[Any]:
    """All that is gone through, the place itself last."""
    way = [value]
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[_key(part)]
        way.append(value)
    return way


def _key(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")
