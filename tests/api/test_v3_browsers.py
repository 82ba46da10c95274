"""Calls from a booking page: registered origins, one path, five a day."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from records.hospitals import Hospital
from tests.api.world import CODE, World

PAGE = "https://que.example"
QUEUE = "/test/api/queue"


def _from(world: World, origin: str, path: str = QUEUE, **fields: Any) -> Any:
    return world.v3(path, world.nine(**fields), headers={"Origin": origin})


def _preflight(world: World, path: str, origin: str | None) -> Any:
    headers = {"Access-Control-Request-Method": "POST"} | ({"Origin": origin} if origin else {})
    return world.app.test_client().options(path, headers=headers)


@pytest.mark.contract(
    "a browser's call from the booking page (cross-origin, with preflight);",
)
def test_a_registered_page_is_answered_and_may_read_the_answer(world: World):
    answer = _from(world, PAGE)

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert answer.headers["Vary"] == "Origin"


def test_a_registered_page_may_read_refusals_too(world: World):
    answer = _from(world, PAGE, queueNumber="")

    assert answer.status_code == 422
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE


@pytest.mark.contract(
    "A browser's call (with an `Origin`) is answered only for the hospital's registered origins,",
)
@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://que.example",
        "https://que.example:8443",
        "null",
        "",
        "https://x.que.example",
    ],
)
def test_another_page_is_answered_403(world: World, origin: str):
    answer = _from(world, origin)

    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert world.messages() == []


def test_an_origin_registered_with_a_slash_or_capitals_is_the_same(world: World):
    world.set_hospital(origins=["HTTPS://Que.Example/"])

    assert _from(world, PAGE).status_code == 200


@pytest.mark.contract(
    "only on `/api/queue`,",
)
@pytest.mark.parametrize("path", ["/schedule", "/notify"])
def test_browsers_may_call_only_where_bookings_are_made(world: World, path: str):
    assert _from(world, PAGE, QUEUE + path).status_code == 403


@pytest.mark.contract(
    "and at most 5 times a day for one Connect ID: a key in a page is public.",
)
def test_a_browser_is_answered_five_times_a_day_for_one_patient(world: World):
    answers = [_from(world, PAGE) for _ in range(6)]

    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 86_400
    assert answers[-1].json["status"] == "error"
    assert world.v3(QUEUE, world.nine()).status_code == 200
    assert _from(world, PAGE, userId=world.patient("U" + "2" * 32)).status_code == 200


def test_the_next_day_a_browser_is_answered_again(world: World):
    for _ in range(6):
        _from(world, PAGE)

    # Not by the sandbox: without a worker, it would wait for the cards.
    world.database.write(_tomorrow)

    assert _from(world, PAGE).status_code == 200


def _tomorrow(session: Session) -> None:
    session.get_one(Hospital, CODE).test_offset_ms = 24 * 60 * 60 * 1000


def test_a_refused_call_does_not_count(world: World):
    for _ in range(6):
        _from(world, PAGE, queueNumber="")

    assert _from(world, PAGE).status_code == 200


@pytest.mark.contract(
    "a browser's call from the booking page (cross-origin, with preflight);",
)
@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("mode", ["", "/test"])
def test_a_preflight_is_answered_for_a_registered_page(world: World, bare: bool, mode: str):
    path = f"{'' if bare else '/v3/' + world.keys[CODE].v3}{mode}/api/queue"

    answer = _preflight(world, path, PAGE)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
@pytest.mark.parametrize("bare", [False, True])
def test_a_preflight_of_another_page_is_refused(world: World, bare: bool, origin: str):
    path = f"{'' if bare else '/v3/' + world.keys[CODE].v3}/api/queue"

    answer = _preflight(world, path, origin)

    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_preflight_with_an_unknown_key_is_refused(world: World):
    assert _preflight(world, "/v3/mc3_x/api/queue", PAGE).status_code == 401


@pytest.mark.parametrize("path", ["/api/queue/schedule", "/api/queue/notify", "/api/alert"])
def test_there_is_no_preflight_for_the_other_calls(world: World, path: str):
    assert _preflight(world, f"/v3/{world.keys[CODE].v3}{path}", PAGE).status_code == 405


def test_version_4_shares_nothing_with_pages(world: World):
    answer = world.call("POST", "/bookings", world.fields(), headers={"Origin": PAGE})

    assert "Access-Control-Allow-Origin" not in answer.headers
