"""A template as a form: its texts and colours as fields for people who never saw JSON, and back.

Only what a field names is changed; everything else of the template stays as it is.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from flex_templates.compiler import escape
from flex_templates.document import LANGUAGES
from flex_templates.sandbox import is_dynamic
from flex_templates.used_words import PLAIN, used_words

Kind = Literal["word", "colour", "text"]
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
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
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """`id` names it in changes: "th/title", "#0B6E4F" or a pointer. `pointers`: where it shows, in order."""

    id: str
    kind: Kind
    value: str
    thai: str
    english: str
    pointers: tuple[str, ...]
    language: str = ""


def fields(structure: list[Any], own: Words) -> list[Field]:
    """All fields in the order of the card: words by language, literal texts, then colours."""
    return [*_words(structure, own), *_texts(structure), *_colours(structure)]


def apply(
    structure: list[Any], own: Words, changes: Mapping[str, str]
) -> tuple[list[Any], dict[str, dict[str, str]]]:
    """Copies with these fields changed. Raises: LookupError for a field that is not there."""
    made = copy.deepcopy(structure)
    words = {language: dict(table) for language, table in own.items()}
    known = {field.id: field for field in fields(structure, own)}
    for name, value in changes.items():
        field = known[name]
        if field.kind == "word":
            words[field.language][name.partition("/")[2]] = value
        else:
            for pointer in field.pointers:
                _put(made, pointer, _changed(_get(made, pointer), field, value))
    return made, words


def _words(structure: list[Any], own: Words) -> Iterator[Field]:
    uses: dict[str, list[str]] = {}
    for use in used_words(structure):
        if use.key is not None:
            uses.setdefault(use.key, []).append(use.pointer)
    for language in LANGUAGES:
        table = own.get(language, {})
        for key in sorted(table, key=lambda key: (key == PLAIN, not uses.get(key), list(table).index(key))):
            places = tuple(uses.get(key, ()))
            thai, english = _label(places[0]) if places else _unplaced(key)
            yield Field(f"{language}/{key}", "word", table[key], thai, english, places, language)


def _unplaced(key: str) -> tuple[str, str]:
    if key == PLAIN:
        return "ข้อความสำรอง เมื่อการ์ดส่งไม่ได้", "Plain text, should the card fail"
    return f"ข้อความ “{key}”", f"Text “{key}”"


def _texts(structure: list[Any]) -> Iterator[Field]:
    for pointer, value in _strings(structure, ""):
        if pointer.rpartition("/")[2] in TEXT_KEYS and value and not is_dynamic(value):
            thai, english = _label(pointer)
            yield Field(pointer, "text", value, thai, english, (pointer,))


def _colours(structure: list[Any]) -> Iterator[Field]:
    found: dict[str, list[str]] = {}
    for pointer, value in _strings(structure, ""):
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
    if old == field.value or field.kind != "colour":
        return value
    return old.replace(f"'{field.value}'", f"'{value}'") if COLOUR.fullmatch(value) else old


def _label(pointer: str) -> tuple[str, str]:
    parts = pointer.split("/")
    return next(((thai, english) for part, thai, english in PLACES if part in parts), ("ข้อความ", "Text"))


def _strings(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in cast(dict[str, Any], value).items():
            if not key.startswith("$"):
                yield from _strings(inner, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for at, inner in enumerate(cast(list[Any], value)):
            yield from _strings(inner, f"{pointer}/{at}")
    elif isinstance(value, str):
        yield pointer, value


def _get(value: Any, pointer: str) -> Any:
    for part in _way(pointer):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def _put(value: Any, pointer: str, new: str) -> None:
    *way, last = _way(pointer)
    for part in way:
        value = value[int(part)] if isinstance(value, list) else value[part]
    value[int(last) if isinstance(value, list) else last] = new


def _way(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
