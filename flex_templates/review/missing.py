"""The same data with one variable changed."""

from typing import Any, cast


def without(data: dict[str, Any], path: str, value: Any) -> dict[str, Any] | None:
    """A copy in which what stands at `path` ("queues[].booking.note") is `value`; None when nothing does."""
    changed = _changed(data, path.replace("[]", ".[]").split("."), value)
    return None if changed is data else cast(dict[str, Any], changed)


def _changed(data: Any, keys: list[str], value: Any) -> Any:
    """The very same object when nothing is to be changed."""
    if not keys:
        return data if data is None else value
    first, rest = keys[0], keys[1:]
    if first == "[]" and isinstance(data, list):
        items = cast(list[Any], data)
        made = [_changed(item, rest, value) for item in items]
        return data if all(new is old for new, old in zip(made, items, strict=True)) else made
    if isinstance(data, dict) and first in data:
        fields = cast(dict[str, Any], data)
        inner = _changed(fields[first], rest, value)
        return data if inner is fields[first] else {**fields, first: inner}
    return data
