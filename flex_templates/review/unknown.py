"""Variables that no data will ever bring: misspelt ones, also where no sample leads."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, cast

from jinja2 import nodes

from flex_templates.compiler import FOR
from flex_templates.errors import Refused
from flex_templates.pointers import escape
from flex_templates.sandbox import RESERVED, compile_expression, compile_string, is_dynamic

Names = Mapping[str, str]  # a loop's name → the path of its items


def unknown_variables(structure: Any, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Pointer and sentence. `known` are the catalogue's paths; without any, everything is allowed."""
    if not known:
        return
    allowed = frozenset(_with_parents(known))
    for pointer, path, real in _inside(structure, "", {}):
        if real not in allowed:
            near = get_close_matches(real, allowed, 1)
            hint = f"did you mean {near[0]}?" if near else "choose one from the list"
            yield pointer, f"there is no variable {path}; {hint}"


def gone_variables(before: Any, after: Any) -> list[str]:
    """A sentence for each variable that only the one before uses. Both hold structure and words."""
    used, still = ({real for _, _, real in _inside(each, "", {})} for each in (before, after))
    return [
        f"{path} was shown and is no more; make sure that nobody needs it" for path in sorted(used - still)
    ]


def _inside(value: Any, pointer: str, loops: Names) -> Iterator[tuple[str, str, str]]:
    """Pointer, the variable as written, and its path in the data."""
    if isinstance(value, dict):
        fields = cast(dict[str, Any], value)
        outer, found = loops, FOR.fullmatch(str(fields.get("$for", "")))
        if found:
            loops = {**loops, found[1]: f"{_resolved(found[2].strip(), outer)}[]"}
        for key, inner in fields.items():
            place = f"{pointer}/{escape(key)}"
            if key == "$for":
                yield from _used(found[2] if found else "", place, outer, bare=True)
            elif key == "$if":
                yield from _used(str(inner), place, loops, bare=True)
            else:
                yield from _inside(inner, place, loops)
    elif isinstance(value, list):
        for at, inner in enumerate(cast(list[Any], value)):
            yield from _inside(inner, f"{pointer}/{at}", loops)
    elif isinstance(value, str) and is_dynamic(value):
        yield from _used(value, pointer, loops, bare=False)


def _used(text: str, pointer: str, loops: Names, *, bare: bool) -> Iterator[tuple[str, str, str]]:
    try:
        tree = (compile_expression(text) if bare else compile_string(text)).tree
    except Refused:
        return  # said by others
    inner = {id(node.node) for node in tree.find_all((nodes.Getattr, nodes.Getitem))}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        path = _path(node)
        if id(node) in inner or path is None or path.partition(".")[0] in RESERVED:
            continue
        yield pointer, path, _resolved(path, loops)


def _path(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return f"{before}.{node.attr}"
    return None


def _resolved(path: str, loops: Names) -> str:
    first, dot, rest = path.partition(".")
    return loops.get(first, first) + dot + rest


def _with_parents(paths: frozenset[str]) -> Iterator[str]:
    for path in paths:
        yield path
        while "." in path or path.endswith("[]"):
            path = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
            yield path
