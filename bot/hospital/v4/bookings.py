"""POST /api/v4/bookings and GET of one: a booking is made, replaced, read (S4)."""

from datetime import datetime
from urllib.parse import quote

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from bookings import service
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.faults import Fault
from bot.hospital.fields import is_booking_ref, read_as
from bot.hospital.openapi.operation import BOOKING, Example, Operation, describes
from bot.hospital.v4.schema import BookingBody
from bot.hospital.v4.shape import BookingShape, booking_shape
from bot.hospital.write import write
from bot.house import house

blueprint = Blueprint("bookings", __name__)


@blueprint.post("/bookings")
@requires_key(4)
@describes(
    Operation(
        "Create a booking, or replace the content of a known one",
        {201: BookingShape, 200: BookingShape},
        body=BookingBody,
        faults=("unknown_connect_id", "state", "other_patient"),
        examples={
            "new": Example(201, BOOKING),
            "Buddhist-era year": Example(422, BOOKING | {"appointment_at": "2569-11-25T10:00"}),
        },
    )
)
def put_booking() -> Response:
    """201 for a new booking, 200 for one that is changed or only told again: repeat the call as you like.

    A known `booking_ref` is replaced whole: a field that is left out is cleared. The patient gets the queue
    card at once; a new date or time is told as such, a new number by a new card, everything else not at all.
    """
    body = read_as(BookingBody, read_body())

    def work(session: Session, now: datetime) -> tuple[BookingShape, bool]:
        result = service.put(session, caller(), body.booking_ref, body.connect_id, body.content(), now)
        return booking_shape(session, result.booking), result.did == "created"

    booking, created = write(caller(), work)
    response = answer(booking, 201 if created else 200)
    if created:
        response.headers["Location"] = f"/api/v4/bookings/{quote(body.booking_ref, safe=':')}"
    return response


@blueprint.get("/bookings/<ref>")
@requires_key(4)
@describes(Operation("Read a booking with its messages", {200: BookingShape}, faults=("unknown_booking",)))
def get_booking(ref: str) -> Response:
    """The booking as it is now, with every message planned, sent or not sent, and why not."""
    ref = known_ref(ref)
    with house().database.read() as session:
        return answer(booking_shape(session, service.find(session, caller(), ref)))


def known_ref(ref: str) -> str:
    """A name from the URL that a booking can have. Raises Fault with 404 for any other."""
    if not is_booking_ref(ref):
        raise Fault("unknown_booking")
    return ref
