"""Reading what callers of the control API send, and answering in one shape."""

import json
import math
from typing import Any

from aiohttp import web


class ControlError(Exception):
    """Answered as `{"error": sentence}`."""

    def __init__(self, sentence: str, status: int = 400, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **more}


async def read_object(request: web.Request) -> dict[str, Any]:
    """Raises ControlError. An empty body is an empty object."""
    body = await request.read()
    try:
        value = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        raise ControlError("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise ControlError("The body must be a JSON object.")
    return value


def only(body: dict[str, Any], *known: str) -> None:
    for name in body:
        if name not in known:
            raise ControlError(f"{name!r} is not known here; known are {', '.join(known)}.")


def required_text(body: dict[str, Any], name: str, longest: int) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= longest or not value.strip():
        raise ControlError(f"{name} is required: a text of 1 to {longest} characters.")
    return _clean(name, value)


def optional_text(body: dict[str, Any], name: str, longest: int) -> str | None:
    return None if body.get(name) is None else required_text(body, name, longest)


def degrees(body: dict[str, Any], name: str, most: int) -> float:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ControlError(f"{name} is required: a number.")
    if not math.isfinite(value) or abs(value) > most:
        raise ControlError(f"{name} must be between {-most} and {most}.")
    return value


def _clean(name: str, value: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ControlError(f"{name} holds half a character.")
    return value
