"""Forgets what is over for long: `python -m records.prune [--days 400]`; meant for every night, by cron.

A booking goes with its messages and the survey once its appointment is that many days past; so does a message
about no booking. Patients, their consent and their links stay. What is still to be sent is never touched.
What hospitals were told goes 30 days after the last try: until then a failed event can be replayed.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from records.bookings import Booking
from records.database import Database
from records.events import PENDING, Event, EventDelivery
from records.messages import OPEN, Message
from settings import Settings

KEEP_DAYS = 400  # a year and the time to report on it
KEEP_EVENTS = timedelta(days=30)
BATCH = 1_000  # so many in a transaction: other writers wait for a fraction of a second


class Forgotten(NamedTuple):
    """How many of each."""

    bookings: int
    messages: int
    events: int


def prune(database: Database, before: datetime, events_before: datetime, batch: int = BATCH) -> Forgotten:
    """Delete what was over before these moments, in batches."""
    bookings = messages = events = 0
    while found := database.write(lambda session: _bookings(session, before, batch)):
        bookings += found
    while found := database.write(lambda session: _lone_messages(session, before, batch)):
        messages += found
    while found := database.write(lambda session: _events(session, events_before, batch)):
        events += found
    return Forgotten(bookings, messages, events)


def _bookings(session: Session, before: datetime, limit: int) -> int:
    waiting = select(Message.id).where(Message.booking_id == Booking.id, Message.state.in_(OPEN))
    old = select(Booking.id).where(Booking.appointment_date < before.date(), ~waiting.exists())
    ids = list(session.scalars(old.order_by(Booking.id).limit(limit)))
    # Messages and surveys go with it: ON DELETE CASCADE.
    session.execute(delete(Booking).where(Booking.id.in_(ids)))
    return len(ids)


def _lone_messages(session: Session, before: datetime, limit: int) -> int:
    old = select(Message.id).where(Message.booking_id.is_(None), Message.due_at < before)
    ended = old.where(Message.state.not_in(OPEN))
    ids = list(session.scalars(ended.order_by(Message.id).limit(limit)))
    session.execute(delete(Message).where(Message.id.in_(ids)))
    return len(ids)


def _events(session: Session, before: datetime, limit: int) -> int:
    # A delivery that ended wakes no more: its moment is that of the last try, in real time.
    kept = select(EventDelivery.id).where(
        EventDelivery.event_id == Event.id,
        or_(EventDelivery.state == PENDING, EventDelivery.wake_at >= before),
    )
    ids = list(session.scalars(select(Event.id).where(~kept.exists()).limit(limit)))
    session.execute(delete(Event).where(Event.id.in_(ids)))
    return len(ids)


def main(words: Sequence[str]) -> int:
    """Prune, and say how much went."""
    parser = argparse.ArgumentParser(prog="python -m records.prune", description=__doc__)
    parser.add_argument(
        "--days", type=int, default=KEEP_DAYS, help="how long to keep what is over, at least 30"
    )
    days: int = parser.parse_args(words).days
    if days < 30:
        parser.error("--days must be at least 30: hospitals still ask for last month's bookings")
    database = Database(Settings().database_url)
    try:
        now = datetime.now(UTC)
        gone = prune(database, now - timedelta(days=days), now - KEEP_EVENTS)
    finally:
        database.close()
    sys.stdout.write(
        f"{gone.bookings:,} bookings, {gone.messages:,} messages about none and {gone.events:,} events"
        " are forgotten.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
