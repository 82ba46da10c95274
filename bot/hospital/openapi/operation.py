"""What an endpoint says of itself, written on its view; the document is put together from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from bot.hospital.fields import Body

View = TypeVar("View", bound=Callable[..., Any])

# What every call that carries a key may be answered, and what a call with a body besides.
ANY_CALL = ("no_key", "unknown_key", "key_of_version_3", "not_live", "too_fast_key", "internal", "not_now")
ANY_BODY = ("not_parseable", "too_large", "wrong_type", "wrong_fields")


CONNECT_ID = "5bedb40574d0504752f2173f"
BOOKING = {
    "connect_id": CONNECT_ID,
    "booking_ref": "A-1",
    "appointment_at": "{day}T10:00:00+07:00",
    "queue_number": "A042",
    "department": "อายุรกรรม",
    "location": "อาคาร 2 ชั้น 3",
    "note": "งดน้ำและอาหารหลังเที่ยงคืน",
}


def _filled(value: Any, day: str) -> Any:
    if isinstance(value, str):
        return value.replace("{day}", day)
    if isinstance(value, dict):
        return {name: _filled(each, day) for name, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [_filled(each, day) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value


@dataclass(frozen=True)
class Example:
    """A body that a test sends to the running service, which has to answer `status`.

    `{day}` in a text is a day to come: an example must not grow old.
    """

    status: int
    content: Mapping[str, Any]

    def value(self, today: date) -> dict[str, Any]:
        """The body as it is sent on that day."""
        day = (today + timedelta(days=3)).isoformat()
        return {name: _filled(each, day) for name, each in self.content.items()}


@dataclass(frozen=True)
class Operation:
    """`answers`: status → type of the body. `faults`: codes of `bot/hospital/faults.py` beyond the usual.

    `own_refusals`: status → type where a refusal of this call's only item has a body of its own.
    """

    summary: str
    answers: Mapping[int, Any]
    body: Any = None
    query: type[Body] | None = None
    optional_body: bool = False
    faults: tuple[str, ...] = ()
    own_refusals: Mapping[int, Any] = field(default_factory=dict[int, Any])
    examples: Mapping[str, Example] = field(default_factory=dict[str, Example])


def describes(operation: Operation) -> Callable[[View], View]:
    """Write on a view what it takes and answers, as the attribute `operation`."""

    def described(view: View) -> View:
        view.operation = operation  # type: ignore[attr-defined]
        return view

    return described
