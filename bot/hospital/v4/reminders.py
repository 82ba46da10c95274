"""POST /api/v4/reminders: the nightly call, one booking or up to a thousand (S6)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, NotRequired

from flask import Blueprint, Response
from pydantic import Field
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings import service
from bot.hospital import noting
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
CHUNK = 250
Read = BookingBody | Fault
Done = service.Result | Fault


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
        own_refusals={404: Results, 409: Results, 422: Results},
        examples={
            "one": Example(200, BOOKING),
            "batch": Example(200, {"bookings": [BOOKING, {"booking_ref": "A-2"}]}),
        },
    )
)
def reconfirm() -> Response:
    """After midnight: all of tomorrow's bookings, as they are. Nothing that this causes leaves before 6:00.

    A batch is answered 200, with each item's own status inside; a single item with its own status. One bad
    item never spoils the others: look at each `status`, mend what was refused, and send those again.
    """
    data = read_body(limit_mb=8)
    if "bookings" not in data or isinstance(data, Form):
        results = _results([data])
        noting.carried_out(results)
        return answer({"results": results}, results[0]["status"])
    items = _items(data)
    results: list[ItemResult] = []
    for chunk in _chunks(items):
        results += _results(chunk)
    noting.carried_out(results)
    return answer({"results": results})


def _chunks(items: Sequence[Any]) -> Iterator[list[Any]]:
    """In order, a booking at most once in each: what is told twice of it is carried out twice."""
    chunk: list[Any] = []
    refs: set[str] = set()
    for item in items:
        ref = _ref(item) or ""
        if len(chunk) == CHUNK or ref in refs:
            yield chunk
            chunk, refs = [], set()
        chunk.append(item)
        refs |= {ref} if ref else set()
    if chunk:
        yield chunk


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
        done = _carry_out(session, read, now)
        shapes = _shapes(session, done)
        return [_result(item, each, shapes) for item, each in zip(items, done, strict=True)]

    return write(caller(), work)


def _read(item: object) -> Read:
    try:
        return read_as(BookingBody, as_object(item))
    except Fault as fault:
        return fault


def _carry_out(session: Session, read: Sequence[Read], now: datetime) -> list[Done]:
    """All good items together; where that fails for a reason nobody foresaw, each for itself."""
    good = [_told(each) for each in read if not isinstance(each, Fault)]
    try:
        with session.begin_nested():
            done = service.put_many(session, caller(), good, now, nightly=True)
    except (IntegrityError, *DATABASE_AWAY):
        raise  # a collision runs the whole chunk again; a database that is away concerns all
    except Exception:
        done = [_alone(session, each, now) for each in good]
    rest = iter(done)
    return [each if isinstance(each, Fault) else _seen(next(rest)) for each in read]


def _alone(session: Session, told: service.Told, now: datetime) -> service.Result | Exception:
    """One bad item never spoils the others: what it wrote before it failed is taken back."""
    try:
        with session.begin_nested():
            return service.put(session, caller(), told.ref, told.connect_id, told.content, now, nightly=True)
    except (IntegrityError, *DATABASE_AWAY):
        raise
    except Exception as error:
        return error


def _told(body: BookingBody) -> service.Told:
    return service.Told(body.booking_ref, body.connect_id, body.content())


def _seen(done: service.Result | Exception) -> Done:
    return fault_from(done) if isinstance(done, Exception) else done


def _ref(item: object) -> str | None:
    ref = item.get("booking_ref") if isinstance(item, dict) else None  # pyright: ignore[reportUnknownMemberType]
    return ref if isinstance(ref, str) else None


def _shapes(session: Session, done: Sequence[Done]) -> dict[int, BookingShape]:
    bookings: list[Booking] = [each.booking for each in done if isinstance(each, service.Result)]
    return {
        booking.id: shape for booking, shape in zip(bookings, booking_shapes(session, bookings), strict=True)
    }


def _result(item: Any, done: Done, shapes: dict[int, BookingShape]) -> ItemResult:
    if isinstance(done, Fault):
        return {
            "booking_ref": _ref(item),
            "status": done.status,
            "problem": problem(done),
        }
    booking = shapes[done.booking.id]
    return {
        "booking_ref": booking["booking_ref"],
        "status": 201 if done.did == "created" else 200,
        "booking": booking,
    }
