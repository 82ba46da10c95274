"""Plain JSON of LINE's Flex Simulator becomes a card, and its texts variables and words, one by one."""

import json
from typing import Any

import pytest

from flex_templates import FileSource
from flex_templates.pasting import Offer, accept, offers, pasted
from flex_templates.pasting.offering import unused
from flex_templates.review import Draft, review
from flex_templates.review.untrusted import Unreadable
from tests.flex_templates.cards import a_button, a_flex, holding

SOURCE = FileSource()
CARD = "queue_card"
OWN = SOURCE.own_words(CARD)
DATA = SOURCE.samples(CARD)["usual"]
DRAFT = SOURCE.document(CARD).template
BUBBLE = a_flex()["contents"]


def text(written: str) -> dict[str, Any]:
    return {"type": "text", "text": written, "wrap": True}


def offered(card: Any) -> list[Offer]:
    return [each for each in offers(CARD, [card], OWN, DATA) if each.thai]


@pytest.mark.parametrize(
    "value",
    [
        BUBBLE,
        {"type": "carousel", "contents": [BUBBLE]},
        [BUBBLE],
        a_flex(),
        [a_flex(), {"type": "text", "text": "x"}],
        {"to": "U1", "messages": [a_flex()]},
    ],
)
def test_whatever_the_simulator_or_a_call_holds_may_be_pasted(value: Any):
    made = pasted(json.dumps(value), DRAFT, OWN)

    assert made[0]["contents"]["type"] in ("bubble", "carousel")


def test_a_bubble_keeps_the_cards_own_sentence_for_the_locked_screen():
    quick = {"items": [{"type": "action", "action": {"type": "location", "label": "x"}}]}
    card = [{**DRAFT[0], "quickReply": quick}]

    [made] = pasted(json.dumps(BUBBLE), card, OWN)

    assert (made["altText"], made["quickReply"], made["contents"]) == (DRAFT[0]["altText"], quick, BUBBLE)
    assert pasted(json.dumps(BUBBLE), [], {})[0]["altText"] == "hello"


@pytest.mark.parametrize(
    "value", ["{}", "[]", "7", '"x"', '[{"type": "sticker"}]', '{"type": "box"}', "", '[{"type": 1}]']
)
def test_what_is_no_message_is_refused_with_what_to_do(value: str):
    with pytest.raises(Unreadable) as refused:
        pasted(value, DRAFT, OWN)

    assert refused.value.sentence


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("โรงพยาบาลปทุมธานี", "{{ hospital.name }}"),  # as the sample has it
        ("รพ.ศิริราช", "{{ hospital.name }}"),  # by its form
        ("พุธ 25 พ.ย. 2569", "{{ booking.date | thai_date }}"),
        ("วันจันทร์ที่ 3 มกราคม 2570", "{{ booking.date | thai_date }}"),
        ("25/11/2569", "{{ booking.date | thai_date }}"),
        ("10.00 น.", "{{ booking.time | clock }}"),
        ("B-117", "{{ booking.queue_number }}"),
        ("คลินิกเบาหวาน", "{{ booking.department }}"),
        ("นางสาวสมใจ รักดี", "{{ booking.patient_name }}"),
        ("คุณ สมใจ รักดี", "{{ booking.patient_name }}"),
        ("02-123-4567", "{{ hospital.telephone | phone }}"),
        ("วันนัด พุธ 25 พ.ย. 2569 นะคะ", "วันนัด {{ booking.date | thai_date }} นะคะ"),
    ],
)
def test_a_text_that_looks_like_data_is_offered_as_that_variable(written: str, then: str):
    assert then in [each.then for each in offered(holding(text(written)))]


@pytest.mark.parametrize("written", ["ถึงคิวของคุณแล้ว กรุณามา", "สวัสดีค่ะ", "ชั้น 2", "กรุณาแตะปุ่ม"])
def test_a_sentence_is_not_taken_for_data(written: str):
    assert offered(holding(text(written))) == []


def test_what_may_be_empty_is_guarded():
    card = [
        holding(text("10.00 น."), text("เวลา 10.00 น. ค่ะ"), a_button(uri="https://maps.google.com/?q=1,2"))
    ]
    made, own = card, OWN
    while found := offered(made[0]):
        made, own = accept(CARD, made, own, DATA, found[0].id)

    first, second, button = made[0]["contents"]["body"]["contents"]
    assert (first["$if"], first["text"]) == ("booking.time", "{{ booking.time | clock }}")
    assert second["text"] == "เวลา {% if booking.time %}{{ booking.time | clock }}{% endif %} ค่ะ"
    assert (button["$if"], button["action"]["uri"]) == (
        "hospital.map_url | link",
        "{{ hospital.map_url | link }}",
    )


def test_each_text_may_become_a_word_in_both_languages():
    [card] = pasted(json.dumps(holding(text("สวัสดีค่ะ"))["contents"]), DRAFT, OWN)
    word = next(each for each in offers(CARD, [card], OWN, DATA) if each.now == "สวัสดีค่ะ")

    [made], own = accept(CARD, [card], OWN, DATA, word.id)

    assert made["contents"]["body"]["contents"][0]["text"] == "{{ words.text_1 }}"
    assert own["th"]["text_1"] == own["en"]["text_1"] == "สวัสดีค่ะ"
    assert "text_1" not in OWN["th"]


def test_the_locked_screen_is_offered_nothing_that_is_private():
    card = {**a_flex(), "altText": "คิวที่ โรงพยาบาลปทุมธานี แผนกอายุรกรรม พุธ 25 พ.ย. 2569"}

    assert {each.then for each in offered(card) if each.pointer.endswith("altText")} == {
        "คิวที่ โรงพยาบาลปทุมธานี แผนกอายุรกรรม {{ booking.date | thai_date }}"
    }


def test_pasted_and_with_every_offer_taken_it_may_be_published():
    picture = holding(text("ได้คิวแล้ว"), text("โรงพยาบาลปทุมธานี"), text("A012"), text("พุธ 25 พ.ย. 2569"))
    made, own = pasted(json.dumps(picture["contents"]), DRAFT, OWN), OWN
    own = unused(made, own, {"plain", "alt"})
    while found := offers(CARD, made, own, DATA):
        made, own = accept(CARD, made, own, DATA, found[0].id)

    found = review(Draft(CARD, json.dumps(made), own, SOURCE.own_words("common")), SOURCE.samples(CARD))

    assert found.notes == []
    assert set(own["th"]) == {"plain", "alt", "text_1"}


def test_an_offer_that_is_gone_is_not_taken():
    with pytest.raises(LookupError):
        accept(CARD, [a_flex()], OWN, DATA, "/0/altText booking.date")
