"""The OpenAPI 3.1 document: routes, their auth, their operations and pydantic's own JSON schema, joined."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NotRequired

from flask import Flask
from pydantic import TypeAdapter
from typing_extensions import TypedDict
from werkzeug.routing import Rule

from bookings.now import real_now
from bookings.times import BANGKOK
from bot.hospital.body import FORM_TYPE, JSON_TYPE
from bot.hospital.faults import FAULTS
from bot.hospital.openapi.operation import ANY_BODY, ANY_CALL, Operation

PREFIX = "/api/v4"
SCHEMAS = "#/components/schemas/"
_KEYS = {"key:v4": "key", "key:v4-test": "testKey"}
_WORDS = {
    200: "Done, repeated or changed.",
    201: "Created.",
    202: "Accepted for immediate sending.",
    204: "Done.",
}
_IN_PATH = {
    "booking_ref": "The hospital's own identifier of the booking.",
    "webhook_id": "The `id` that registering the address answered.",
    "event_id": "The `event_id` of a delivery, which is its `webhook-id`.",
}
_TAGS = {
    "bookings": "A booking is made, changed, read, cancelled.",
    "reminders": "The nightly call.",
    "nightly-calls": "Whether the nightly call came.",
    "queue-calls": "The patient's queue is near.",
    "visits": "Whether the patient came.",
    "unreachable": "Whom to telephone.",
    "calls": "The hospital's own last calls.",
    "conformance": "Which of the journey's calls are made well.",
    "sandbox": "Test patients, the test clock, a clean slate.",
    "webhooks": "What hospitals are told.",
}
_ABOUT = (
    "Hospitals' calls to MOPH Connect. Every write is idempotent by its natural key: a call may be repeated. "
    "Bodies are JSON, or a form with the same field names (one item only)."
)


class FieldError(TypedDict):
    """A wrong field."""

    field: str
    message: str


class Problem(TypedDict):
    """A refusal (RFC 9457). With 422, `errors` names every wrong field at once."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[FieldError]]


def document(app: Flask, server: str) -> dict[str, Any]:
    """The whole document of the application's version-4 routes."""
    schemas = _Schemas()
    schemas.ref(Problem)
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, method, endpoint, auth, operation in routes(app):
        about = inspect.getdoc(app.view_functions[endpoint]) or ""
        paths[path][method] = _operation(path, endpoint, auth, operation, schemas) | {"description": about}
    return {
        "openapi": "3.1.0",
        "info": {"title": "MOPH Connect for hospitals", "version": "4", "description": _ABOUT},
        "servers": [{"url": server}],
        "tags": [{"name": name, "description": about} for name, about in _TAGS.items()],
        "paths": dict(paths),
        "components": {
            "schemas": schemas.found,
            "securitySchemes": {
                "key": _bearer("The hospital's key: mc_test_… or mc_live_…"),
                "testKey": _bearer("A test key of the hospital: mc_test_…"),
            },
        },
    }


def routes(app: Flask) -> Iterator[tuple[str, str, str, str, Operation]]:
    """Path, method, endpoint, auth and operation of each version-4 route that takes a key."""
    for rule in sorted(app.url_map.iter_rules(), key=_order):
        view = app.view_functions[rule.endpoint]
        if not rule.rule.startswith(PREFIX) or getattr(view, "auth", None) not in _KEYS:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).replace("{ref}", "{booking_ref}")
            yield path, method.lower(), rule.endpoint, view.auth, view.operation  # type: ignore[attr-defined]


class _Schemas:
    """The components that were asked for so far."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    def ref(self, kind: Any) -> dict[str, Any]:
        """The type's schema: a reference where it has a name."""
        schema = TypeAdapter(kind).json_schema(ref_template=SCHEMAS + "{model}")
        others = schema.pop("$defs", {})
        self.found.update({name: _needed_first(_plain(each)) for name, each in others.items()})
        if schema.get("type") != "object" or "title" not in schema:
            return _plain(schema)
        name = schema["title"]
        self.found[name] = _needed_first(_plain(schema))
        return {"$ref": SCHEMAS + name}


def _order(rule: Rule) -> tuple[str, str]:
    return rule.rule, rule.endpoint


def _plain(schema: Any) -> Any:
    """Without pydantic's titles of field names, and without defaults that stand for 'not given'."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {field: _plain(each) for field, each in value.items()}
        if name == "properties"
        else _plain(value)
        for name, value in schema.items()
        if name not in {"title", "default"}
    }


def _needed_first(schema: dict[str, Any]) -> dict[str, Any]:
    """Its required fields before the others, each in the order of the class: that is how they are read."""
    if "properties" not in schema:
        return schema
    needed = schema.get("required", [])
    fields = sorted(schema["properties"].items(), key=lambda field: field[0] not in needed)
    return schema | {"properties": dict(fields)}


def _bearer(description: str) -> dict[str, str]:
    return {"type": "http", "scheme": "bearer", "description": description}


def _operation(
    path: str, endpoint: str, auth: str, operation: Operation, schemas: _Schemas
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": endpoint.rpartition(".")[2],
        "tags": [path.removeprefix(PREFIX + "/").split("/")[0]],
        "summary": operation.summary,
        "security": [{_KEYS[auth]: []}],
        "parameters": _parameters(path, operation, schemas),
        "responses": _responses(auth, operation, schemas),
    }
    if operation.body is not None:
        media: dict[str, Any] = {"schema": schemas.ref(operation.body)}
        if operation.examples:
            media["examples"] = _examples(operation)
        found["requestBody"] = {
            "required": not operation.optional_body,
            "content": {JSON_TYPE: media, FORM_TYPE: {"schema": media["schema"]}},
        }
    return found


def _examples(operation: Operation) -> dict[str, Any]:
    today = real_now().astimezone(BANGKOK).date()
    return {
        name: {"summary": f"answered {each.status}", "value": each.value(today)}
        for name, each in operation.examples.items()
    }


def _parameters(path: str, operation: Operation, schemas: _Schemas) -> list[dict[str, Any]]:
    found = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _IN_PATH[name],
            "schema": {"type": "string"},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]
    if operation.query is not None:
        schema = _plain(operation.query.model_json_schema(ref_template=SCHEMAS + "{model}"))
        for name, each in schema["properties"].items():
            required = name in schema.get("required", [])
            found.append({"name": name, "in": "query", "required": required, "schema": each})
    return found


def _responses(auth: str, operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status, kind in operation.answers.items():
        found[str(status)] = {"description": _WORDS[status]}
        if kind is not None:
            found[str(status)]["content"] = {JSON_TYPE: {"schema": schemas.ref(kind)}}
    codes = [*ANY_CALL, *operation.faults]
    codes += ANY_BODY if operation.body is not None else ()
    codes += ("wrong_fields",) if operation.query is not None else ()
    codes += ("test_keys_only",) if auth == "key:v4-test" else ()
    for status, faults in sorted(_by_status(codes).items()):
        found[str(status)] = _refusal(status, faults)
    for status, kind in operation.own_refusals.items():
        found[str(status)]["content"][JSON_TYPE] = {"schema": schemas.ref(kind)}
    return found


def _by_status(codes: list[str]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for code in dict.fromkeys(codes):
        found[FAULTS[code].status].append(code)
    return found


def _sentence(code: str) -> str:
    detail = FAULTS[code].detail
    return f"{FAULTS[code].title}: {re.sub(r'{(.*?)}', '…', detail)}"


def _refusal(status: int, codes: list[str]) -> dict[str, Any]:
    refusal: dict[str, Any] = {
        "description": " ".join(_sentence(code) for code in codes),
        "content": {"application/problem+json": {"schema": {"$ref": SCHEMAS + "Problem"}}},
    }
    if status in {429, 503}:
        seconds = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        refusal["headers"] = {"Retry-After": seconds}
    return refusal
