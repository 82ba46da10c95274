"""A draft is untrusted input: escapes and bombs are refused, without a hang and in little memory."""

import tracemalloc

import pytest

from flex_templates import FileSource
from flex_templates.form import fields
from flex_templates.pasting import offers, pasted
from flex_templates.review import Draft, review
from flex_templates.review.untrusted import LARGEST, Unreadable, read
from tests.flex_templates.attacks import BOMBS, DATA, ESCAPES, HEAVY, PLAIN, card

SAMPLE = FileSource().samples("queue_card")["usual"]
LARGEST_USE = 50 * 1024 * 1024
pytestmark = pytest.mark.timeout(20)  # a hang; how fast it is, `python -m bench studio` tells


def refused(text: str | bytes) -> list[str]:
    """The errors, within the bound of memory."""
    tracemalloc.start()
    try:
        if isinstance(text, bytes):
            with pytest.raises(Unreadable) as error:
                read(text)
            found = [error.value.sentence]
        else:
            draft = Draft("attack", text, PLAIN, {})
            notes = review(draft, {"usual": DATA}).notes
            found = [note.sentence for note in notes if note.level == "error"]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < LARGEST_USE
    return found


@pytest.mark.parametrize("text", ESCAPES, ids=lambda text: text[:30])
def test_no_way_out_of_the_sandbox(text: str):
    assert refused(card(text))


@pytest.mark.parametrize("text", ESCAPES, ids=lambda text: text[:30])
def test_a_word_is_no_way_out_either(text: str):
    draft = Draft("attack", card("{{ words.plain }}"), {"th": {"plain": text}, "en": {"plain": text}}, {})

    assert not review(draft, {"usual": DATA}).may_publish


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str):
    assert refused(BOMBS[name]())


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_heavy_is_read_shown_as_a_form_and_offered_within_bounds(name: str):
    tracemalloc.start()
    try:
        draft = Draft("queue_card", HEAVY[name](), PLAIN, {})
        notes = review(draft, {"usual": SAMPLE}).notes
        made = pasted(draft.text, [], PLAIN)
        fields(made, PLAIN)
        assert len(offers("queue_card", made, PLAIN, SAMPLE)) <= 100
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [note for note in notes if note.level == "error"]
    assert most < LARGEST_USE


def test_what_is_just_small_enough_is_read():
    assert read(card("x" * (LARGEST - 100))).value[0]["type"] == "text"


def test_the_line_of_what_is_wrong_is_told():
    with pytest.raises(Unreadable) as error:
        read('[\n\n{"a": 1,\n"a": 2}]')

    assert (error.value.line, error.value.pointer) == (4, "/0/a")
