"""JSON pointers (RFC 6901): every text of a template by its place, and what stands there."""

from collections.abc import Iterator
from typing import Any, cast


def escape(key: str) -> str:
    """A key as a part of a pointer."""
    return key.replace("~", "~0").replace("/", "~1")


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


def way(value: Any, pointer: str) -> list[Any]:
    """All that is gone through, the place itself last. Raises LookupError where there is no such place."""
    gone = [value]
    for part in pointer.split("/")[1:]:
        value = value[_step(value, part)]
        gone.append(value)
    return gone


def get(value: Any, pointer: str) -> Any:
    """What stands there. Raises LookupError."""
    return way(value, pointer)[-1]


def put(value: Any, pointer: str, new: str) -> None:
    """Write it there, in place. Raises LookupError where there is nothing to put it into."""
    around, _, last = pointer.rpartition("/")
    inside = get(value, around)
    inside[_step(inside, last)] = new


def _step(value: Any, part: str) -> int | str:
    return int(part) if isinstance(value, list) else part.replace("~1", "/").replace("~0", "~")
