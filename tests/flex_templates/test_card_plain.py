"""Should a card fail, the patient is told all the same."""

import pytest
from cards import OneDocument

from flex_templates import LANGUAGES, FileSource, Language, Renderer, TemplateError, check

SOURCE = FileSource()


class NoSource:
    """A source that is out of order."""

    def document(self, name: str):
        raise TemplateError(name, "", "there is no such template")


class BrokenDatabase:
    def document(self, name: str):
        raise ConnectionError("database away")


def told(source: object, name: str = "day_before", language: Language = "th") -> str:
    messages = Renderer(source).plain(name, SOURCE.samples("day_before")["usual"], language)  # pyright: ignore[reportArgumentType]
    assert check(messages) == []
    assert len(messages) == 1
    return messages[0]["text"]


def test_plain_is_one_text_message_from_the_templates_words():
    assert told(OneDocument("broken", {"th": {"plain": "คิว {{ booking.queue_number }}"}})) == "คิว A012"


@pytest.mark.parametrize(
    "source", [NoSource(), BrokenDatabase(), OneDocument([]), OneDocument([], {"th": {"plain": "{{ x }}"}})]
)
def test_the_shipped_words_help_when_the_current_ones_do_not(source: object):
    wanted = "เตือนนัดค่ะ", "พรุ่งนี้ พุธ 25 พ.ย. 2569 เวลา 10.00 น.", "ดูรายละเอียดที่ “คิวของฉัน” นะคะ"
    assert told(source).splitlines() == list(wanted)


def test_an_unknown_template_still_says_something():
    assert told(NoSource(), "no_such_template", "en").startswith("There is news about your appointment")
    assert "นัด" in told(BrokenDatabase(), "../../etc/passwd")


def test_a_very_long_text_is_cut():
    words = {"th": {"plain": "{{ long }}"}}

    text = Renderer(OneDocument([], words)).plain("card", {"long": "😀" * 6000}, "th")[0]["text"]

    assert len(text.encode("utf-16-le")) // 2 <= 5000


@pytest.mark.parametrize("name", SOURCE.names())
def test_every_template_has_a_plain_text_for_all_its_data(name: str):
    for language in LANGUAGES:
        for data in SOURCE.samples(name).values():
            messages = Renderer(SOURCE).plain(name, data, language)

            assert check(messages) == []
            assert messages[0]["text"] != SOURCE.own_words("common")[language]["plain_anything"]
