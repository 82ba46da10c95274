"""Reading a body: how large, of which type, in which characters. What it means is the schemas' business."""

import json
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from flask import Request, g, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from bot.hospital.faults import Fault, wrong

MEGABYTE = 1024 * 1024
JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"


class Form(dict[str, Any]):
    """Fields of a form: all values are text, also those of numbers."""


def read_body(limit_mb: int = 1, *, optional: bool = False) -> dict[str, Any]:
    """The body's fields; a `Form` when it came as one. Raises Fault with 400, 413, 415 or 422."""
    raw = read_bytes(request, limit_mb)
    if optional and not raw.strip():
        return {}
    if request.mimetype == JSON_TYPE:
        fields = as_object(parse_json(raw))
    elif request.mimetype == FORM_TYPE:
        fields = parse_form(raw)
    else:
        raise Fault("wrong_type")
    g.noted_ref = fields.get("booking_ref")
    return fields


def read_bytes(of: Request, limit_mb: int) -> bytes:
    """The raw body. A stated length is believed before a byte is read; a chunked body is cut at the limit."""
    limit = limit_mb * MEGABYTE
    if (of.content_length or 0) > limit:
        raise Fault("too_large", limit=limit_mb)
    of.max_content_length = limit + 1
    try:
        raw = of.get_data(cache=False)
    except RequestEntityTooLarge:
        raise Fault("too_large", limit=limit_mb) from None
    except ClientDisconnected:
        raise Fault("not_parseable", why="it ended early") from None
    if len(raw) > limit:
        raise Fault("too_large", limit=limit_mb)
    return raw


def parse_json(raw: bytes, *, lenient: bool = False) -> object:
    """JSON as RFC 8259 has it; `lenient` takes line breaks inside a text. Raises Fault with 400."""
    try:
        return json.loads(
            _text(raw), object_pairs_hook=_once, parse_constant=_no_constant, strict=not lenient
        )
    except (ValueError, RecursionError) as error:
        raise Fault("not_parseable", why=_why(error)) from None


def parse_form(raw: bytes) -> Form:
    """The fields of a form; each name once. Raises Fault with 400."""
    try:
        pairs = parse_qsl(_text(raw), keep_blank_values=True, errors="strict", max_num_fields=200)
        return Form(_once(pairs))
    except ValueError as error:
        raise Fault("not_parseable", why=_why(error)) from None


def as_object(value: object) -> dict[str, Any]:
    """Raises Fault with 422 when the JSON is something other than an object."""
    if isinstance(value, dict):
        return value  # pyright: ignore[reportUnknownVariableType]
    raise wrong("body", "must be a JSON object")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")  # PHP files often carry a byte order mark into their output
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the field {name[:80]!a} stands in it twice")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"invalid JSON at line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error)
