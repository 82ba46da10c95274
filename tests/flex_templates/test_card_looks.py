"""One visual system: what every card has in common, and what a screen reader hears of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from flex_templates import LANGUAGES, FileSource, Language, Renderer

SOURCE = FileSource()
RENDERER = Renderer(SOURCE)
KINDS = ("queue_card", "day_before", "same_day", "near_queue", "rescheduled", "cancelled", "survey")
SETS = ("usual", "longest", "empty")
# Said to a person: in Thai with the polite word at an end; in English from its capital to its full stop.
SENTENCE = {
    "th": re.compile("(ค่ะ|คะ)"),
    "en": re.compile(r"^([ก-๙]+: )?[A-Z“0-9].*\s.*\s.*[.?!]”?( [^\w\s]+)?$", re.DOTALL),
}


def components(value: Any, *types: str) -> Iterator[dict[str, Any]]:
    """All parts of these types, from the top."""
    if isinstance(value, dict):
        if value.get("type") in types:
            yield value
        for inner in value.values():
            yield from components(inner, *types)
    elif isinstance(value, list):
        for inner in value:
            yield from components(inner, *types)


def card(name: str, kind: str = "usual", language: Language = "th") -> dict[str, Any]:
    return RENDERER.render(name, SOURCE.samples(name)[kind], language)[0]


@pytest.mark.parametrize("name", SOURCE.names())
def test_letters_grow_with_the_phones_setting(name: str):
    """All but a short queue number: it is the largest thing on the card and must stay on one line."""
    for kind in SETS:
        for part in components(card(name, kind).get("contents"), "text"):
            short_number = str(part.get("size")).endswith("px") and not part["wrap"]
            assert part.get("scaling") is not short_number, part


@pytest.mark.parametrize("name", SOURCE.names())
def test_letters_wrap_and_labels_shrink(name: str):
    for kind in SETS:
        contents = card(name, kind).get("contents")
        for part in components(contents, "text"):
            assert part.get("wrap") or part.get("adjustMode") or len(part["text"]) <= 2, part
        for part in components(contents, "button"):
            assert part["adjustMode"] == "shrink-to-fit", part
            assert part["scaling"] is True, part


@pytest.mark.parametrize("name", SOURCE.names())
def test_there_is_one_main_action(name: str):
    for kind in SETS:
        for bubble in components(card(name, kind).get("contents"), "bubble"):
            filled = [b for b in components(bubble.get("footer"), "button") if b["style"] == "primary"]
            assert len(filled) <= 1


def test_each_kind_has_a_colour_and_a_title_of_its_own():
    colours = {card(name)["contents"]["header"]["backgroundColor"] for name in KINDS}
    titles = {next(components(card(name)["contents"]["header"], "text"))["text"] for name in KINDS}

    assert len(colours) == len(titles) == len(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_the_card_says_for_whom(name: str):
    header = card(name)["contents"]["header"]

    assert "สำหรับ นางสาวสมหญิง ใจดี" in [part["text"] for part in components(header, "text")]


@pytest.mark.parametrize("name", SOURCE.names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_hears_a_sentence(name: str, language: Language):
    for kind in SETS:
        message = card(name, kind, language)
        heard = message.get("altText") or message["text"]

        assert len(heard) >= 15, heard
        assert SENTENCE[language].search(heard), heard
        assert heard == " ".join(heard.split()) or message["type"] == "text", heard
        assert not any(mark in heard for mark in ("None", "{{", "  ")), heard
