"""Buttons as a form shows them: on and off, label, kind, colour and link."""

from typing import Any

import pytest

from flex_templates import Document, FileSource, check, merge_words
from flex_templates.form import Field, apply, fields
from flex_templates.render import Renderer
from tests.flex_templates.cards import a_button, holding

SOURCE = FileSource()
COMMON = SOURCE.own_words("common")
CARD = "queue_card"
QUIET = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x", "color": "#1F4E8C"}]}


def of(structure: list[Any], own: Any = None) -> dict[str, Field]:
    return {field.id: field for field in fields(structure, own or {}, COMMON) if field.button}


def drawn(structure: list[Any], own: Any) -> str:
    document = Document("x", structure, merge_words(COMMON, own))
    messages = Renderer().draw(CARD, document, SOURCE.samples(CARD)["usual"], "th").messages
    assert [each for each in check(messages) if each.level == "error"] == []
    return str(messages)


@pytest.mark.parametrize("name", SOURCE.names())
def test_every_cards_form_written_back_as_it_is_changes_nothing(name: str):
    structure, own = SOURCE.document(name).template, SOURCE.own_words(name)
    same = {field.id: field.value for field in fields(structure, own, COMMON)}

    assert apply(structure, own, same, COMMON) == (structure, own)


@pytest.mark.parametrize("name", SOURCE.names())
def test_every_button_off_and_on_again_is_the_card_as_it_was(name: str):
    structure, own = SOURCE.document(name).template, SOURCE.own_words(name)
    switches = [field.id for field in fields(structure, own, COMMON) if field.kind == "on"]

    off, _ = apply(structure, own, dict.fromkeys(switches, "no"), COMMON)
    on, _ = apply(off, own, dict.fromkeys(switches, "yes"), COMMON)

    assert on == structure
    assert [field.value for field in fields(off, own, COMMON) if field.kind == "on"] == ["no"] * len(switches)


def test_a_button_that_is_off_is_not_sent_and_the_card_stays_sendable():
    structure, own = SOURCE.document(CARD).template, SOURCE.own_words(CARD)
    label = next(each for each in of(structure, own).values() if each.id == "th/cancel")

    off, _ = apply(structure, own, {f"on:{label.button}": "no"}, COMMON)

    assert "ยกเลิกนัด" in drawn(structure, own)
    assert "ยกเลิกนัด" not in drawn(off, own)


def test_a_shared_label_becomes_the_cards_own_in_both_languages():
    structure, own = SOURCE.document(CARD).template, SOURCE.own_words(CARD)
    assert of(structure, own)["th/map"].shared

    made, words = apply(structure, own, {"th/map": "ไปอย่างไร"}, COMMON)

    assert made == structure
    assert (words["th"]["map"], words["en"]["map"]) == ("ไปอย่างไร", COMMON["en"]["map"])
    assert not of(structure, words)["th/map"].shared
    assert "map" not in SOURCE.own_words(CARD)["th"]


def test_kind_colour_and_link_are_changed_where_they_may_be():
    card = [holding({**a_button(), "style": "primary", "color": "#0B6E4F"})]
    place = "/0/contents/body/contents/0"
    assert {kind.partition(":")[0] for kind in of(card)} == {
        f"{place}/action/label",
        "on",
        "style",
        "paint",
        "link",
    }
    changes = {
        f"style:{place}": "secondary",
        f"paint:{place}": "#DDDDDD",
        f"link:{place}": "https://moph.go.th/",
    }

    made, _ = apply(card, {}, changes)

    button = made[0]["contents"]["body"]["contents"][0]
    assert (button["style"], button["color"], button["action"]["uri"]) == (
        "secondary",
        "#DDDDDD",
        "https://moph.go.th/",
    )


def test_a_link_that_comes_from_data_is_not_typed_over():
    assert not any(
        each.startswith("link:") for each in of([holding(a_button(uri="{{ hospital.map_url | link }}"))])
    )


def test_alternatives_of_one_label_are_one_button():
    one = {**a_button(label="{{ words.map }}"), "$if": "a"}
    other = {**QUIET, "$if": "not a", "action": one["action"]}

    [switch] = [
        each for each in of([holding(one, other)], {"th": {}, "en": {}}).values() if each.kind == "on"
    ]

    assert len(switch.pointers) == 2


def test_a_picture_that_can_be_tapped_is_no_button():
    structure, own = SOURCE.document(CARD).template, SOURCE.own_words(CARD)
    switch = next(each for each in of(structure, own).values() if each.kind == "on")

    off, _ = apply(
        structure, own, {each: "no" for each in of(structure, own) if each.startswith("on:")}, COMMON
    )

    assert switch.value == "yes"
    assert "'image'" in drawn(off, own)
