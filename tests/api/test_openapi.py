"""The served document is valid, complete and true: its examples are sent and answered as it tells."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.hospital.openapi.operation import CONNECT_ID, Operation
from records.people import Link
from tests.api.world import World


@pytest.fixture
def document(world: World) -> Any:
    return world.app.test_client().get("/api/v4/openapi.json").json


def routes(app: Flask) -> list[tuple[str, str]]:
    found = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "auth", "").startswith("key:v4")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    return sorted(found)


def test_the_document_is_valid_openapi_3_1(document: Any):
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.contract(
    "The served OpenAPI document (`/api/v4/openapi.json`) must agree with it;",
)
def test_every_endpoint_says_what_it_takes_and_answers(world: World, document: Any):
    described = [
        (path.replace("{booking_ref}", "<ref>").replace("{", "<").replace("}", ">"), method.upper())
        for path, methods in document["paths"].items()
        for method in methods
    ]

    assert sorted(described) == [(rule.replace("<int:", "<"), method) for rule, method in routes(world.app)]
    for rule in world.app.url_map.iter_rules():
        view = world.app.view_functions[rule.endpoint]
        assert not getattr(view, "auth", "").startswith("key:v4") or isinstance(
            getattr(view, "operation", None), Operation
        )


def test_every_call_is_described_in_whole_sentences(document: Any):
    tags = {each["name"] for each in document["tags"]}
    calls = [call for methods in document["paths"].values() for call in methods.values()]

    for call in calls:
        assert call["summary"][0].isupper(), call["operationId"]
        assert not call["summary"].endswith("."), call["operationId"]
        assert re.fullmatch(r"[A-Z0-9`“].*[.]", call["description"], re.DOTALL), call["operationId"]
        assert set(call["tags"]) <= tags
        assert all(each.get("description") for each in call["parameters"] if each["in"] == "path")
    assert len({call["summary"] for call in calls}) == len({call["description"] for call in calls})


def known_patient(world: World) -> None:
    """The patient whose Connect ID stands in the examples."""
    connect_id = world.patient()

    def rename(session: Session) -> None:
        session.scalars(select(Link).filter_by(connect_id=connect_id)).one().connect_id = CONNECT_ID

    world.database.write(rename)


def call(world: World, document: Any, path: str, method: str, body: Any = None, query: str = "") -> Any:
    """Make the call, and hold its answer against the document."""
    answer = world.call(
        method.upper(), path.removeprefix("/api/v4").replace("{booking_ref}", "A-1") + query, body
    )
    told = document["paths"][path][method]["responses"]
    assert str(answer.status_code) in told, (path, answer.status_code, answer.text)
    media = told[str(answer.status_code)]["content"][answer.mimetype]
    Draft202012Validator({**media["schema"], "components": document["components"]}).validate(answer.json)
    return answer


@pytest.mark.contract(
    "The served OpenAPI document (`/api/v4/openapi.json`) must agree with it;",
)
def test_the_examples_are_answered_as_the_document_tells(world: World, document: Any):
    known_patient(world)
    sent = 0
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            for name, example in media.get("examples", {}).items():
                _make_sure_of_a_booking(world, document, made=not _makes_its_own(path, example))
                answer = call(world, document, path, method, example["value"])
                assert example["summary"] == f"answered {answer.status_code}", (path, name, answer.text)
                sent += 1

    assert sent >= 9


def _makes_its_own(path: str, example: Any) -> bool:
    """Nobody sends messages here, so a clock would wait for those of a booking."""
    return "/sandbox" in path or example["summary"] == "answered 201"


def _make_sure_of_a_booking(world: World, document: Any, *, made: bool = True) -> None:
    """A-1 is there and open, unless the example itself will make it."""
    assert world.call("DELETE", "/sandbox").status_code == 200
    if not made:
        return
    examples = document["paths"]["/api/v4/bookings"]["post"]["requestBody"]["content"]["application/json"]
    assert world.call("POST", "/bookings", examples["examples"]["new"]["value"]).status_code == 201


def test_answers_without_a_body_are_as_told_too(world: World, document: Any):
    known_patient(world)
    _make_sure_of_a_booking(world, document)

    call(world, document, "/api/v4/bookings/{booking_ref}", "get")
    call(world, document, "/api/v4/bookings", "get", query=f"?date={world.day(3)}")
    call(
        world, document, "/api/v4/bookings", "get", query="?changed_since=" + quote("2026-01-01T00:00+07:00")
    )
    call(world, document, "/api/v4/bookings", "get")
    call(world, document, "/api/v4/unreachable", "get", query=f"?date={world.day(3)}")
    call(world, document, "/api/v4/nightly-calls", "get")
    call(world, document, "/api/v4/nightly-calls", "get", query="?date=2569-11-25")
    call(world, document, "/api/v4/sandbox/clock", "get")
    call(world, document, "/api/v4/bookings/{booking_ref}", "delete")
    call(world, document, "/api/v4/bookings/{booking_ref}/cancel", "post")
    call(world, document, "/api/v4/sandbox", "delete")
    call(world, document, "/api/v4/sandbox/patients", "post")


@pytest.mark.contract(
    "`/developers/reference` shows it to people.",
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_reference_page_shows_every_call_and_loads_nothing_from_elsewhere(
    world: World, document: Any, language: str
):
    answer = world.app.test_client().get(f"/developers/reference?lang={language}")

    assert answer.status_code == 200
    for path, methods in document["paths"].items():
        assert path in answer.text
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in answer.text
    assert re.findall(r'(?:src|href)="(?:https?:)?//', answer.text) == []
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
