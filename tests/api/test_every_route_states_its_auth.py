"""No door is open by oversight: each view says who may call it, and keys are asked for."""

import re
from typing import Any, get_args

import pytest
from werkzeug.routing import Rule

from bot.auth import Auth
from tests.api.world import CODE, World

KEY = re.compile(r"<(?:\w+:)?\w+>")


def _auth(world: World, rule: Rule) -> Any:
    return getattr(world.app.view_functions[rule.endpoint], "auth", None)


def _opened_by(world: World, *kinds: str) -> list[tuple[str, str]]:
    """Method and path of every route that states one of these."""
    return [
        (method, KEY.sub("x", rule.rule))
        for rule in world.app.url_map.iter_rules()
        if _auth(world, rule) in kinds
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_every_route_states_its_auth(world: World):
    silent = [
        rule.rule for rule in world.app.url_map.iter_rules() if _auth(world, rule) not in get_args(Auth)
    ]

    assert silent == []


def test_every_route_of_version_4_refuses_a_call_without_a_key(world: World):
    client = world.app.test_client()
    routes = _opened_by(world, "key:v4", "key:v4-test")

    answers = {(method, path): client.open(path, method=method).status_code for method, path in routes}

    assert len(answers) > 10
    assert set(answers.values()) == {401}


def test_every_route_of_version_3_refuses_an_unknown_key(world: World):
    client = world.app.test_client()
    routes = _opened_by(world, "key:v3")

    answers = {(method, path): client.open(path, method=method).status_code for method, path in routes}

    assert len(answers) >= 16
    assert set(answers.values()) == {401}


@pytest.mark.contract(
    "403 not allowed for this key",
    "A live key answers 403 to all of these.",
)
def test_every_route_of_the_sandbox_refuses_a_live_key(world: World):
    routes = [route for route in _opened_by(world, "key:v4-test") if "/sandbox" in route[1]]

    answers = {
        route: world.call(route[0], route[1].removeprefix("/api/v4"), key=world.keys[CODE].live).status_code
        for route in routes
    }

    assert len(answers) == 4
    assert set(answers.values()) == {403}


@pytest.mark.parametrize("path", ["/api/v4/sandbox", "/api/v4/sandbox/clock", "/api/v4/sandbox/patients"])
def test_the_sandbox_states_that_it_takes_test_keys_only(world: World, path: str):
    stated = {_auth(world, rule) for rule in world.app.url_map.iter_rules() if rule.rule == path}

    assert stated == {"key:v4-test"}
