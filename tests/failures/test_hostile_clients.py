"""What hostile clients send, over the wire to the real server: never an error of ours, never a hang."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.api.test_hostile_bodies import HOSTILE
from tests.world.people import HospitalSystem
from tests.world.processes import Processes

pytestmark = pytest.mark.more
TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None)
V3 = ("/api/queue", "/api/queue/schedule", "/api/queue/notify", "/api/alert")


def _endpoints(world: Processes) -> list[tuple[str, str]]:
    paths: dict[str, Any] = requests.get(f"{world.web_url}/api/v4/openapi.json", timeout=10).json()["paths"]
    names = {"{booking_ref}": "A", "{webhook_id}": "we_0", "{event_id}": "evt_0"}
    found: list[tuple[str, str]] = []
    for path, methods in paths.items():
        for name, value in names.items():
            path = path.replace(name, value)
        found += [(method, path) for method in methods]
    return found


def test_nothing_that_is_sent_over_the_wire_is_an_error_of_ours(
    world: Processes, new_hospital: Callable[..., HospitalSystem]
):
    hospital = new_hospital()
    # Closed after each: on a busy machine the server ends an idle line as the next call begins.
    headers = {"Authorization": f"Bearer {hospital.key}", "Connection": "close"}
    calls = [(method, path) for method, path in _endpoints(world)]
    calls += [("post", f"/v3/{hospital.v3_key}/test{path}") for path in V3]
    bad: list[tuple[str, str, bytes, int]] = []

    for method, path in calls:
        for number, body in enumerate(HOSTILE):
            kind: dict[str, Any] = {"Content-Type": TYPES[number % len(TYPES)]}
            answer = hospital.session.request(
                method, f"{world.web_url}{path}", data=body, headers=headers | kind, timeout=10
            )
            if not 200 <= answer.status_code < 500:
                bad.append((method, path, body[:40], answer.status_code))

    assert bad == []
    assert hospital.call("GET", "/sandbox/clock").status_code == 200
