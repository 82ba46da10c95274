"""A template as a form: its texts, colours and buttons as fields for people who never saw JSON, and back.

Only what a field names is changed; everything else of the template stays as it is. A word that all cards
share and this one changes becomes a word of its own, in every language.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from flex_templates import buttons
from flex_templates.checks.values import COLOUR
from flex_templates.document import LANGUAGES
from flex_templates.pointers import get, put, strings
from flex_templates.sandbox import is_dynamic
from flex_templates.used_words import PLAIN, used_words

Kind = Literal["word", "colour", "text", "on", "style", "paint", "link"]
# A colour that an expression falls back to: {{ look.colour or '#0B6E4F' }}.
_FALLBACK = re.compile(rf"(?<='){COLOUR.pattern}(?=')")
TEXT_KEYS = ("text", "label", "altText", "displayText")
PLACES = (
    ("altText", "ข้อความบนหน้าจอล็อก", "On the locked screen"),
    ("header", "หัวการ์ด", "Header"),
    ("hero", "ภาพ", "Picture"),
    ("body", "เนื้อหา", "Body"),
    ("footer", "ปุ่ม", "Buttons"),
    ("quickReply", "ปุ่มตอบด่วน", "Quick replies"),
)
BUTTON_LABELS = {
    "style": ("แบบของปุ่ม", "Kind"),
    "paint": ("สีของปุ่ม", "Colour"),
    "link": ("ลิงก์ที่เปิด", "Link that opens"),
}
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """`id` names it in changes: "th/title", "#0B6E4F", a pointer, or a button's "on:" with its pointer.

    `pointers`: where it shows, in order. `button`: the one that it belongs to, by its first pointer.
    """

    id: str
    kind: Kind
    value: str
    thai: str
    english: str
    pointers: tuple[str, ...]
    language: str = ""
    button: str = ""
    shared: bool = False


def fields(structure: list[Any], own: Words, common: Words | None = None) -> list[Field]:
    """All fields in the order of the card: words by language, literal texts, colours, then each button's."""
    found = buttons.buttons(structure)
    homes = {pointer: each.id for each in found for pointer in each.pointers}
    plain = [*_words(structure, own, common or {}), *_texts(structure), *_colours(structure)]
    return [*(_of_button(field, homes) for field in plain), *_buttons(found)]


def apply(
    structure: list[Any], own: Words, changes: Mapping[str, str], common: Words | None = None
) -> tuple[list[Any], dict[str, dict[str, str]]]:
    """Copies with these fields changed. Raises: LookupError for a field that is not there."""
    made = copy.deepcopy(structure)
    words = {language: dict(table) for language, table in own.items()}
    known = {field.id: field for field in fields(structure, own, common)}
    for name, value in changes.items():
        field = known[name]
        if value == field.value:
            continue
        if field.kind == "word":
            key = name.partition("/")[2]
            for language, table in (common or {}).items() if field.shared else ():
                words.setdefault(language, {}).setdefault(key, table.get(key, value))
            words[field.language][key] = value
        elif field.kind == "on":
            for pointer in field.pointers:
                buttons.switch(get(made, pointer), on=value == buttons.YES)
        else:
            for pointer in field.pointers:
                is_colour = field.kind == "colour"
                put(made, pointer, _changed(get(made, pointer), field, value) if is_colour else value)
    return made, words


def _words(structure: list[Any], own: Words, common: Words) -> Iterator[Field]:
    uses: dict[str, list[str]] = {}
    for use in used_words(structure):
        if use.key is not None:
            uses.setdefault(use.key, []).append(use.pointer)
    for language in LANGUAGES:
        table, shared = own.get(language, {}), common.get(language, {})
        keys = [key for key in uses if key in table or key in shared]
        keys += [key for key in table if key not in uses]
        for key in sorted(keys, key=lambda key: key == PLAIN):
            places = tuple(uses.get(key, ()))
            thai, english = _label(places[0]) if places else _unplaced(key)
            value, is_shared = (table[key], False) if key in table else (shared[key], True)
            yield Field(f"{language}/{key}", "word", value, thai, english, places, language, shared=is_shared)


def _of_button(field: Field, homes: Mapping[str, str]) -> Field:
    """A label belongs to the first button that shows it. `homes`: alternative → button."""
    around = (place for pointer in field.pointers for place in _around(pointer) if place in homes)
    first = None if field.kind == "colour" else next(around, None)
    return replace(field, button=homes[first]) if first is not None else field


def _around(pointer: str) -> Iterator[str]:
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _buttons(found: list[buttons.Button]) -> Iterator[Field]:
    for each in found:
        yield Field(
            f"on:{each.id}",
            "on",
            buttons.YES if each.on else buttons.NO,
            "แสดงปุ่มนี้",
            "Show this button",
            each.pointers,
            button=each.id,
        )
        for kind, value, places in (
            ("style", each.style, each.styles),
            ("paint", each.colour, each.colours),
            ("link", each.link, each.links),
        ):
            if value:
                thai, english = BUTTON_LABELS[kind]
                yield Field(
                    f"{kind}:{each.id}", cast(Kind, kind), value, thai, english, places, button=each.id
                )


def _unplaced(key: str) -> tuple[str, str]:
    if key == PLAIN:
        return "ข้อความสำรอง เมื่อการ์ดส่งไม่ได้", "Plain text, should the card fail"
    return f"ข้อความ “{key}”", f"Text “{key}”"


def _texts(structure: list[Any]) -> Iterator[Field]:
    for pointer, value in _strings(structure):
        if pointer.rpartition("/")[2] in TEXT_KEYS and value and not is_dynamic(value):
            thai, english = _label(pointer)
            yield Field(pointer, "text", value, thai, english, (pointer,))


def _colours(structure: list[Any]) -> Iterator[Field]:
    found: dict[str, list[str]] = {}
    for pointer, value in _strings(structure):
        if pointer.rpartition("/")[2] in TEXT_KEYS:
            continue
        for colour in [value] if COLOUR.fullmatch(value) else sorted(set(_FALLBACK.findall(value))):
            found.setdefault(colour, []).append(pointer)
    for value, pointers in found.items():
        thai, english = _label(pointers[0])
        ground = pointers[0].endswith("ackgroundColor")
        yield Field(
            value,
            "colour",
            value,
            f"{'สีพื้น' if ground else 'สี'} {thai}",
            f"{english}, {'ground' if ground else 'colour'}",
            tuple(pointers),
        )


def _changed(old: str, field: Field, value: str) -> str:
    """Inside an expression only a colour takes a colour's place."""
    if old == field.value:
        return value
    return old.replace(f"'{field.value}'", f"'{value}'") if COLOUR.fullmatch(value) else old


def _label(pointer: str) -> tuple[str, str]:
    parts = pointer.split("/")
    return next(((thai, english) for part, thai, english in PLACES if part in parts), ("ข้อความ", "Text"))


def _strings(structure: list[Any]) -> Iterator[tuple[str, str]]:
    """Without conditions and loops: nobody writes those in a form."""
    return ((pointer, value) for pointer, value in strings(structure) if "/$" not in pointer)
