"""Changing what stands around a place of a template."""

from itertools import pairwise
from typing import Any, cast

from flex_templates.pointers import way


def guard(value: Any, pointer: str, condition: str) -> None:
    """The nearest item of a list around that place is left out while the condition does not hold."""
    around = way(value, pointer.rpartition("/")[0])
    for outer, inner in reversed(list(pairwise(around))):
        if isinstance(outer, list) and isinstance(inner, dict):
            part = cast(dict[str, Any], inner)
            old = part.pop("$if", None)
            rest = dict(part)
            part.clear()
            part.update({"$if": f"({old}) and ({condition})" if old else condition, **rest})
            return
