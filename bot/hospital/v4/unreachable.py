"""GET /api/v4/unreachable: a day's bookings whose patient could not be told, for the telephone."""

from flask import Blueprint, Response
from sqlalchemy import Exists, and_, exists, or_
from sqlalchemy.orm import aliased

from bookings.states import VISITED
from bot.hospital.auth import caller, requires_key
from bot.hospital.fields import Body, Day
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.v4.booking_list import bookings_of
from bot.hospital.v4.pages import PAGE, CursorField, page, read_query
from bot.hospital.v4.shape import BookingPage
from bot.house import house
from records.bookings import Booking
from records.messages import CANCELLED, EXPIRED, FAILED, SENT, Message
from scheduler.channels.gate import WAITED_FOR

blueprint = Blueprint("unreachable", __name__)
_NOT_OUR_WISH = ("too_late", "line_too_busy", *WAITED_FOR)


class Query(Body):
    """Which day's."""

    date: Day
    cursor: CursorField = None


@blueprint.get("/unreachable")
@requires_key(4)
@describes(
    Operation("List a day's bookings whose patient could not be told", {200: BookingPage}, query=Query)
)
def list_unreachable() -> Response:
    """The list to telephone: she blocked the account, withdrew consent, or LINE could not be reached in time.

    In the shape of the list of bookings; `reason` of the last message says why. Who came is not on it.
    """
    query = read_query(Query)
    found = bookings_of(caller(), query.date, None, query.cursor)
    found = found.where(Booking.state.not_in(VISITED), _not_told()).limit(PAGE + 1)
    with house().database.read() as session:
        return page(session, session.scalars(found).all())


def _not_told() -> Exists:
    """A message did not reach her, and none after it did. An unanswered survey is nobody's loss."""
    lost, later = aliased(Message), aliased(Message)
    unsent = or_(
        lost.state == FAILED,
        and_(lost.state == CANCELLED, lost.reason.in_(("consent_withdrawn", "person_removed"))),
        and_(lost.state == EXPIRED, lost.reason.in_(_NOT_OUR_WISH)),
    )
    after = or_(later.due_at > lost.due_at, and_(later.due_at == lost.due_at, later.id > lost.id))
    made_up = exists().where(later.booking_id == lost.booking_id, later.state == SENT, after)
    return exists().where(lost.booking_id == Booking.id, lost.kind != "survey", unsent, ~made_up)
