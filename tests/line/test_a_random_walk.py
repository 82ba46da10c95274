"""A patient who does anything at all through the real webhook: always answered, and always a way back.

What the tables promise is walked in `tests/flows/test_random_walks.py`; here the whole service is behind.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
import requests

from flex_templates import FileSource
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes

DEEDS = 60
OUT_OF_ORDER = FileSource().own_words("sorry")["th"]["body"]
WORDS = [
    "จองคิว",
    "ยกเลิก",
    "คิวของฉัน",
    "ขอบคุณค่ะ",
    "hello",
    "help",
    "เจ็บหน้าอก",
    "?",
    "ก" * 4000,
    "0812345678",
    "<script>",
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "\u202e\u0000",
    "👵🏽",
    "ทดสอบ",
    "โรงพยาบาลทดสอบ {code}",
]


def postbacks(value: Any) -> Iterator[str]:
    """All that a message offers to tap, but links."""
    if isinstance(value, dict):
        if value.get("type") == "postback":
            yield value["data"]
        for inner in value.values():
            yield from postbacks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from postbacks(inner)


def does_something(phone: Phone, chance: Random, code: str) -> tuple[object, int]:
    """Taps half of the time, be it on an old card; says what she did and how the webhook answered."""
    here = f"{phone.simulator_url}/_simulator/users/{phone.user_id}"
    text = {"text": chance.choice(WORDS).replace("{code}", code)}
    place = {"latitude": chance.uniform(-90, 90), "longitude": chance.uniform(-180, 180)}
    there = sorted({data for each in phone.messages() for data in postbacks(each["message"])})
    deeds: list[tuple[str, dict[str, Any]]] = [(f"{here}/tap", {"data": chance.choice(there)})] * 4
    deeds += [(f"{here}/text", text)] * 2
    deeds += [(f"{here}/location", place), (f"{phone.phone_url}/sticker", {"sticker": 1})]
    url, body = chance.choice(deeds)
    answer = requests.post(url, json=body, timeout=30)
    assert answer.status_code == 200, (body, answer.text)
    return body, answer.json()["status"]


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_she_does_she_is_answered_and_finds_back(
    world: Processes, new_hospital: Callable[..., HospitalSystem], seed: int
):
    chance, hospital, phone = Random(seed), new_hospital(), Phone.new(world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    for number in (1, 2, 3):
        hospital.book(connect_id, f"WALK{number}", day(hospital, number + 1, "10:00"))
    done: list[object] = []

    for _ in range(DEEDS // 2):
        last = phone.messages()[-1]["id"]
        body, status = does_something(phone, chance, hospital.code)
        done.append(body)
        answers = [each for each in phone.messages(after=last, wait=5) if each["via"] == "reply"]

        assert status == 200, done
        assert answers, f"silence after {done}"
        assert not any(OUT_OF_ORDER in text_of(each) for each in answers), done
        assert list(postbacks(answers[-1]["message"].get("quickReply"))), f"no way on after {done}"

    assert "do=choose" in text_of(answer_to(phone, "เมนู")), done


def answer_to(phone: Phone, words: str) -> dict[str, Any]:
    """What the bot says to it."""
    phone.type(words)
    return phone.replies()[-1]
