"""With approval switched on, nobody lets out what she wrote; the trail tells who did what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from bot.app import create_app
from records.audit import Wanted, entries
from records.migrate import migrate
from settings import Settings
from tests.api.world import house_of
from tests.studio.test_studio import CARD, SignIn, greeting, titled
from tests.world.databases import new_database
from tests.world.processes import wait_until


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    url = new_database(tmp_path)
    migrate(url)
    app = create_app(Settings(database_url=url, redis_url="redis://127.0.0.1:1/0", template_approval=True))
    yield app
    house_of(app).database.close()


def trail(app: Flask) -> list[tuple[str, str, str]]:
    with house_of(app).database.read() as session:
        return [(each.who, each.what, each.on) for each in entries(session, Wanted())]


def test_who_wrote_it_submits_and_another_publishes(app: Flask, desk: SignIn):
    one, other = desk("publisher"), desk("publisher")
    saved = one.post(f"{CARD}/save", titled(one.opened(CARD), "จองแล้วนะคะ")).json

    refused = one.post(f"{CARD}/publish", seen=saved["seen"], note="สั้นลง")
    assert refused.status_code == 409
    assert "ต้องให้ผู้อื่น" in refused.text
    assert one.post(f"{CARD}/submit", seen=saved["seen"], note="สั้นลง").status_code == 303
    page = other.client.get(f"/studio/{CARD}/publish").text
    assert one.login in page
    assert "สั้นลง" in page
    assert "รอผู้อื่นเผยแพร่" in other.client.get("/studio/").text

    assert other.post(f"{CARD}/publish", seen=saved["seen"], note="สั้นลง").status_code == 303
    wait_until(lambda: greeting(app) == "จองแล้วนะคะ", "the new greeting", 5)
    assert trail(app) == [
        (other.login, "template.published", CARD),
        (one.login, "template.submitted", CARD),
        (one.login, "template.saved", CARD),
    ]


def test_a_version_that_two_have_seen_is_brought_back_by_either(app: Flask, desk: SignIn):
    one, other = desk("publisher"), desk("publisher")
    for title in ("หนึ่ง", "สอง"):
        saved = one.post(f"{CARD}/save", titled(one.opened(CARD), title)).json
        other.post(f"{CARD}/publish", seen=saved["seen"], note="x")

    one.post(f"{CARD}/versions/1", current=2)

    wait_until(lambda: greeting(app) == "หนึ่ง", "the first greeting", 5)
    assert trail(app)[0] == (one.login, "template.rolled_back", CARD)
    alone = one.post(f"{CARD}/versions/3", current=3)
    assert "second_person" in alone.headers["Location"]


def test_what_was_refused_leaves_no_line(app: Flask, desk: SignIn):
    me = desk("publisher")

    assert me.post(f"{CARD}/submit", seen=0, note="x").status_code == 409
    assert me.post(f"{CARD}/publish", seen=7, note="x").status_code == 409
    assert me.post(f"{CARD}/discard", said={"seen": 0}).status_code == 409
    assert "changed_meanwhile" in me.post(f"{CARD}/versions/{10**30}", current=0).headers["Location"]
    assert trail(app) == []
