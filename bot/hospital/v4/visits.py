"""POST /api/v4/visits: whether the patient came, which decides about the survey (S10)."""

from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import BeforeValidator
from sqlalchemy.orm import Session

from bookings import service
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.fields import Body, BookingRef, read_as, wrong_value
from bot.hospital.openapi.operation import Example, Operation, describes
from bot.hospital.v4.shape import BookingShape, booking_shape
from bot.hospital.write import write

blueprint = Blueprint("visits", __name__)


def _outcome(value: object) -> object:
    if value not in ("served", "no_show"):
        raise wrong_value('must be "served" or "no_show"')
    return value


class Visit(Body):
    """The outcome of a visit."""

    booking_ref: BookingRef
    outcome: Annotated[Literal["served", "no_show"], BeforeValidator(_outcome)]


@blueprint.post("/visits")
@requires_key(4)
@describes(
    Operation(
        "Tell whether the patient came",
        {200: BookingShape},
        body=Visit,
        faults=("unknown_booking", "state", "survey_sent"),
        examples={"served": Example(200, {"booking_ref": "A-1", "outcome": "served"})},
    )
)
def record_visit() -> Response:
    """Who did not come is not asked how it was. The last outcome wins until the survey is sent."""
    body = read_as(Visit, read_body())

    def work(session: Session, now: datetime) -> BookingShape:
        result = service.record_visit(session, caller(), body.booking_ref, body.outcome, now)
        return booking_shape(session, result.booking)

    return answer(write(caller(), work))
