"""POST /api/v4/queue-calls: the patient's queue is near (S9)."""

from datetime import datetime
from typing import Annotated, Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from bookings import service
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.fields import Body, BookingRef, OptionalMoment, WholeNumber, optional_text, read_as
from bot.hospital.openapi.operation import Example, Operation, describes
from bot.hospital.times import iso
from bot.hospital.v4.shape import BookingShape, booking_shape
from bot.hospital.write import write

blueprint = Blueprint("queue_calls", __name__)


class QueueCall(Body):
    """What the near-queue message says beyond the booking."""

    booking_ref: BookingRef
    queues_ahead: WholeNumber = None
    expected_at: OptionalMoment = None
    room: Annotated[str | None, optional_text(60)] = None

    def said(self) -> dict[str, Any]:
        """The call as JSON: what is kept with the message, and compared to tell a repetition."""
        return {"queues_ahead": self.queues_ahead, "expected_at": iso(self.expected_at), "room": self.room}


@blueprint.post("/queue-calls")
@requires_key(4)
@describes(
    Operation(
        "Tell the patient at once that her queue is near",
        {202: BookingShape},
        body=QueueCall,
        faults=("unknown_booking", "state"),
        examples={"near": Example(202, {"booking_ref": "A-1", "queues_ahead": 3, "room": "12"})},
    )
)
def call_queue() -> Response:
    """202: the message leaves within a second, at any hour, and is useful for half an hour.

    The same content within two minutes is a repetition and sends nothing; anything else sends a new message.
    """
    body = read_as(QueueCall, read_body())

    def work(session: Session, now: datetime) -> BookingShape:
        booking = service.find(session, caller(), body.booking_ref, lock=True)
        service.call_queue(session, booking, body.said(), now)
        return booking_shape(session, booking)

    return answer(write(caller(), work), 202)
