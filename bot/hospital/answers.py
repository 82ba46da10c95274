"""JSON out: both versions' successes and refusals."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

from bot.hospital.faults import Fault
from bot.house import house

# What version 3 calls the fields that `bookings` names.
_V3_NAMES = {"connect_id": "userId", "appointment_at": "appointmentDate"}


def answer(body: Mapping[str, Any], status: int = 200, media_type: str = "application/json") -> Response:
    """A JSON answer that nobody keeps: it is about a patient."""
    # An echoed lone surrogate has no UTF-8 form; it must not turn a refusal into an error of ours.
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    response = Response(text, status, content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    return response


def problem(fault: Fault) -> dict[str, Any]:
    """The fault as a problem object (RFC 9457); `errors` names the fields where some are to blame."""
    body: dict[str, Any] = {
        "type": f"{house().settings.public_url.rstrip('/')}/problems/{fault.code.replace('_', '-')}",
        "title": fault.title,
        "status": fault.status,
        "detail": fault.detail,
    }
    if fault.errors:
        body["errors"] = [{"field": each.field, "message": each.message} for each in fault.errors]
    return body


def refusal_v4(fault: Fault) -> Response:
    """Version 4's way to say no."""
    return _with_headers(answer(problem(fault), fault.status, "application/problem+json"), fault)


def refusal_v3(fault: Fault) -> Response:
    """Version 3's way to say no: a sentence in Thai and English."""
    errors = [
        {
            "field": _V3_NAMES.get(each.field, each.field),
            "message": f"{each.thai} / {each.message}" if each.thai else each.message,
        }
        for each in fault.errors
    ]
    body = {"status": "error", "message": f"{fault.thai} / {fault.detail}", "errors": errors}
    return _with_headers(answer(body, fault.status), fault)


def _with_headers(response: Response, fault: Fault) -> Response:
    for name, value in fault.headers.items():
        response.headers[name] = value
    if fault.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="MOPH Connect"'
    if fault.status == 503:
        response.headers.setdefault("Retry-After", "5")
    return response
