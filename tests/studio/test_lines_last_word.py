"""LINE's own check at publishing: its refusal is shown and blocks, its silence only warns."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask

from bot.app import create_app
from records.migrate import migrate
from settings import Settings
from tests.api.world import house_of
from tests.studio.test_studio import CARD, SignIn, titled
from tests.world.databases import new_database


class Line(ThreadingHTTPServer):
    """LINE's validate endpoint as far as it is asked; `answer` is (status, body), or None for silence."""

    answer: tuple[int, dict[str, Any]] | None = (200, {})

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.over = Event()
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Line  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, **json.loads(body)})
        if self.server.answer is None:
            self.server.over.wait()
            return
        status, said = self.server.answer
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""


@pytest.fixture
def line() -> Iterator[Line]:
    server = Line()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def app(tmp_path: Path, line: Line) -> Iterator[Flask]:
    url = new_database(tmp_path)
    migrate(url)
    channel: dict[str, Any] = {
        "line_live_secret": "s" * 32,
        "line_live_token": "t",
        "line_live_api_base": f"http://127.0.0.1:{line.server_port}",
    }
    app = create_app(Settings(database_url=url, redis_url="redis://127.0.0.1:1/0", **channel))
    yield app
    house_of(app).database.close()


def publish(desk: Callable[[str], Any]) -> Any:
    me = desk("publisher")
    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), "จองแล้วนะคะ")).json
    return me, me.post(f"{CARD}/publish", seen=saved["seen"], note="สั้นลง")


def test_line_sees_every_sample_in_every_language_before_patients_do(line: Line, desk: SignIn):
    _, answer = publish(desk)

    assert answer.status_code == 303
    assert {each["path"] for each in line.asked} == {"/v2/bot/message/validate/push"}
    assert sum(len(each["messages"]) for each in line.asked) == 6
    assert all(len(each["messages"]) <= 5 for each in line.asked)


def test_what_line_refuses_is_not_published_and_lines_words_are_shown(line: Line, desk: SignIn):
    line.answer = (
        400,
        {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "invalid <uri> scheme", "property": "messages[0].contents.hero.url"}],
        },
    )
    me, answer = publish(desk)

    assert answer.status_code == 422
    assert "invalid &lt;uri&gt; scheme" in answer.text
    assert "messages[0].contents.hero.url" in answer.text
    assert me.client.get(f"/studio/{CARD}/versions").text.count("จองแล้วนะคะ") == 0


@pytest.mark.parametrize("answer", [None, (500, {}), (401, {}), (429, {})], ids=str)
def test_a_line_that_is_away_warns_and_does_not_block(line: Line, desk: SignIn, answer: Any):
    line.answer = answer
    me, said = publish(desk)  # a silent LINE stays so until the test is over

    assert said.status_code == 303
    assert "LINE ไม่ตอบในการตรวจครั้งสุดท้าย" in me.client.get(said.headers["Location"]).text
