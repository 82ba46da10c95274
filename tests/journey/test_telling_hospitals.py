"""A hospital with an address is told what happened, signed as Standard Webhooks prescribes."""

import base64
import contextlib
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
from tests.world.processes import wait_until


@dataclass
class Receiver:
    """A hospital's server: keeps what it is told, and answers with the statuses it is given."""

    url: str
    statuses: list[int] = field(default_factory=list)
    told: "queue.Queue[tuple[dict[str, str], bytes]]" = field(default_factory=queue.Queue)
    hold: threading.Event = field(default_factory=threading.Event)

    def next(self) -> tuple[dict[str, str], bytes]:
        return self.told.get(timeout=30)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    yield from receiving()


def receiving() -> Iterator[Receiver]:
    """While `hold` is cleared it listens and does not answer."""
    found = Receiver("")
    found.hold.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.told.put(({name.lower(): value for name, value in self.headers.items()}, body))
            found.hold.wait(60)
            with contextlib.suppress(OSError):  # who asked may be gone
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


@pytest.mark.contract(
    "Signed and retried as [Standard Webhooks](https://www.standardwebhooks.com) prescribes: "
    "headers `webhook-id`, `webhook-timestamp`, `webhook-signature`,",
    'body `{"type", "timestamp", "data": {booking_ref, mode, state, message? | rating?}}`.',
    "`POST /api/v4/webhooks/{id}/rotate` | 200 with a new `secret`; for a day two signatures are "
    "sent, the new one first",
    "the same `webhook-id` may come twice.",
)
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


def _deliveries(hospital: HospitalSystem, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    return hospital.call("GET", f"/webhooks/{webhook['id']}/deliveries").json()["deliveries"]


@pytest.mark.contract(
    "A hospital may register an HTTPS URL for events: `booking.confirmed_by_patient`,",
    "`booking.cancel_requested`, `message.sent`, `message.failed`, `survey.answered`.",
)
def test_all_that_happens_to_a_booking_is_told(hospital: HospitalSystem, phone: Phone, receiver: Receiver):
    made = hospital.call("POST", "/webhooks", {"url": receiver.url}).json()
    _book(hospital, phone)
    first = json.loads(receiver.next()[1])
    visit = datetime.fromisoformat(hospital.booking("HN-1")["appointment_at"])
    hospital.move_clock(now=(visit - timedelta(days=1)).replace(hour=9, minute=0).isoformat())
    phone.tap(data="do=come")
    phone.tap(data="do=cannot")
    phone.tap(data="do=come")
    hospital.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"})
    hospital.move_clock(now=(visit + timedelta(days=1)).replace(hour=12, minute=0).isoformat())
    phone.tap(data="do=rate")
    rated: dict[str, Any] = {}
    told = [first]
    while not rated:
        told.append(json.loads(receiver.next()[1]))
        rated = told[-1]["data"] if told[-1]["type"] == "survey.answered" else {}
    phone.block()
    later = datetime.fromisoformat(hospital.clock()) + timedelta(days=3)
    connect_id = hospital.booking("HN-1")["connect_id"]
    hospital.book(connect_id, "HN-2", later.isoformat())
    while told[-1]["type"] != "message.failed":
        told.append(json.loads(receiver.next()[1]))

    assert {each["type"] for each in told} == set(made["events"])
    assert rated.keys() == {"booking_ref", "mode", "state", "rating"}
    assert rated["rating"] in range(1, 6)
    assert told[-1]["data"]["message"]["reason"] == "blocked"
    assert all({"type", "timestamp", "data"} == each.keys() for each in told)
    assert connect_id not in json.dumps(told)


@pytest.mark.contract("No redirect is followed,", "410 switches the address off.")
def test_no_redirect_is_followed_and_gone_ends_it_until_it_is_registered_again(
    hospital: HospitalSystem, phone: Phone, receiver: Receiver
):
    receiver.statuses = [302, 410]
    made = hospital.call("POST", "/webhooks", {"url": receiver.url}).json()
    _book(hospital, phone)
    headers = receiver.next()[0]
    wait_until(lambda: _deliveries(hospital, made)[0]["last_answer"] == "302", "the redirect to be noted")
    receiver.next()
    wait_until(lambda: _deliveries(hospital, made)[0]["state"] == "failed", "the end")

    (listed,) = hospital.call("GET", "/webhooks").json()["webhooks"]
    assert listed["disabled_reason"] == "gone"
    hospital.call("POST", "/webhooks", {"url": receiver.url})
    path = f"/webhooks/{made['id']}/deliveries/{headers['webhook-id']}/replay"
    assert hospital.call("POST", path).status_code == 202
    assert receiver.next()[0]["webhook-id"] == headers["webhook-id"]
    wait_until(lambda: _deliveries(hospital, made)[0]["state"] == "delivered", "the replay")
