"""PATCH, DELETE and POST …/cancel of one booking."""

from datetime import datetime

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from bookings import service
from bookings.content import Content
from bookings.errors import Conflict
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.faults import wrong
from bot.hospital.fields import Body, read_as
from bot.hospital.openapi.operation import Example, Operation, describes
from bot.hospital.v4.bookings import known_ref
from bot.hospital.v4.schema import BookingChange
from bot.hospital.v4.shape import BookingShape, booking_shape
from bot.hospital.write import write

blueprint = Blueprint("booking_actions", __name__)


class Nothing(Body):
    """A call that says everything by its address."""


@blueprint.patch("/bookings/<ref>")
@requires_key(4)
@describes(
    Operation(
        "Change the given fields; null clears one",
        {200: BookingShape},
        body=BookingChange,
        faults=("unknown_booking", "state", "other_patient"),
        examples={"moved": Example(200, {"appointment_at": "{day}T13:30:00+07:00"})},
    )
)
def change_booking(ref: str) -> Response:
    """Changes the given fields only; null clears one. The patient is told of a new date, time or number."""
    ref = known_ref(ref)
    change = read_as(BookingChange, read_body())
    if change.booking_ref and change.booking_ref != ref:
        raise wrong("booking_ref", "must be the one in the address, or left out: it cannot be changed")

    def work(session: Session, now: datetime) -> BookingShape:
        booking = service.find(session, caller(), ref, lock=True)
        if change.connect_id and change.connect_id != booking.link.connect_id:
            raise Conflict("other_patient", booking.state)
        service.replace(session, booking, change.applied_to(Content.of(booking)), now)
        return booking_shape(session, booking)

    return answer(write(caller(), work))


@blueprint.delete("/bookings/<ref>")
@blueprint.post("/bookings/<ref>/cancel", endpoint="cancel_booking_by_post")
@requires_key(4)
@describes(
    Operation(
        "Cancel a booking and tell the patient",
        {200: BookingShape},
        body=Nothing,
        optional_body=True,
        faults=("unknown_booking", "state"),
    )
)
def cancel_booking(ref: str) -> Response:
    """Stops all messages and tells the patient, unless her queue card had not left yet.

    Said again it changes nothing. A visit that was recorded cannot be cancelled. Needs no body.
    """
    ref = known_ref(ref)
    read_as(Nothing, read_body(optional=True))

    def work(session: Session, now: datetime) -> BookingShape:
        return booking_shape(session, service.cancel(session, caller(), ref, now).booking)

    return answer(write(caller(), work))
