"""A version that fails at sending gives way to the last good one; a repetition repeats its content."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import Database
from records.messages import Message
from records.templates import Content, failures, publish, read_draft, save_draft
from records.templates.tables import TemplateFailure
from scheduler.forms import FORMS
from tests.journey.test_the_journey import day
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

LAST_GOOD = FORMS.index("last_good")
WORDS = {"th": {"plain": "ข้อความสำรอง"}, "en": {"plain": "plain"}}


@pytest.fixture
def database(fragile_world: Processes) -> Iterator[Database]:
    found = Database(fragile_world.database_url)
    yield found
    found.close()


def let_out(database: Database, *messages: dict[str, Any]) -> None:
    """Publish a queue card, unchecked, as the studio never would."""

    def work(session: Session) -> None:
        now, seen = datetime.now(UTC), read_draft(session, "queue_card").revision
        draft = save_draft(session, "queue_card", Content([*messages], WORDS), seen=seen, by="noi", now=now)
        publish(session, "queue_card", seen=draft.revision, by="chai", note="", now=now)

    database.write(work)


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param(
            {"type": "flex", "altText": "x", "contents": {"type": "bubble", "x": 1}}, "LINE", id="400"
        ),
        pytest.param(text("{{ booking.no_such_thing }}"), "/0/text", id="rendering"),
    ],
)
def test_the_last_good_version_is_sent_and_editors_see_the_failure(
    fragile_world: Processes, database: Database, broken: dict[str, Any], reason: str
):
    hospital = a_hospital(fragile_world, "30011" if reason == "LINE" else "30012")
    phone = Phone.new(fragile_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    let_out(database, text(f"ดี {reason}"))
    let_out(database, broken)
    fragile_world.stop("worker")
    fragile_world.start("worker")  # with the new versions from its first message on

    hospital.book(connect_id, "BROKEN", day(hospital, 2, "10:00"))
    wait_until(lambda: hospital.message("BROKEN", "queue_card")["state"] == "sent", "the last good card")

    (shown,) = phone.pushed()
    assert shown["message"]["text"] == f"ดี {reason}"

    def noted() -> list[str]:
        with database.read() as session:
            return [each.reason for each in failures(session, "queue_card")]

    wait_until(lambda: any(reason in each for each in noted()), "the editors' list")


def test_a_repetition_has_the_content_of_the_first_attempt(fragile_world: Processes, database: Database):
    hospital = a_hospital(fragile_world, "30013")
    phone = Phone.new(fragile_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    let_out(database, text("ก่อน"))
    fragile_world.stop("worker")
    fragile_world.start("worker")
    faults = f"{fragile_world.simulator_url}/_simulator/faults/test"
    requests.put(faults, json={"fail_before": 1.0}, timeout=10)
    try:
        hospital.book(connect_id, "TWICE", day(hospital, 2, "10:00"))
        wait_until(lambda: attempted(database, hospital.code), "a first attempt")
        let_out(database, text("หลัง"))
        fragile_world.stop("worker")
    finally:
        requests.delete(faults, timeout=10)
    fragile_world.start("worker")  # its memory knows the new version only
    wait_until(phone.pushed, "the card")

    (shown,) = phone.pushed()
    assert shown["message"]["text"] == "ก่อน"


def test_one_patients_data_take_the_new_version_from_nobody_else(
    fragile_world: Processes, database: Database
):
    hospital = a_hospital(fragile_world, "30014")
    let_out(database, text("เดิม"))
    let_out(database, text("ใหม่ {{ booking.note }}"))  # who has no note cannot have it
    fragile_world.stop("worker")
    fragile_world.start("worker")
    got: list[str] = []
    for ref, note in (("ONE", "มีโน้ต"), ("TWO", None), ("THREE", "มีอีก")):
        phone = Phone.new(fragile_world)
        connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
        hospital.book(connect_id, ref, day(hospital, 2, "10:00"), **({"note": note} if note else {}))
        wait_until(phone.pushed, "the card")
        got.append(phone.pushed()[0]["message"]["text"])

    assert got == ["ใหม่ มีโน้ต", "เดิม", "ใหม่ มีอีก"]
    assert not any(each.condemned for each in failed(database) if "/0/text" in each.reason)


def test_a_version_that_line_refuses_for_everybody_is_tried_no_more(
    fragile_world: Processes, database: Database
):
    hospital = a_hospital(fragile_world, "30015")
    let_out(database, text("ดีจริง"))
    let_out(database, {"type": "flex", "altText": "x", "contents": {"type": "bubble", "y": 1}})
    fragile_world.stop("worker")
    fragile_world.start("worker")
    cards = itertools.count()

    def form() -> int:
        """In which form a new patient got the good card (`scheduler/forms.py`): 0 is the first."""
        phone, ref = Phone.new(fragile_world), f"REFUSED{next(cards)}"
        connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
        hospital.book(connect_id, ref, day(hospital, 2, "10:00"))
        wait_until(phone.pushed, "the card")
        assert phone.pushed()[0]["message"]["text"] == "ดีจริง"
        return newest_form(database, hospital.code)

    assert [form() for _ in range(3)] == [LAST_GOOD] * 3
    wait_until(lambda: any(each.condemned for each in failed(database)), "the version condemned")
    wait_until(lambda: form() == 0, "a worker that tries it no more", 10)


def failed(database: Database) -> Sequence[TemplateFailure]:
    with database.read() as session:
        return failures(session, "queue_card")


def newest_form(database: Database, code: str) -> int:
    """In which form the hospital's newest message went."""
    with database.read() as session:
        query = (
            select(Message.form).filter_by(hospital_code=code, kind="queue_card").order_by(Message.id.desc())
        )
        return session.scalars(query.limit(1)).one()


def attempted(database: Database, code: str) -> bool:
    with database.read() as session:
        query = select(Message.attempts).filter_by(hospital_code=code, kind="queue_card")
        return (session.scalar(query) or 0) > 0
