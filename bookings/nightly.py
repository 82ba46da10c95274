"""Which nightly calls did not come: asked of the bookings as they are, kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from bookings.content import Caller
from bookings.states import OPEN_STATES
from bookings.times import BANGKOK, NIGHTLY_UNTIL, at
from records.bookings import Booking
from records.hospitals import Hospital

State = Literal["not_due", "complete", "partly", "missing"]


@dataclass(frozen=True)
class Left:
    """A booking that the call left out, and whether its patient is reminded all the same."""

    ref: str
    reminded: bool


@dataclass(frozen=True)
class Tally:
    """How many open bookings of a day the call is due for, and for how many it came."""

    open: int
    reconfirmed: int

    def state(self, due: bool) -> State:
        """One word for it; a day without bookings is complete."""
        if not due:
            return "not_due"
        if self.open == self.reconfirmed:
            return "complete"
        return "partly" if self.reconfirmed else "missing"


@dataclass(frozen=True)
class Missing:
    """A hospital whose call for a day left bookings out."""

    code: str
    name: str
    tally: Tally


def due_at(day: date) -> datetime:
    """When the call for a day's bookings must have come: 1:00 of the day before."""
    return at(day, NIGHTLY_UNTIL, days=-1)


def tomorrow(now: datetime) -> date:
    """The day that the hospital's next 9:00 messages are about."""
    return now.astimezone(BANGKOK).date() + timedelta(days=1)


def tally(session: Session, caller: Caller, day: date) -> Tally:
    """The caller's count of a day."""
    counted = select(func.count(), func.count(Booking.reconfirmed_at))
    found = session.execute(counted.where(_of(caller), _awaited(day))).one()
    return Tally(found[0], found[1])


def left_out(session: Session, caller: Caller, day: date, most: int) -> list[Left]:
    """The caller's bookings that a day's call left out, oldest first."""
    query = (
        select(Booking.booking_ref, Booking.remind_without_nightly, Booking.state)
        .where(_of(caller), _awaited(day), Booking.reconfirmed_at.is_(None))
        .order_by(Booking.id)
        .limit(most)
    )
    # Who cannot come is not reminded until she or the hospital decides.
    return [Left(ref, on and state != "cancel_requested") for ref, on, state in session.execute(query)]


def missing_now(session: Session, now: datetime, code: str | None, most: int) -> Sequence[Missing]:
    """Live hospitals (or that one) whose call for tomorrow is due and left bookings out, the most first."""
    day = tomorrow(now)
    if now < due_at(day):
        return []
    left = func.count() - func.count(Booking.reconfirmed_at)
    query = (
        select(Hospital.code, Hospital.name_th, func.count(), func.count(Booking.reconfirmed_at))
        .join(Booking, Booking.hospital_code == Hospital.code)
        # Written so that the index by hospital, mode and day is used: the page never walks all bookings.
        .where(Booking.hospital_code.in_(select(Hospital.code).where(Hospital.live)))
        .where(Booking.mode == "live", _awaited(day))
        .group_by(Hospital.code, Hospital.name_th)
        .having(left > 0)
        .order_by(left.desc(), Hospital.code)
        .limit(most)
    )
    if code:
        query = query.where(Hospital.code == code)
    return [Missing(code, name, Tally(*counts)) for code, name, *counts in session.execute(query)]


def _of(caller: Caller) -> ColumnElement[bool]:
    return and_(Booking.hospital_code == caller.hospital_code, Booking.mode == caller.mode)


def _awaited(day: date) -> ColumnElement[bool]:
    """Open, and the call was asked for it: for what was booked after 1:00 none is due."""
    asked = or_(Booking.reconfirmed_at.is_not(None), Booking.created_at < due_at(day))
    return and_(Booking.appointment_date == day, Booking.state.in_(OPEN_STATES), asked)
