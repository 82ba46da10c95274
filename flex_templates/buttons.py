"""The buttons of a card as a person counts them: what has a label and is tapped; alternatives count as one.

A button that is switched off stays in the template behind `"$if": "false and (…)"`, so that switching it on
brings back the condition that it had.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from flex_templates.checks.values import COLOUR
from flex_templates.pointers import escape
from flex_templates.sandbox import is_dynamic

YES, NO = "yes", "no"
_OFF = re.compile(r"false(?: and \((.*)\))?", re.DOTALL)
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """`pointers`: its alternatives, of which the data choose one. `style`, `colour` and `link` are empty
    where a form cannot change them; `styles`, `colours` and `links` are where they stand.
    """

    pointers: tuple[str, ...]
    on: bool
    style: str
    styles: tuple[str, ...]
    colour: str
    colours: tuple[str, ...]
    link: str
    links: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.pointers[0]


def buttons(structure: list[Any]) -> list[Button]:
    """In the order of the card."""
    groups: dict[str, list[tuple[str, Part]]] = {}
    for pointer, part in _tappable(structure, ""):
        action = cast(Part, part["action"])
        where = "data" if action.get("type") == "postback" else "uri"
        key = f"{action.get('label')} {action.get('type')} {action.get(where)}"
        groups.setdefault(key, []).append((pointer, part))
    return [_button(each) for each in groups.values()]


def switch(part: Part, *, on: bool) -> None:
    """Switch one alternative on or off, in place."""
    condition = part.get("$if")
    off = _OFF.fullmatch(condition) if isinstance(condition, str) else None
    if on and off:
        part.pop("$if")
        if off[1]:
            _condition(part, off[1])
    elif not on and not off:
        _condition(part, f"false and ({condition})" if isinstance(condition, str) else "false")


def _condition(part: Part, condition: str) -> None:
    """Before everything else, where a reader looks for it."""
    rest = {key: value for key, value in part.items() if key != "$if"}
    part.clear()
    part.update({"$if": condition, **rest})


def _button(alternatives: list[tuple[str, Part]]) -> Button:
    filled = [(f"{pointer}/style", part.get("style", "link")) for pointer, part in alternatives if _is(part)]
    painted = [each for pointer, part in alternatives for each in _colours(pointer, part)]
    links = [
        (f"{pointer}/action/uri", part["action"].get("uri"))
        for pointer, part in alternatives
        if part["action"].get("type") == "uri"
    ]
    literal = bool(links) and all(isinstance(uri, str) and not is_dynamic(uri) for _, uri in links)
    return Button(
        tuple(pointer for pointer, _ in alternatives),
        not all(_OFF.fullmatch(str(part.get("$if", ""))) for _, part in alternatives),
        str(filled[0][1]) if filled else "",
        tuple(pointer for pointer, _ in filled),
        painted[0][1] if painted else "",
        tuple(pointer for pointer, _ in painted),
        str(links[0][1]) if literal else "",
        tuple(pointer for pointer, _ in links) if literal else (),
    )


def _is(part: Part) -> bool:
    return part.get("type") == "button" and not is_dynamic(str(part.get("style", "")))


def _colours(pointer: str, part: Part) -> Iterator[tuple[str, str]]:
    """A button's own colour, or that of the letters of a link."""
    if part.get("type") == "button":
        places = [(pointer, part)]
    else:
        inside: Any = part.get("contents")
        places = [(f"{pointer}/contents/{at}", each) for at, each in enumerate(inside or ())]
    for place, each in places:
        value = each.get("color")
        if isinstance(value, str) and COLOUR.fullmatch(value):
            yield f"{place}/color", value


def _tappable(value: Any, pointer: str) -> Iterator[tuple[str, Part]]:
    if isinstance(value, dict):
        part = cast(Part, value)
        if _is_button(part):
            yield pointer, part
        for key, inner in part.items():
            yield from _tappable(inner, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for at, inner in enumerate(cast(list[Any], value)):
            yield from _tappable(inner, f"{pointer}/{at}")


def _is_button(part: Part) -> bool:
    """A button, a box of nothing but texts that can be tapped, or a quick reply."""
    if not isinstance(part.get("action"), dict) or not isinstance(part["action"].get("label"), str):
        return False
    if part.get("type") != "box":
        return part.get("type") in ("button", "action")
    inside: Any = part.get("contents")
    return isinstance(inside, list) and all(
        isinstance(each, dict) and cast(Part, each).get("type") == "text" for each in inside
    )
