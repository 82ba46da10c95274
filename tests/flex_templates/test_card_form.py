"""A card as a form: what a field changes, and that nothing else does."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flex_templates import FileSource
from flex_templates.form import apply, fields

SOURCE = FileSource()
strings = st.sampled_from(
    [
        "#0B6E4F",
        "{{ look.colour or '#0B6E4F' }}",
        "#ffffff80",
        "hello",
        "สวัสดี",
        "{{ words.a }}",
        "{{ name }}",
        "",
    ]
)
keys = st.sampled_from(["text", "label", "color", "backgroundColor", "a/b", "~", "contents", "$if"])
values = st.recursive(
    strings | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=25,
)
tables = st.fixed_dictionaries(
    {language: st.dictionaries(st.sampled_from("abc"), st.text(max_size=9)) for language in ("th", "en")}
)


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{at}")
    else:
        yield pointer, value


@settings(max_examples=40)
@given(st.lists(values, max_size=4), tables, st.data())
def test_a_field_changes_its_places_and_nothing_else(structure: list[Any], own: Any, data: st.DataObject):
    found = fields(structure, own)
    assert len({field.id for field in found}) == len(found)
    assert apply(structure, own, {}) == (structure, own)
    if not found:
        return
    field = data.draw(st.sampled_from(found))

    made, words = apply(structure, own, {field.id: "#123456"})

    changed = {pointer for pointer, value in leaves(made) if dict(leaves(structure)).get(pointer) != value}
    if field.kind == "word":
        assert made == structure
        assert words[field.language][field.id.partition("/")[2]] == "#123456"
    elif field.value != "#123456":
        assert changed == set(field.pointers)
        assert words == own


@settings(max_examples=40)
@given(st.lists(values, max_size=4), tables)
def test_writing_every_field_as_it_is_changes_nothing(structure: list[Any], own: Any):
    same = {field.id: field.value for field in fields(structure, own)}

    assert apply(structure, own, same) == (structure, own)


@pytest.mark.parametrize("name", SOURCE.names())
def test_every_card_has_fields_with_thai_labels(name: str):
    found = fields(SOURCE.document(name).template, SOURCE.own_words(name))

    assert any(field.kind == "word" for field in found)
    assert all(any("\u0e01" <= letter <= "\u0e5b" for letter in field.thai) for field in found)


def test_the_queue_cards_green_is_one_field():
    template = SOURCE.document("queue_card").template
    made, _ = apply(template, SOURCE.own_words("queue_card"), {"#0B6E4F": "#1B5FAA"})

    assert made[0]["contents"]["header"]["backgroundColor"] == "{{ look.colour or '#1B5FAA' }}"
    assert "#0B6E4F" not in str(made)


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(LookupError):
        apply([], {}, {"#000000": "#111111"})
