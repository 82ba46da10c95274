"""A card that LINE refuses for its form still reaches the patient, as plain text under a new key."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.journey.test_the_journey import day
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


class PickyLine(ThreadingHTTPServer):
    """A LINE that takes text only, and remembers every push."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Push)
        self.pushes: list[tuple[str, dict[str, Any]]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Push(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, PickyLine)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.pushes.append((self.headers["X-Line-Retry-Key"], body))
        fine = all(message["type"] == "text" for message in body["messages"])
        answer = {"sentMessages": []} if fine else {"message": "A message (messages[0]) … is invalid"}
        content = json.dumps(answer).encode()
        self.send_response(200 if fine else 400)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def picky_line() -> Iterator[PickyLine]:
    with PickyLine() as line:
        Thread(target=line.serve_forever, daemon=True).start()
        yield line
        line.shutdown()


def test_a_refused_card_is_sent_as_plain_text_under_a_new_key(
    fragile_world: Processes, picky_line: PickyLine
):
    hospital = a_hospital(fragile_world, "30002")
    connect_id = Phone.new(fragile_world).choose(hospital.code, f"ทดสอบ {hospital.code}")
    fragile_world.stop("worker")
    fragile_world.environment["LINE_TEST_API_BASE"] = picky_line.url
    fragile_world.start("worker")

    hospital.book(connect_id, "PICKY", day(hospital, 2, "10:00"))
    wait_until(lambda: hospital.message("PICKY", "queue_card")["state"] == "sent", "the plain text")

    (first_key, card), (second_key, text) = picky_line.pushes
    assert card["messages"][0]["type"] == "flex"
    assert text["messages"][0]["type"] == "text"
    assert first_key != second_key
