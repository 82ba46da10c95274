"""A hospital with an address is told what happened, signed as Standard Webhooks prescribes."""

import base64
import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.world.people import HospitalSystem, Phone


@dataclass
class Receiver:
    """A hospital's server: keeps what it is told, and answers with the statuses it is given."""

    url: str
    statuses: list[int] = field(default_factory=list)
    told: "queue.Queue[tuple[dict[str, str], bytes]]" = field(default_factory=queue.Queue)

    def next(self) -> tuple[dict[str, str], bytes]:
        return self.told.get(timeout=30)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.told.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.statuses.pop(0) if found.statuses else 204)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}/events"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def signature(secret: str, headers: dict[str, str], body: bytes) -> str:
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def _book(hospital: HospitalSystem, phone: Phone) -> None:
    connect_id = phone.choose(hospital.code, hospital.code)
    tomorrow = datetime.fromisoformat(hospital.clock()) + timedelta(days=3)
    hospital.book(connect_id, "HN-1", tomorrow.isoformat())


def test_a_sent_message_is_told_signed_with_both_secrets_and_again_after_an_error(
    hospital: HospitalSystem, phone: Phone, receiver: Receiver
):
    receiver.statuses = [302, 500]
    made = hospital.call("POST", "/webhooks", {"url": receiver.url}).json()
    newer = hospital.call("POST", f"/webhooks/{made['id']}/rotate").json()["secret"]
    _book(hospital, phone)

    first_headers, first = receiver.next()
    headers, body = receiver.next()

    assert json.loads(first)["type"] == "message.sent"
    assert json.loads(first)["data"]["booking_ref"] == "HN-1"
    assert json.loads(first)["data"]["message"]["kind"] == "queue_card"
    assert (headers["webhook-id"], body) == (first_headers["webhook-id"], first)
    assert headers["webhook-signature"].split() == [
        signature(secret, headers, body) for secret in (newer, made["secret"])
    ]
