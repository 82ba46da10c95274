"""Keys are issued, listed, rotated and revoked from a shell, with clear errors."""

import re
from datetime import timedelta
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from bookings.now import real_now
from records.keys import ApiKey
from tests.api.world import CODE, World


def run(world: World, *arguments: str) -> Result:
    return world.app.test_cli_runner().invoke(args=["keys", *arguments])


def rows(world: World) -> list[ApiKey]:
    with world.database.read() as session:
        return list(session.scalars(select(ApiKey).filter_by(hospital_code=CODE).order_by(ApiKey.id)))


def status(world: World, key: str) -> int:
    return world.call("GET", "/bookings/HN-1", key=key).status_code


@pytest.mark.contract(
    "`Authorization: Bearer mc_test_…` or `mc_live_…`.",
    "shown once, may be",
)
@pytest.mark.parametrize(("kind", "prefix"), [("test", "mc_test_"), ("live", "mc_live_"), ("v3", "mc3_")])
def test_an_issued_key_is_shown_once_and_opens_the_door(world: World, kind: str, prefix: str):
    done = run(world, "issue", CODE, kind, "--label", "  queue   server ")

    key = done.stdout.splitlines()[-1]
    assert done.exit_code == 0
    assert re.fullmatch(prefix + "[0-9a-f]{48}", key)
    assert rows(world)[-1].label == "queue server"
    assert status(world, key) == (403 if kind == "v3" else 404)
    assert key not in run(world, "list", CODE).output


@pytest.mark.contract(
    "Keys are stored hashed,",
)
def test_only_a_hash_of_the_key_is_stored(world: World):
    key = run(world, "issue", CODE, "test").stdout.splitlines()[-1]

    stored = rows(world)[-1]

    assert key[8:-4] not in str(vars(stored))
    assert stored.shown == f"mc_test_…{key[-4:]}"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("issue", "99999", "test"), "no hospital with the code 99999"),
        (("issue", CODE, "prod"), "'prod' is not one of 'test', 'live', 'v3'"),
        (("issue", CODE, "test", "--expires", "2020-01-01T00:00"), "lies in the past"),
        (("issue", CODE, "test", "--expires", "2569-01-01T00:00"), "Buddhist-era"),
        (("issue", CODE, "test", "--label", "x" * 81), "at most 80 characters"),
        (("rotate", "999999"), "no key with the number 999999"),
        (("rotate", "1", "--both-for", "a week"), "ISO 8601 duration"),
        (("revoke", "999999"), "no key with the number 999999"),
        (("list", "99999"), "has no keys"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(world: World, arguments: tuple[str, ...], says: str):
    before = len(rows(world))

    done = run(world, *arguments)

    assert done.exit_code != 0
    assert says in done.output
    assert len(rows(world)) == before


@pytest.mark.contract(
    "may be rotated with both valid for a while,",
)
def test_a_rotated_key_and_its_successor_are_both_valid_for_a_while(world: World):
    old = world.keys[CODE].test
    number = str(rows(world)[0].id)

    new = run(world, "rotate", number, "--both-for", "P2D").stdout.splitlines()[-2]

    assert (status(world, old), status(world, new)) == (404, 404)
    assert rows(world)[0].state(real_now()) == "ending"
    assert rows(world)[0].state(real_now() + timedelta(days=2)) == "expired"


def test_rotating_never_lengthens_a_keys_life(world: World):
    number = str(rows(world)[0].id)
    run(world, "rotate", number, "--both-for", "P1D")
    end = rows(world)[0].expires_at

    run(world, "rotate", number, "--both-for", "P30D")

    assert rows(world)[0].expires_at == end


def test_a_revoked_key_is_refused_at_once_and_cannot_be_rotated(world: World):
    number = str(rows(world)[0].id)
    assert status(world, world.keys[CODE].test) == 404

    run(world, "revoke", number)

    assert status(world, world.keys[CODE].test) == 401
    assert "ended already" in run(world, "rotate", number).output


def test_the_last_use_is_seen_to_the_hour(world: World):
    def used() -> Any:
        return rows(world)[0].last_used_at

    assert used() is None
    status(world, world.keys[CODE].test)
    first = used()
    status(world, world.keys[CODE].test)

    assert first is not None
    assert used() == first
    assert "used" in run(world, "list", CODE).output
