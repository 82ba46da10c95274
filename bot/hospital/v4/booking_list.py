"""GET /api/v4/bookings: how a hospital that can only call learns of its patients' answers."""

from datetime import date, datetime
from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import BeforeValidator
from sqlalchemy import Select, and_, or_, select

from bookings.content import Caller
from bookings.states import TABLE
from bot.hospital.auth import caller, requires_key
from bot.hospital.faults import Fault, WrongField
from bot.hospital.fields import Body, Day, Moment, wrong_value
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.v4.pages import PAGE, Cursor, CursorField, page, read_query
from bot.hospital.v4.shape import BookingPage
from bot.house import house
from records.bookings import Booking

blueprint = Blueprint("booking_list", __name__)


def _state(value: object) -> object:
    if value not in TABLE:
        raise wrong_value(f"must be one of {', '.join(TABLE)}")
    return value


State = Literal["booked", "confirmed", "cancel_requested", "cancelled", "served", "no_show"]


class Query(Body):
    """`date` or `changed_since` is needed; given both, both hold."""

    date: Day | None = None
    changed_since: Moment | None = None
    state: Annotated[State | None, BeforeValidator(_state)] = None
    cursor: CursorField = None


@blueprint.get("/bookings")
@requires_key(4)
@describes(Operation("List bookings of a day, or changed since a moment", {200: BookingPage}, query=Query))
def list_bookings() -> Response:
    """This is how a hospital that can only call learns of “I will come” and “cannot come”.

    In the order of their last change, so that a booking which changes meanwhile comes again, not never.
    Follow `next_cursor` until it is null; then ask with `changed_since` the `updated_at` of the last one.
    """
    query = read_query(Query)
    if query.date is None and query.changed_since is None:
        message = "is needed: date or changed_since"
        errors = [WrongField("date", message), WrongField("changed_since", message)]
        raise Fault("wrong_fields", errors=errors)
    with house().database.read() as session:
        return page(session, session.scalars(_matching(caller(), query).limit(PAGE + 1)).all())


def _matching(who: Caller, query: Query) -> Select[Booking]:
    found = bookings_of(who, query.date, query.changed_since, query.cursor)
    return found.where(Booking.state == query.state) if query.state else found


def bookings_of(
    who: Caller, day: date | None, changed_since: datetime | None, cursor: Cursor | None
) -> Select[Booking]:
    """The caller's bookings of a day or changed since, after the cursor."""
    found = select(Booking).filter_by(hospital_code=who.hospital_code, mode=who.mode)
    if day is not None:
        found = found.where(Booking.appointment_date == day)
    if changed_since is not None:
        found = found.where(Booking.updated_at >= changed_since)
    if cursor is not None:
        later = Booking.updated_at > cursor.updated_at
        found = found.where(or_(later, and_(Booking.updated_at == cursor.updated_at, Booking.id > cursor.id)))
    return found.order_by(Booking.updated_at, Booking.id)
