"""Who may call: keys of both versions, both modes, two hospitals."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from records.keys import ApiKey, issue_key
from tests.api.world import CODE, OTHER, World


@pytest.mark.contract(
    "401 no or unknown key",
)
@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Basic bWM6", "Bearer mc_test_0", "Bearer ก", "mc_test_0"],
)
def test_without_a_known_key_the_answer_is_401_and_says_what_to_send(world: World, header: str | None):
    headers = {} if header is None else {"Authorization": header.encode().decode("latin-1")}

    answer = world.app.test_client().get("/api/v4/bookings/HN-1", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.content_type == "application/problem+json"


def test_the_scheme_may_be_written_small(world: World):
    headers = {"Authorization": f"bearer {world.keys[CODE].test}"}

    assert world.app.test_client().get("/api/v4/bookings/HN-1", headers=headers).status_code == 404


@pytest.mark.contract(
    "On version 4 it is answered 403.",
)
def test_a_version_3_key_is_answered_403_on_version_4(world: World):
    assert world.call("GET", "/bookings/HN-1", key=world.keys[CODE].v3).status_code == 403


@pytest.mark.parametrize("kind", ["test", "live"])
def test_a_version_4_key_is_answered_403_on_version_3(world: World, kind: str):
    assert world.v3("/test/api/queue", world.nine(), key=getattr(world.keys[CODE], kind)).status_code == 403


def test_two_keys_of_one_hospital_are_valid_for_a_while(world: World):
    second = world.database.write(lambda session: issue_key(session, CODE, 4, "test", real_now()))
    world.book()

    assert world.call("GET", "/bookings/HN-1").status_code == 200
    assert world.call("GET", "/bookings/HN-1", key=second).status_code == 200


@pytest.mark.contract(
    "401 no or unknown key",
)
@pytest.mark.parametrize("change", ["expires_at", "revoked_at"])
def test_an_expired_or_revoked_key_is_unknown(world: World, change: str):
    def end(session: Session) -> None:
        for key in session.scalars(select(ApiKey)):
            setattr(key, change, real_now() - timedelta(seconds=1))

    world.database.write(end)

    assert world.call("GET", "/bookings/HN-1").status_code == 401


def _every_call_about(ref: str) -> list[tuple[str, str, Any]]:
    return [
        ("GET", f"/bookings/{ref}", None),
        ("PATCH", f"/bookings/{ref}", {"note": "x"}),
        ("DELETE", f"/bookings/{ref}", None),
        ("POST", f"/bookings/{ref}/cancel", None),
        ("POST", "/queue-calls", {"booking_ref": ref}),
        ("POST", "/visits", {"booking_ref": ref, "outcome": "served"}),
    ]


@pytest.mark.contract(
    "it sees only that hospital's bookings of that mode",
    "Another hospital's or mode's Connect ID or booking is answered as unknown: 404.",
)
@pytest.mark.parametrize("other", ["another hospital", "another mode"])
@pytest.mark.parametrize("call", range(6))
def test_a_key_sees_only_its_hospital_and_mode(world: World, other: str, call: int):
    world.book()
    key = world.keys[OTHER].test if other == "another hospital" else world.keys[CODE].live
    method, path, body = _every_call_about("HN-1")[call]

    answer = world.call(method, path, body, key)

    assert answer.status_code == 404
    assert world.booking()["state"] == "booked"


@pytest.mark.contract(
    "Another hospital's or mode's Connect ID or booking is answered as unknown: 404.",
    "404 unknown booking or Connect ID",
)
@pytest.mark.parametrize("other", ["another hospital", "another mode"])
def test_another_hospitals_or_modes_connect_id_is_unknown(world: World, other: str):
    fields = world.fields()
    key = world.keys[OTHER].test if other == "another hospital" else world.keys[CODE].live

    answer = world.call("POST", "/bookings", fields, key)

    assert answer.status_code == 404
    assert [each["field"] for each in answer.json["errors"]] == ["connect_id"]


@pytest.mark.contract(
    "403 not allowed for this key",
)
def test_a_live_key_waits_until_the_hospital_is_live(world: World):
    world.set_hospital(live=False)

    assert world.call("GET", "/bookings/HN-1", key=world.keys[CODE].live).status_code == 403
    assert world.call("GET", "/bookings/HN-1").status_code == 404


@pytest.mark.contract(
    "Every write is idempotent by its natural key (`booking_ref` within the hospital and mode).",
)
def test_the_same_booking_ref_is_another_booking_in_another_mode(world: World):
    world.book()
    live = world.patient(mode="live", channel="live")

    made = world.book(connect_id=live, key=world.keys[CODE].live)

    assert made["connect_id"] == live
    assert world.booking()["connect_id"] != live
