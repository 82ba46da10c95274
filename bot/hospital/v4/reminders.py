"""POST /api/v4/reminders: the nightly call, one booking or up to a thousand (S6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, NotRequired

from flask import Blueprint, Response
from pydantic import Field
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings import service
from bot.hospital.answers import answer, problem
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import Form, as_object, read_body
from bot.hospital.errors import DATABASE_AWAY, fault_from
from bot.hospital.faults import Fault, WrongField
from bot.hospital.fields import Body, read_as
from bot.hospital.openapi.operation import BOOKING, Example, Operation, describes
from bot.hospital.v4.schema import BookingBody
from bot.hospital.v4.shape import BookingShape, booking_shapes
from bot.hospital.write import write
from records.bookings import Booking

blueprint = Blueprint("reminders", __name__)

MOST_ITEMS = 1_000
# So many bookings share a transaction: fast, and other writers wait for a fraction of a second only.
CHUNK = 50


class Batch(Body):
    """Several bookings; each is answered on its own."""

    bookings: Annotated[list[BookingBody], Field(max_length=MOST_ITEMS)]


class ItemResult(TypedDict):
    """What became of one item: its booking, or the problem."""

    booking_ref: str | None
    status: int
    booking: NotRequired[BookingShape]
    problem: NotRequired[dict[str, Any]]


class Results(TypedDict):
    """In the order of the items."""

    results: list[ItemResult]


@blueprint.post("/reminders")
@requires_key(4)
@describes(
    Operation(
        "The nightly call: reconfirm one booking, or up to 1,000",
        {200: Results, 201: Results},
        body=BookingBody | Batch,
        faults=("unknown_connect_id", "state", "other_patient"),
        examples={
            "one": Example(200, BOOKING),
            "batch": Example(200, {"bookings": [BOOKING, {"booking_ref": "A-2"}]}),
        },
    )
)
def reconfirm() -> Response:
    """A batch is answered 200, with each item's own status inside; a single item with its own status."""
    data = read_body(limit_mb=8)
    if "bookings" not in data or isinstance(data, Form):
        results = _results([data])
        return answer({"results": results}, results[0]["status"])
    items = _items(data)
    results: list[ItemResult] = []
    for start in range(0, len(items), CHUNK):
        results += _results(items[start : start + CHUNK])
    return answer({"results": results})


def _items(data: dict[str, Any]) -> list[Any]:
    errors = [WrongField(name, "is not known beside bookings") for name in data if name != "bookings"]
    items = data["bookings"]
    if not isinstance(items, list):
        errors.append(WrongField("bookings", "must be a list of bookings"))
    elif len(items) > MOST_ITEMS:  # pyright: ignore[reportUnknownArgumentType]
        errors.append(WrongField("bookings", f"must hold at most {MOST_ITEMS:,}; send several calls"))
    if errors:
        raise Fault("wrong_fields", errors=errors)
    return items


def _results(items: Sequence[Any]) -> list[ItemResult]:
    read = [_read(item) for item in items]

    def work(session: Session, now: datetime) -> list[ItemResult]:
        done = [_carry_out(session, each, now) for each in read]
        shapes = _shapes(session, done)
        return [_result(item, each, shapes) for item, each in zip(items, done, strict=True)]

    return write(caller(), work)


def _read(item: object) -> BookingBody | Fault:
    try:
        return read_as(BookingBody, as_object(item))
    except Fault as fault:
        return fault


def _carry_out(session: Session, item: BookingBody | Fault, now: datetime) -> service.Result | Fault:
    """One bad item never spoils the others: what it wrote before it failed is taken back."""
    if isinstance(item, Fault):
        return item
    try:
        with session.begin_nested():
            return service.put(
                session, caller(), item.booking_ref, item.connect_id, item.content(), now, nightly=True
            )
    except (IntegrityError, *DATABASE_AWAY):
        raise  # a collision runs the whole chunk again; a database that is away concerns all
    except Exception as error:
        return fault_from(error)


def _shapes(session: Session, done: Sequence[service.Result | Fault]) -> dict[int, BookingShape]:
    bookings: list[Booking] = [each.booking for each in done if isinstance(each, service.Result)]
    return {
        booking.id: shape for booking, shape in zip(bookings, booking_shapes(session, bookings), strict=True)
    }


def _result(item: Any, done: service.Result | Fault, shapes: dict[int, BookingShape]) -> ItemResult:
    if isinstance(done, Fault):
        ref = item.get("booking_ref") if isinstance(item, dict) else None  # pyright: ignore[reportUnknownMemberType]
        return {
            "booking_ref": ref if isinstance(ref, str) else None,
            "status": done.status,
            "problem": problem(done),
        }
    booking = shapes[done.booking.id]
    return {
        "booking_ref": booking["booking_ref"],
        "status": 201 if done.did == "created" else 200,
        "booking": booking,
    }
