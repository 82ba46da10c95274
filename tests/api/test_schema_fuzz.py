"""The served document drives the fuzzing: whatever fits it, or almost, is never an error of ours.

Each answer is held against the document, a refusal of fields names one, and a refused call has written
nothing. `make fuzz CASES=10000` for the long run: that many cases for each endpoint, or all there are.
"""

import json
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import TestResponse

from tests.api.world import CODE, World

CASES = int(os.environ.get("FUZZ_CASES", "10"))
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
REFS = ("A-1", "A-2", "A-3")
ENDPOINTS = (
    "GET /bookings",
    "POST /bookings",
    "GET /bookings/{booking_ref}",
    "PATCH /bookings/{booking_ref}",
    "DELETE /bookings/{booking_ref}",
    "POST /bookings/{booking_ref}/cancel",
    "POST /reminders",
    "GET /nightly-calls",
    "POST /queue-calls",
    "POST /visits",
    "GET /unreachable",
    "GET /calls",
    "GET /conformance",
    "POST /sandbox/patients",
    "GET /sandbox/clock",
    "POST /sandbox/clock",
    "DELETE /sandbox",
    "POST /webhooks",
    "GET /webhooks",
    "DELETE /webhooks/{webhook_id}",
    "POST /webhooks/{webhook_id}/rotate",
    "GET /webhooks/{webhook_id}/deliveries",
    "POST /webhooks/{webhook_id}/deliveries/{event_id}/replay",
)
# Without Redis or the simulator they answer 503 and no more.
NEED_THE_WHOLE = {"GET /calls", "GET /conformance", "POST /sandbox/patients"}
V3_PATHS = ("/api/queue", "/api/queue/schedule", "/api/queue/notify", "/api/alert")


class Watch:
    """Sees whether anybody has written into the database since it last looked."""

    def __init__(self, world: World) -> None:
        self._connection = sqlite3.connect(world.database.engine.url.database or "")

    def changes(self) -> int:
        """Another number after each commit of others."""
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def close(self) -> None:
        self._connection.close()


@contextmanager
def watched(world: World) -> Generator[Watch]:
    # The first use of each key is noted.
    world.call("GET", "/bookings/none")
    world.v3("/test/api/queue", b"")
    world.set_hospital(alert=True)
    found = Watch(world)
    yield found
    found.close()


def _operations(world: World) -> dict[str, APIOperation]:
    document = schemathesis.openapi.from_wsgi("/api/v4/openapi.json", world.app)
    found = (each.ok() for each in document.get_all_operations() if isinstance(each, Ok))
    return {each.label.replace("/api/v4", ""): each for each in found}


@pytest.mark.more
@pytest.mark.timeout(20 * CASES + 600)
@pytest.mark.parametrize("label", [each for each in ENDPOINTS if each not in NEED_THE_WHOLE])
def test_nothing_that_fits_the_document_is_an_error_of_ours(fuzzed: World, label: str):
    _fuzz(fuzzed, label)


@pytest.mark.more
@pytest.mark.timeout(20 * CASES + 600)
@pytest.mark.parametrize("label", sorted(NEED_THE_WHOLE))
def test_nor_where_redis_and_the_simulator_answer(fuzzed_whole: World, label: str):
    _fuzz(fuzzed_whole, label)


@pytest.mark.more
def test_every_endpoint_of_the_document_is_fuzzed(fuzzed: World):
    assert set(ENDPOINTS) == _operations(fuzzed).keys()


def _fuzz(world: World, label: str) -> None:
    operation = _operations(world)[label]
    headers = {"Authorization": f"Bearer {world.keys[CODE].test}"}
    patient = _begun(world, operation.label)

    @given(case=operation.as_strategy(), ref=st.sampled_from((*REFS, None)))
    @settings(max_examples=CASES, deadline=None, suppress_health_check=SLOW)
    def send(case: Case, ref: str | None) -> None:
        _make_it_hers(case, patient, ref)
        before = watch.changes()
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        _refusals_are_whole(answer.status_code, answer.content, watch.changes() == before)

    with watched(world) as watch:
        send()


def _begun(world: World, label: str) -> str:
    """Test data for one endpoint: a patient with bookings, for whose messages a clock would wait."""
    world.call("DELETE", "/sandbox")
    for ref in () if "clock" in label else REFS:
        world.book(ref)
    return world.patient()


def _make_it_hers(case: Case, patient: str, ref: str | None) -> None:
    """A known patient and booking where the case has room for them: else every call ended as unknown."""
    if ref is None:
        return
    if "booking_ref" in (case.path_parameters or {}):
        case.path_parameters["booking_ref"] = ref
    for each in _items(case.body):
        if isinstance(each.get("connect_id"), str) and len(each["connect_id"]) == 24:
            each["connect_id"] = patient
        if isinstance(each.get("booking_ref"), str) and "booking_ref" not in (case.path_parameters or {}):
            each["booking_ref"] = ref


def _items(body: Any) -> list[dict[str, Any]]:
    items = [body, *(body.get("bookings") or [])] if isinstance(body, dict) else []
    return [each for each in items if isinstance(each, dict)]


def _refusals_are_whole(status: int, content: bytes | None, unwritten: bool) -> None:
    if status < 400:
        return
    assert unwritten, "a refused call has written"
    body = json.loads(content or b"{}")
    if status == 422 and "results" not in body:
        assert body["errors"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=600),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
SAID = st.sampled_from(
    (
        "25/07/2569",
        "2569-12-01",
        "2026-12-01 09:00",
        "09.00 น.\nชั้น 2",
        "จุดคัดกรอง คิวที่ 201",
        "que.example/a",
        "#fff",
    )
)
NINE = (
    *("userId", "hospitalName", "origin", "queueNumber", "patientName", "appointmentDate", "appointmentTime"),
    *("detailsLink", "currentQueueLink", "header", "backgroundColor"),
)
BODIES = st.dictionaries(st.sampled_from(NINE) | st.text(max_size=20), SAID | ANYTHING, max_size=14)


@pytest.mark.more
@pytest.mark.timeout(20 * CASES + 600)
@pytest.mark.parametrize("path", V3_PATHS)
def test_whatever_an_old_client_sends_is_no_error_of_ours(fuzzed: World, path: str):
    whole = fuzzed.nine(header="ประกาศ")

    @given(
        body=BODIES,
        dropped=st.sets(st.sampled_from(NINE), max_size=3),
        raw=st.none() | st.none() | st.none() | st.binary(max_size=200),
    )
    @settings(max_examples=CASES, deadline=None, suppress_health_check=SLOW)
    def send(body: dict[str, Any], dropped: set[str], raw: bytes | None) -> None:
        said = {name: value for name, value in (whole | body).items() if name not in dropped}
        before = watch.changes()
        # What `json` writes for a lone surrogate or for NaN is sent as it is.
        answer: TestResponse = fuzzed.v3(f"/test{path}", raw or json.dumps(said).encode())
        assert answer.status_code < 500, answer.text
        assert answer.json["status"] == ("success" if answer.status_code == 200 else "error")
        assert answer.status_code == 200 or watch.changes() == before
        assert answer.status_code != 422 or answer.json["errors"]

    with watched(fuzzed) as watch:
        send()
