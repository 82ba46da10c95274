"""The cards as a small phone shows them, drawn by headless Chromium: nothing is cut off."""

from collections.abc import Iterator

import pytest

from flex_templates import Language
from flex_templates.gallery.drawings import LARGE_LETTERS, drawings
from flex_templates.gallery.studio import Studio
from tests.flex_templates.browser import opened_studio

SMALL = 320


@pytest.fixture(scope="module")
def board() -> Iterator[Studio]:
    with opened_studio() as studio:
        yield studio


# In English up to 1.3: at the largest letters "appointment" alone is wider than a small phone's header.
@pytest.mark.parametrize(
    ("language", "letters"), [("th", 1.0), ("th", 1.3), ("th", LARGE_LETTERS), ("en", 1.0), ("en", 1.3)]
)
def test_no_text_is_cut_off_on_a_small_phone(board: Studio, language: Language, letters: float):
    board.show(drawings((), language, SMALL, letters))

    assert board.faults() == []


def test_what_is_cut_off_is_found(board: Studio):
    """The test of the test: labels that cannot fit, a number that breaks."""
    number = {"type": "text", "text": "ABCDEFGH1234", "size": "5xl", "wrap": True}
    button = {"type": "button", "action": {"type": "uri", "label": "x" * 40, "uri": "https://example.com"}}
    shrinking = {**button, "adjustMode": "shrink-to-fit"}
    body = {"type": "box", "layout": "vertical", "contents": [number, button, shrinking]}
    card = {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}
    broken = next(drawings(("home",), width=SMALL))
    broken.messages[:] = [card]

    board.show([broken])

    found = {(fault["pointer"], fault["what"]) for fault in board.faults()}
    assert ("/body/contents/0", "breaks inside a word") in found
    assert ("/body/contents/1", "is wider than its place") in found
    assert ("/body/contents/2", "is too small to read") in found
