"""An editor links her phone by a code in the chat and sees her draft there, through the ledger."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.staff.guard import COOKIE, csrf_of
from records.audit import Wanted, entries
from records.database import Database
from records.staff import Staff, begin_session
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

CARD = "queue_card"


class Editor:
    """One of the staff, by HTTP."""

    def __init__(self, world: Processes, database: Database, login: str) -> None:
        self.login, self._world, self._database = login, world, database

        def work(session: Session) -> str:
            staff = Staff(login=login, name=login, role="editor", recovery=[], created_at=real_now())
            session.add(staff)
            session.flush()
            return begin_session(session, staff, "test", real_now(), passed=True)

        self.token = database.write(work)

    def call(self, method: str, path: str, said: Any = None) -> requests.Response:
        url = f"{self._world.web_url}/studio/{path}"
        cookies, headers = {COOKIE: self.token}, {"X-CSRF": csrf_of(self.token)}
        return requests.request(method, url, json=said, cookies=cookies, headers=headers, timeout=30)

    def code(self) -> str:
        return self.call("POST", "phone/code").json()["code"]

    def send(self, **said: str) -> requests.Response:
        return self.call("POST", f"{CARD}/test", {"sample": "usual", "language": "th", **said})

    def outcome(self, number: str) -> dict[str, Any]:
        """Once it is over."""
        found: dict[str, Any] = {}

        def over() -> bool:
            found.update(self.call("GET", f"tests/{number}").json())
            return found["over"]

        wait_until(over, "the test's outcome")
        return found

    def trail(self) -> list[tuple[str, str]]:
        with self._database.read() as session:
            return [(each.what, each.on) for each in entries(session, Wanted(who=self.login))]


@pytest.fixture(scope="module")
def database(world: Processes) -> Iterator[Database]:
    found = Database(world.database_url)
    a_hospital(world, "19001")
    yield found
    found.close()


@pytest.fixture
def editor(world: Processes, database: Database, request: pytest.FixtureRequest) -> Editor:
    return Editor(world, database, request.node.name[:100])


@pytest.fixture
def phone(world: Processes, editor: Editor) -> Phone:
    """Linked; its owner never consented to be a patient."""
    found = Phone.new(world, "มาลี")
    found.type(editor.code())
    assert "เชื่อมโทรศัพท์เครื่องนี้แล้ว" in found.last()
    return found


def test_a_draft_comes_to_the_phone_that_typed_the_code(editor: Editor, phone: Phone):
    assert editor.call("GET", "phone.json").json()["phone"] == {"name": "มาลี", "channel": "test"}

    sent = editor.send(language="en", sample="empty")

    assert sent.status_code == 202, sent.text
    assert editor.outcome(sent.json()["id"]) == {
        "over": True,
        "good": True,
        "words": "ส่งแล้ว ดูในโทรศัพท์ได้เลย",
    }
    (shown,) = phone.pushed()
    assert "Hospital queue booked" in shown["message"]["altText"] or shown["message"]["type"] == "flex"
    assert editor.trail() == [("template.tested", CARD), ("phone.linked", ""), ("phone.code_made", "")]


def test_a_code_works_once_and_a_strange_one_is_answered_kindly(world: Processes, editor: Editor):
    first, second, code = Phone.new(world), Phone.new(world), editor.code()

    first.type(f" {code} ")
    second.type(code)
    assert "รหัสนี้ใช้ไม่ได้" in second.last()
    second.type("0000-0000")
    assert "รหัสนี้ใช้ไม่ได้" in second.last()
    second.type("00000000")
    assert "รหัสนี้" not in second.last()


def test_the_patients_channel_links_no_phone(world: Processes, editor: Editor):
    patient = Phone.new(world, channel="live")

    patient.type(editor.code())

    assert "รหัสนี้ใช้ไม่ได้" in patient.last()
    assert editor.call("GET", "phone.json").json() == {"phone": None}


def test_an_unlinked_phone_gets_nothing_more(editor: Editor, phone: Phone):
    editor.call("POST", "phone/unlink")

    refused = editor.send()

    assert (refused.status_code, refused.json()["error"]) == (409, "ยังไม่ได้เชื่อมโทรศัพท์")
    assert phone.pushed() == []


def test_who_deletes_her_data_in_the_chat_is_unlinked(editor: Editor, phone: Phone):
    phone.tap(data="do=consent&v=yes")
    phone.type("ข้อมูลของฉัน")
    phone.tap(data="do=forget")
    phone.tap(data="do=forget&sure=yes")

    assert editor.send().status_code == 409


def test_why_it_did_not_arrive_is_told_in_words(editor: Editor, phone: Phone):
    phone.block()

    told = editor.outcome(editor.send().json()["id"])

    assert (told["good"], "บล็อก" in told["words"]) == (False, True)


def test_a_card_that_line_would_refuse_is_not_sent_and_lines_reason_is_shown(editor: Editor, phone: Phone):
    structure = '[{"type": "flex", "altText": "x", "contents": {"type": "bubble", "sise": "mega"}}]'
    words = {"th": {"plain": "x"}, "en": {"plain": "x"}}
    assert editor.call("POST", f"{CARD}/save", {"text": structure, "words": words, "seen": seen(editor)}).ok
    try:
        refused = editor.send()
        assert refused.status_code == 422
        assert "sise" in refused.json()["more"]
        assert phone.pushed() == []
    finally:
        editor.call("POST", f"{CARD}/discard", {"seen": seen(editor)})


def test_tests_are_limited_for_each_person(editor: Editor, phone: Phone):
    answers = [editor.send().status_code for _ in range(11)]

    assert answers == [202] * 10 + [429]


def test_nobody_else_reads_the_outcome(editor: Editor, phone: Phone, world: Processes, database: Database):
    number = editor.send().json()["id"]

    assert Editor(world, database, "somebody else").call("GET", f"tests/{number}").status_code == 404


def seen(editor: Editor) -> int:
    """The revision of the draft now."""
    answer = editor.call("POST", f"{CARD}/save", {"text": "[]", "words": {}, "seen": -1})
    return answer.json().get("seen", 0)


def test_what_a_stopped_channel_kept_back_is_the_same_test_when_it_goes_on(
    world: Processes, editor: Editor, phone: Phone
):
    control = f"{world.simulator_url}/_simulator"
    no = {"status": 401, "body": '{"message": "no"}', "everything": True}

    def refused() -> int:
        return requests.get(f"{control}/stats/test", timeout=5).json()["refused"]

    before = refused()
    requests.put(f"{control}/answers/test", json=no, timeout=5).raise_for_status()
    try:
        sent = editor.send()
        wait_until(lambda: refused() > before, "LINE to refuse it")
    finally:
        requests.delete(f"{control}/answers/test", timeout=5)

    assert editor.outcome(sent.json()["id"])["good"]
    assert len(phone.pushed()) == 1
