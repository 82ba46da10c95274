"""Too many calls are refused with when to come back; Redis away changes nothing for a known key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app import create_app
from records.tables import Base
from settings import Settings
from tests.api.conftest import NOBODY_LISTENS
from tests.api.world import CODE, World, house_of

Make = Callable[..., World]


@pytest.fixture
def limited(tmp_path: Path) -> Make:
    """A world with limits of its own."""

    def make(**limits: Any) -> World:
        url = f"sqlite:///{tmp_path}/connect.db"
        app = create_app(Settings(database_url=url, redis_url=f"redis://{NOBODY_LISTENS}/0", **limits))
        Base.metadata.create_all(house_of(app).database.engine)
        return World.anew(app)

    return make


@pytest.mark.contract(
    "429 too fast, with `Retry-After` (in `RateLimit` every answer tells how many calls are left)",
)
def test_one_key_may_call_so_often_and_is_told_how_often(limited: Make):
    world = limited(calls_per_key="2/day")

    answers = [world.call("GET", "/bookings/HN-1") for _ in range(3)]

    assert [each.status_code for each in answers] == [404, 404, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"key";q=2;w=86400'
    assert answers[0].headers["RateLimit"].startswith('"key";r=1;t=')
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 86_400
    assert answers[2].content_type == "application/problem+json"
    assert world.call("GET", "/bookings/HN-1", key=world.keys[CODE].live).status_code == 404


def test_one_address_may_call_so_often_with_whatever_key(limited: Make):
    world = limited(calls_per_address="2/day")

    keys = [world.keys[CODE].test, world.keys[CODE].live, "mc_test_0"]

    assert [world.call("GET", "/bookings/HN-1", key=key).status_code for key in keys] == [404, 404, 429]
    elsewhere = world.call("GET", "/bookings/HN-1", environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert elsewhere.status_code == 404


def test_wrong_keys_are_limited_and_shut_no_right_one_out(limited: Make):
    world = limited(wrong_keys_per_address="2/day")

    wrong = [world.call("GET", "/bookings/HN-1", key=f"mc_test_{number}") for number in range(3)]

    assert [each.status_code for each in wrong] == [401, 401, 429]
    assert world.call("GET", "/bookings/HN-1").status_code == 404


def test_version_3_is_told_in_its_own_shape(limited: Make):
    world = limited(calls_per_key="1/day")
    world.v3("/test/api/queue", world.nine())

    answer = world.v3("/test/api/queue", world.nine())

    assert answer.status_code == 429
    assert answer.json["status"] == "error"
    assert int(answer.headers["Retry-After"]) >= 1


def test_behind_a_trusted_proxy_the_callers_address_counts(limited: Make):
    world = limited(calls_per_address="1/day", trusted_proxies=1)

    def call(address: str) -> int:
        return world.call("GET", "/bookings/HN-1", headers={"X-Forwarded-For": address}).status_code

    assert [call("192.0.2.1"), call("192.0.2.2"), call("192.0.2.1")] == [404, 404, 429]


def test_without_a_trusted_proxy_nobody_chooses_her_address(limited: Make):
    world = limited(calls_per_address="1/day")

    def call(address: str) -> int:
        return world.call("GET", "/bookings/HN-1", headers={"X-Forwarded-For": address}).status_code

    assert [call("192.0.2.1"), call("192.0.2.2")] == [404, 429]


def test_a_wrong_limit_in_the_settings_is_refused_at_the_start():
    with pytest.raises(ValueError, match="calls_per_key"):
        Settings(calls_per_key="many")
