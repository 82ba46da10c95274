"""What patients type, and the answer it gets: sayings by hand, with the hospitals that ship."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from bot.search import Entry, Index
from flows.effects import AnswerSurvey, GiveConsent, RefuseConsent, RequestCancel
from flows.ports import Hospital
from flows.topics.consent import CONSENT_TEXT
from flows.typed import emergency, wish
from records.hospital_import import read_file
from records.hospital_list import Row
from tests.flows.builders import (
    SomeContext,
    SomeHospitals,
    a_context,
    a_queue,
    data,
    say,
    tap,
    templates,
)
from tests.flows.test_conversation import POSITIONS

HERE = Path(__file__).parent
ROWS = read_file(HERE.parents[1] / "data" / "hospitals.csv").rows
PATHUM_THANI = "10687"


def _entry(row: Row) -> Entry:
    seen = row.values
    names = (seen["name_th"], seen.get("name_en"), tuple(seen.get("aliases", ())))
    return Entry(row.code, *names, seen.get("province"), seen.get("district"))


INDEX = Index(map(_entry, ROWS))
KNOWN = {row.code: Hospital(row.code, row.values["name_th"], telephone="02-598-8888") for row in ROWS}


class AllHospitals(SomeHospitals):
    """Those that ship, found as patients find them."""

    def search(self, text: str, limit: int) -> list[Hospital]:
        return [KNOWN[hit.code] for hit in INDEX.search(text, limit)]

    def get(self, code: str) -> Hospital | None:
        return KNOWN.get(code)


def a_patient() -> SomeContext:
    """Who holds one booking at Pathum Thani."""
    return replace(a_context(a_queue(7, KNOWN[PATHUM_THANI])), hospitals=AllHospitals())


def a_rated_visit() -> SomeContext:
    return a_context(a_queue(7, state="served", survey_open=True, rating=2))


def sayings() -> list[tuple[str, str]]:
    with open(HERE / "sayings.csv", encoding="utf-8", newline="") as file:
        return [(row["said"], row["answer"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("said", "answer"), sayings())
def test_what_people_say_gets_the_answer_they_need(said: str, answer: str):
    assert templates(say(said, a_patient()))[0] == answer


def test_there_are_many_sayings_and_every_kind_of_answer_is_among_them():
    answers = {answer for _, answer in sayings()}

    assert len({said for said, _ in sayings()}) == len(sayings()) >= 250
    assert {"emergency", "distress", "contact", "symptom", "how_to_move", "your_turn", "my_data"} <= answers


def test_no_name_of_a_hospital_or_place_is_mistaken_for_a_wish():
    named = [name for row in ROWS for name in (row.values["name_th"], row.values.get("name_en", ""))]
    named += [alias for row in ROWS for alias in row.values.get("aliases", ())]
    named += [row.values[key] for row in ROWS for key in ("province", "district") if key in row.values]
    with open(HERE.parent / "search" / "queries.csv", encoding="utf-8", newline="") as file:
        named += [row["query"] for row in csv.DictReader(file)]

    assert [name for name in named if name and (wish(name) or emergency(name))] == []


@pytest.mark.parametrize("position", [None, *POSITIONS])
def test_danger_is_answered_first_wherever_she_is(position: str | None):
    for body in ("เจ็บหน้าอกมากค่ะ", "ก" * 4900 + " หายใจไม่ออก"):
        assert templates(say(body, a_patient(), position))[0] == "emergency"


def test_the_longest_text_is_read_fast():
    for body in ("ก" * 5000, "a " * 2500, "จอง" * 1666, "😀" * 2500):
        assert templates(say(body, a_patient()))


@pytest.mark.parametrize("words", ["ขอบคุณค่ะ", "รอคิวนานมาก ยกเลิกดีกว่า", "โทรไปไม่รับ", "ok", "5"])
def test_where_she_writes_in_her_own_words_they_are_her_answer(words: str):
    step = say(words, a_rated_visit(), "answering_survey.commenting", {"b": "7"})

    assert step.effects == (AnswerSurvey(7, "comment", words),)


def test_the_menu_is_heard_where_she_writes_in_her_own_words():
    assert templates(say("คิวของฉัน", a_patient(), "answering_survey.commenting", {"b": "7"})) == ["my_queues"]
    assert templates(say("เมนู", a_patient(), "people.naming")) == ["home"]


@pytest.mark.parametrize("word", ["ใช่", "ใช่ค่ะ", "ยืนยันยกเลิก", "ตกลงครับ", "OK", "yes"])
def test_yes_may_be_typed_when_asked_whether_she_is_sure(word: str):
    ctx = a_patient()
    asked = tap("do=cancel&b=7", ctx)

    step = say(word, ctx, asked.position, asked.about)

    assert (templates(step), step.effects) == (["cancel_sent"], (RequestCancel(7),))


def test_yes_to_a_time_that_has_moved_meanwhile_cancels_nothing():
    ctx = a_patient()
    asked = tap("do=cancel&b=7", ctx)
    moved = {**ctx.bookings.hers[7].booking, "date": "2026-11-30"}
    ctx.bookings.hers[7] = replace(ctx.bookings.hers[7], booking=moved)

    step = say("ใช่", ctx, asked.position, asked.about)

    assert (templates(step), step.effects) == (["moved"], ())


@pytest.mark.parametrize("word", ["ไม่", "ไม่ยกเลิกค่ะ", "No", "เปลี่ยนใจ"])
def test_no_keeps_the_booking_and_shows_it(word: str):
    ctx = a_patient()
    asked = tap("do=cancel&b=7", ctx)

    step = say(word, ctx, asked.position, asked.about)

    assert (templates(step), step.effects) == (["my_queues"], ())


def test_several_bookings_are_asked_which():
    several = a_context(a_queue(7), a_queue(8))

    assert templates(say("ไปตามนัด", several)) == ["come_which", "my_queues"]
    assert templates(say("ยกเลิก", several)) == ["cancel_which", "my_queues"]


def test_without_a_booking_wishes_about_one_offer_to_book():
    for words in ("เลื่อนนัด", "ถึงคิวรึยัง", "ไปตามนัด"):
        assert templates(say(words, a_context())) == ["no_queues"]


@pytest.mark.parametrize(
    "said", ["ขอเบอร์โทรโรงพยาบาลลำลูกกาหน่อยค่ะ", "เบอร์ รพ.ลำลูกกา", "phone of Lam Luk Ka Hospital"]
)
def test_a_telephone_is_given_of_the_hospital_that_she_names(said: str):
    assert data(say(said, a_patient()))["phones"][0]["name"] == "โรงพยาบาลลำลูกกา"


def test_otherwise_of_those_where_she_books_or_has_been():
    assert [each["code"] for each in data(say("โทร", a_patient()))["phones"]] == [PATHUM_THANI]
    assert data(say("โทร", a_context()))["phones"] == []


def test_before_consent_danger_illness_and_telephone_are_answered_all_the_same():
    for said, answer in (("หายใจไม่ออก", "emergency"), ("ปวดหัว", "consent_needed"), ("โทร", "contact")):
        assert templates(say(said, a_context(consented=False))) == [answer]


def test_typed_consent_is_consent_and_a_typed_no_takes_none_back_without_a_question():
    new = a_context(consented=False)

    assert say("ยินยอม", new).effects == (GiveConsent(CONSENT_TEXT),)
    assert say("ไม่ยินยอม", new).effects == (RefuseConsent(),)
    assert say("ไม่ยินยอม", a_context()).effects == ()
