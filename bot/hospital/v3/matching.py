"""Which booking a version-3 call means: it names none (`docs/hospital-api.md`, Version 3)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.content import Caller
from bookings.errors import NotFound
from bookings.states import OPEN_STATES
from bot.hospital.v3.notice import Notice
from records.bookings import Booking
from records.people import Link, find_link


class Match(NamedTuple):
    """The booking that is meant, and whether its number is another one now."""

    booking: Booking | None
    renumbered: bool = False


def find_patient(session: Session, caller: Caller, connect_id: str) -> Link:
    """The patient's link, locked: her bookings are matched by one call at a time. Raises NotFound."""
    mine = find_link(session, connect_id, caller.hospital_code, caller.mode)
    if mine is None:
        raise NotFound("connect_id")
    return session.get_one(Link, mine.id, with_for_update=True, populate_existing=True)


def match(session: Session, link: Link, notice: Notice) -> Match:
    """That day's with the same number; else her single open one that day; else none."""
    if notice.day is None:
        return Match(None)
    bookings = _of_day(session, link, notice.day)
    same = [each for each in bookings if notice.whole_queue and _same_number(each, notice)]
    still_open = [each for each in bookings if each.state in OPEN_STATES]
    if same:
        return Match(
            min(same, key=lambda each: (each.state not in OPEN_STATES, not _same_place(each, notice)))
        )
    if len(still_open) == 1:
        return Match(still_open[0], renumbered=bool(notice.whole_queue))
    return Match(None)


def _of_day(session: Session, link: Link, day: date) -> Sequence[Booking]:
    found = select(Booking).filter_by(link_id=link.id, appointment_date=day).order_by(Booking.id)
    return session.scalars(found.with_for_update(of=Booking)).all()


def _same_number(booking: Booking, notice: Notice) -> bool:
    """The whole texts are compared where there are two; version 4 knows only the number."""
    if booking.queue_text and notice.queue.text:
        return booking.queue_text == notice.whole_queue
    return booking.queue_number in {notice.whole_queue, notice.queue.number}


def _same_place(booking: Booking, notice: Notice) -> bool:
    return booking.department == notice.queue.department
