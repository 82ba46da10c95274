"""Every position, every kind of event, through the webhook: nothing fails, nothing is silent."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from bot.line.session import _POSITION_FOR  # pyright: ignore[reportPrivateUsage]
from flex_templates import FileSource
from flows.topics import TOPICS
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes

POSITIONS = [state for topic in TOPICS for state in topic.states]
OUT_OF_ORDER = FileSource().own_words("sorry")["th"]["body"]
HOURS = 3600
ABOUT = {"b": "1", "p": "1"}


@pytest.fixture(scope="module")
def known(world: Processes) -> Phone:
    """A patient with a booking and somebody she books for; the events change nothing that matters."""
    phone = Phone.new(world)
    phone.tap(data="do=consent&v=yes")
    return phone


def here(world: Processes, phone: Phone) -> str:
    return f"connect:conversation:test:{phone.user_id}"


def deeds(phone: Phone) -> list[tuple[str, dict[str, Any]]]:
    control = f"{phone.simulator_url}/_simulator/users/{phone.user_id}"
    texts = ["เมนู", "ขอบคุณค่ะ", "ใช่", "เจ็บหน้าอก", "เลื่อนนัด", "อะไรก็ไม่รู้", "🙏", "ก" * 5000]
    return [
        *[(f"{control}/text", {"text": text}) for text in texts],
        *[(f"{control}/media", {"kind": kind}) for kind in ("image", "video", "audio", "file")],
        (f"{control}/location", {"latitude": 14.0, "longitude": 100.5}),
        (f"{phone.phone_url}/sticker", {"sticker": 1}),
        (f"{control}/block", {}),
        (f"{control}/unblock", {}),
    ]


@pytest.mark.parametrize("position", [*POSITIONS, "a.position.of.yesterday"])
def test_whatever_comes_is_answered_wherever_she_is(world: Processes, known: Phone, position: str):
    redis = world.redis()
    for url, body in deeds(known):
        last = known.messages()[-1]["id"]
        redis.set(
            here(world, known), json.dumps({"position": position, "about": {"b": "1", "p": "1"}}), ex=60
        )

        answer = requests.post(url, json=body, timeout=30)
        said = [each for each in known.messages(after=last) if each["via"] == "reply"]

        assert answer.status_code == 200, (url, body)
        assert bool(said) != url.endswith("/block"), (url, body)
        assert not any(OUT_OF_ORDER in text_of(each) for each in said), (url, body)


def test_an_hour_later_she_is_where_she_was_and_a_day_later_at_the_menu(
    world: Processes, new_hospital: Callable[..., HospitalSystem], phone: Phone
):
    hospital = new_hospital()
    hospital.book(phone.choose(hospital.code, f"ทดสอบ {hospital.code}"), "HOUR-1", day(hospital, 2, "10:00"))
    phone.type("ยกเลิก")

    left = world.redis().ttl(here(world, phone))

    assert 23 * HOURS < left <= _POSITION_FOR == 24 * HOURS
    world.redis().delete(here(world, phone))
    phone.type("ใช่")
    assert hospital.booking("HOUR-1")["state"] == "booked"
    assert "do=choose" in phone.last()
