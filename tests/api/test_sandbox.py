"""Test patients and the clean slate (S13)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr

from bot.app import create_app
from records.people import find_account
from settings import Settings
from tests.api.world import CODE, OTHER, World, house_of, wrong_fields


class FakePhones(BaseHTTPRequestHandler):
    """The simulator's control API as far as the sandbox uses it."""

    asked: list[Any]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, body, self.headers.get("Authorization")))
        answer = json.dumps({"user_id": f"U{len(self.asked):032x}", "phone_url": "http://phone.example/x"})
        self.send_response(201)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""


@pytest.fixture
def phones() -> Iterator[ThreadingHTTPServer]:
    FakePhones.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakePhones)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def sandbox(app: Flask, phones: ThreadingHTTPServer) -> Iterator[World]:
    """The world, with a simulator that answers."""
    world = World.anew(app)
    other = create_app(
        Settings(
            database_url=house_of(app).settings.database_url,
            redis_url=house_of(app).settings.redis_url,
            simulator_url=f"http://127.0.0.1:{phones.server_address[1]}",
            simulator_token=SecretStr("secret"),
        )
    )
    yield World(other, world.keys)
    house_of(other).database.close()


@pytest.mark.contract(
    "`POST /api/v4/sandbox/patients` makes a test patient, consented, Thai, on the simulator's "
    "phone, and answers 201 `{connect_id, phone_url}`;",
    "A body is optional: `display_name`,",
)
def test_a_patient_is_made_consented_thai_and_with_a_connect_id(sandbox: World):
    answer = sandbox.call("POST", "/sandbox/patients", {"display_name": "สมศรี"})

    assert answer.status_code == 201
    assert answer.json.keys() == {"connect_id", "phone_url"}
    assert answer.json["phone_url"] == "http://phone.example/x"
    asked = {"display_name": "สมศรี", "language": "th", "channel": "sandbox"}
    assert FakePhones.asked == [("/_simulator/users", asked, "Bearer secret")]
    assert sandbox.book(connect_id=answer.json["connect_id"])["state"] == "booked"
    with sandbox.database.read() as session:
        account = find_account(session, "sandbox", f"U{1:032x}")
        assert account is not None
        assert (account.consents, account.language) == (True, "th")


@pytest.mark.contract(
    "A body is optional: `display_name`,",
)
@pytest.mark.parametrize("how", ["no body", "empty object", "empty form"])
def test_a_patient_needs_no_name(sandbox: World, how: str):
    body: dict[str, Any] = {"no body": {}, "empty object": {"body": {}}, "empty form": {"data": {}}}[how]

    assert sandbox.call("POST", "/sandbox/patients", **body).status_code == 201
    assert FakePhones.asked[0][1]["display_name"]


def test_a_behaviour_is_passed_on_to_the_phone(sandbox: World):
    assert sandbox.call("POST", "/sandbox/patients", {"behaviour": "slow"}).status_code == 201
    assert FakePhones.asked[0][1]["behaviour"] == "slow"


@pytest.mark.parametrize("behaviour", ["asleep", 7, "BLOCKED"])
def test_an_unknown_behaviour_is_refused_by_its_name(sandbox: World, behaviour: Any):
    assert wrong_fields(sandbox.call("POST", "/sandbox/patients", {"behaviour": behaviour})) == {"behaviour"}


@pytest.mark.parametrize("body", [{"display_name": 7}, {"display_name": "ก" * 21}])
def test_a_wrong_name_is_refused(sandbox: World, body: dict[str, Any]):
    assert wrong_fields(sandbox.call("POST", "/sandbox/patients", body)) == {"display_name"}


def test_a_simulator_that_is_away_is_answered_503(world: World):
    answer = world.call("POST", "/sandbox/patients")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.content_type == "application/problem+json"


@pytest.mark.contract(
    "`DELETE /api/v4/sandbox` clears the hospital's test data and sets the clock back to real time.",
)
def test_clearing_forgets_the_test_data_and_goes_back_to_real_time(sandbox: World):
    tester, live = sandbox.patient(), sandbox.patient(mode="live", channel="live")
    made = sandbox.call("POST", "/sandbox/patients").json["connect_id"]
    for number, connect_id in enumerate((tester, made)):
        sandbox.book(f"HN-{number}", connect_id=connect_id)
    sandbox.book("LIVE", key=sandbox.keys[CODE].live, connect_id=live)
    sandbox.set_hospital(test_offset_ms=86_400_000)

    answer = sandbox.call("DELETE", "/sandbox")

    assert answer.status_code == 200
    assert abs(datetime.fromisoformat(answer.json["now"]) - datetime.now(UTC)) < timedelta(seconds=5)
    assert sandbox.now() - sandbox.now("live") < timedelta(seconds=5)
    assert {each.mode for each in sandbox.messages()} == {"live"}
    assert sandbox.call("GET", "/bookings/HN-0").status_code == 404
    assert sandbox.call("POST", "/bookings", sandbox.fields(connect_id=made)).status_code == 404
    assert sandbox.book(connect_id=tester)["state"] == "booked"


@pytest.mark.contract(
    "`DELETE /api/v4/sandbox` clears the hospital's test data and sets the clock back to real time.",
)
def test_clearing_leaves_other_hospitals_alone(sandbox: World):
    key = sandbox.keys[OTHER].test
    theirs = sandbox.call("POST", "/sandbox/patients", key=key).json["connect_id"]
    sandbox.book("THEIRS", key=key, connect_id=theirs)

    sandbox.call("DELETE", "/sandbox")

    assert sandbox.call("GET", "/bookings/THEIRS", key=key).status_code == 200
