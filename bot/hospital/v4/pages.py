"""Lists in pages of a hundred: cursors, and the one way to answer them."""

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from flask import Response, request
from pydantic import BeforeValidator, WithJsonSchema
from sqlalchemy.orm import Session

from bot.hospital.answers import answer
from bot.hospital.faults import Fault, WrongField
from bot.hospital.fields import Schema, read_as, wrong_value
from bot.hospital.v4.shape import BookingPage, booking_shapes
from records.bookings import Booking

PAGE = 100
_LARGEST_ID = 2**63 - 1


class Cursor(NamedTuple):
    """The last booking of a page: where the next one begins."""

    updated_at: datetime
    id: int

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.updated_at.isoformat()} {self.id}".encode()).decode()


def cursor_of(value: object) -> Cursor:
    """What a `next_cursor` holds. Raises PydanticCustomError."""
    try:
        text = base64.b64decode(str(value).encode("ascii"), b"-_", validate=True).decode()
        moment, _, number = text.partition(" ")
        cursor = Cursor(datetime.fromisoformat(moment), int(number))
    except (ValueError, binascii.Error):
        raise wrong_value("is not a cursor from next_cursor") from None
    if cursor.updated_at.tzinfo is None or not 0 <= cursor.id <= _LARGEST_ID:
        raise wrong_value("is not a cursor from next_cursor")
    return cursor


CursorField = Annotated[
    Cursor | None,
    BeforeValidator(cursor_of),
    WithJsonSchema({"type": "string", "description": "next_cursor of the page before."}),
]


def read_query(schema: type[Schema]) -> Schema:
    """The address's parameters as the schema. Raises Fault with 422."""
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        raise Fault("wrong_fields", errors=[WrongField(name[:80], "is given twice") for name in twice])
    return read_as(schema, request.args.to_dict())


def page(session: Session, found: Sequence[Booking]) -> Response:
    """Up to PAGE bookings of `found`, which was read with a limit of PAGE + 1."""
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    body: BookingPage = {
        "bookings": booking_shapes(session, shown),
        "next_cursor": str(Cursor(last.updated_at, last.id)) if last else None,
    }
    return answer(body)
