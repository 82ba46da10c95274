"""Every endpoint × every key that must not open it: the one right answer, whatever else is wrong."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from records.keys import ApiKey, issue_key
from tests.api.world import CODE, OTHER, World

WEBHOOK = {"url": "https://queue.example.go.th/events"}

# Method, path (known to the owner), body; and what another tenant's good key is answered.
CALLS: list[tuple[str, str, Any, int]] = [
    ("GET", "/bookings?date=2030-01-01", None, 200),
    ("POST", "/bookings", "fields", 404),
    ("GET", "/bookings/HN-1", None, 404),
    ("PATCH", "/bookings/HN-1", {"note": "x"}, 404),
    ("DELETE", "/bookings/HN-1", None, 404),
    ("POST", "/bookings/HN-1/cancel", None, 404),
    ("POST", "/reminders", "fields", 404),
    ("POST", "/queue-calls", {"booking_ref": "HN-1"}, 404),
    ("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"}, 404),
    ("GET", "/nightly-calls", None, 200),
    ("GET", "/unreachable?date=2030-01-01", None, 200),
    ("GET", "/webhooks", None, 200),
    ("POST", "/webhooks", WEBHOOK, 201),
    ("DELETE", "/webhooks/{webhook}", None, 404),
    ("POST", "/webhooks/{webhook}/rotate", None, 404),
    ("GET", "/webhooks/{webhook}/deliveries", None, 404),
    ("POST", "/webhooks/{webhook}/deliveries/evt_000000000000000000000000/replay", None, 404),
    ("GET", "/calls", None, 503),  # no Redis here
    ("GET", "/conformance", None, 503),
    ("GET", "/sandbox/clock", None, 200),
    ("POST", "/sandbox/clock", {"advance": "PT0S"}, 200),
    ("POST", "/sandbox/patients", {}, 503),  # no simulator here
    ("DELETE", "/sandbox", None, 200),
]


def _ended(column: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        def work(session: Session) -> str:
            key = issue_key(session, CODE, 4, "test", real_now())
            newest = session.scalars(select(ApiKey).order_by(ApiKey.id.desc())).first()
            setattr(newest, column, real_now() - timedelta(seconds=1))
            return key

        return world.database.write(work)

    return make


KEYS: dict[str, Callable[[World], str]] = {
    "no key": lambda _: "",
    "unknown": lambda _: "mc_test_" + "0" * 48,
    "revoked": _ended("revoked_at"),
    "expired": _ended("expires_at"),
    "version 3": lambda world: world.keys[CODE].v3,
    "wrong mode": lambda world: world.keys[CODE].live,
    "other hospital": lambda world: world.keys[OTHER].test,
}
SHUT = {"no key": 401, "unknown": 401, "revoked": 401, "expired": 401, "version 3": 403}


def _right_answer(kind: str, path: str, as_other: int) -> int:
    if kind in SHUT:
        return SHUT[kind]
    if kind == "wrong mode" and path.startswith(("/sandbox", "/conformance")):
        return 403
    return as_other


@pytest.mark.contract(
    "A version-4 key belongs to one hospital and one mode;",
    "the log may be lost, and 503 says that it cannot be read now.",
    "`GET /api/v4/conformance` (test keys only;",
    "On version 4 it is answered 403.",
)
@pytest.mark.parametrize("kind", KEYS)
def test_every_endpoint_gives_every_key_the_one_right_answer(world: World, kind: str):
    world.book()
    webhook = world.call("POST", "/webhooks", WEBHOOK).json["id"]
    fields, key = world.fields(), KEYS[kind](world)
    before = world.booking()

    wrong: dict[tuple[str, str], tuple[int, int]] = {}
    for method, path, body, as_other in CALLS:
        said = fields if body == "fields" else body
        headers = {"Authorization": f"Bearer {key}"}
        answer = world.call(method, path.format(webhook=webhook), said, headers=headers)
        if answer.status_code != (right := _right_answer(kind, path, as_other)):
            wrong[method, path] = (answer.status_code, right)

    assert wrong == {}
    assert world.booking() == before
    assert [each["id"] for each in world.call("GET", "/webhooks").json["webhooks"]] == [webhook]


def test_the_matrix_knows_every_endpoint(world: World):
    known = {
        (method, path.partition("?")[0].count("/"), path.split("/")[1].partition("?")[0])
        for method, path, *_ in CALLS
    }
    served = {
        (
            method,
            rule.rule.removeprefix("/api/v4").count("/"),
            rule.rule.removeprefix("/api/v4").split("/")[1],
        )
        for rule in world.app.url_map.iter_rules()
        if getattr(world.app.view_functions[rule.endpoint], "auth", "").startswith("key:v4")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert served - known == set()
