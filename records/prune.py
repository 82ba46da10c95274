"""Forgets what is over for long: `python -m records.prune [--days 400]`; meant for every night, by cron.

A booking goes with its messages and the survey once its appointment is that many days past; so does a message
about no booking. Patients, their consent and their links stay. What is still to be sent is never touched.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.bookings import Booking
from records.database import Database
from records.messages import OPEN, Message
from settings import Settings

KEEP_DAYS = 400  # a year and the time to report on it
BATCH = 1_000  # so many in a transaction: other writers wait for a fraction of a second


def prune(database: Database, before: datetime, batch: int = BATCH) -> tuple[int, int]:
    """Delete what was over before that moment, in batches; how many bookings and lone messages it was."""
    bookings = messages = 0
    while found := database.write(lambda session: _bookings(session, before, batch)):
        bookings += found
    while found := database.write(lambda session: _lone_messages(session, before, batch)):
        messages += found
    return bookings, messages


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
        bookings, messages = prune(database, datetime.now(UTC) - timedelta(days=days))
    finally:
        database.close()
    sys.stdout.write(f"{bookings:,} bookings and {messages:,} messages about none are forgotten.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
