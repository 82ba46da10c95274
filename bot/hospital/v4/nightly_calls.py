"""GET /api/v4/nightly-calls: did the nightly call come, and which bookings did it leave out?"""

from typing import Literal

from flask import Blueprint, Response
from typing_extensions import TypedDict

from bookings import nightly
from bookings.now import now_for
from bot.hospital.answers import answer
from bot.hospital.auth import caller, hospital, requires_key
from bot.hospital.fields import Body, Day
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.times import iso
from bot.hospital.v4.pages import read_query
from bot.house import house

blueprint = Blueprint("nightly_calls", __name__)
# As many as one call to /reminders takes: send those again, then ask again.
MOST = 1000


class Query(Body):
    """Which day's bookings; without it tomorrow's, by the hospital's clock."""

    date: Day | None = None


class LeftOut(TypedDict):
    """A booking without a nightly call."""

    booking_ref: str
    will_be_reminded: bool


class NightlyCall(TypedDict):
    """The nightly call for a day's open bookings. Before `due_at` none counts as missing."""

    date: str
    due_at: str | None
    state: Literal["not_due", "complete", "partly", "missing"]
    open: int
    reconfirmed: int
    missing: int
    bookings: list[LeftOut]


@blueprint.get("/nightly-calls")
@requires_key(4)
@describes(
    Operation(
        "See whether the nightly call for a day came, and what it left out", {200: NightlyCall}, query=Query
    )
)
def show_nightly_call() -> Response:
    """Due at 1:00 of the day before. Counted now: a call that comes later is seen at once.

    `bookings` are those that it left out, at most as many as one call takes: send them, then ask again.
    """
    query, now = read_query(Query), now_for(hospital(), caller().mode)
    day = query.date or nightly.tomorrow(now)
    due = now >= nightly.due_at(day)
    with house().database.read() as session:
        tally = nightly.tally(session, caller(), day)
        left = nightly.left_out(session, caller(), day, MOST) if due else []
    body: NightlyCall = {
        "date": day.isoformat(),
        "due_at": iso(nightly.due_at(day)),
        "state": tally.state(due),
        "open": tally.open,
        "reconfirmed": tally.reconfirmed,
        "missing": tally.open - tally.reconfirmed if due else 0,
        "bookings": [{"booking_ref": each.ref, "will_be_reminded": each.reminded} for each in left],
    }
    return answer(body)
