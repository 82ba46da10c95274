"""Forgets what is over for long: `python -m records.prune [--days 400]`; meant for every night, by cron.

A booking goes with its messages and the survey once its appointment is that many days past; so does a message
about no booking. Patients, their consent and their links stay. What is still to be sent is never touched.
What hospitals were told goes 30 days after the last try: until then a failed event can be replayed.
A person whom she removed goes with the last booking; sign-ins, links, codes of staff when they are over;
a card's content goes two days after another took its place: no message repeats it then.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from records.bookings import Booking
from records.database import Database
from records.events import PENDING, Event, EventDelivery
from records.messages import OPEN, Message
from records.people import Link, Person
from records.staff import IDLE, LONGEST, StaffReset, StaffSession
from records.staff_phones import StaffPhoneCode
from records.templates.tables import TemplateDocument
from settings import Settings

KEEP_DAYS = 400  # a year and the time to report on it
KEEP_EVENTS = timedelta(days=30)
KEEP_CONTENT = timedelta(days=2)  # a retry key is worth one
BATCH = 1_000  # so many in a transaction: other writers wait for a fraction of a second
Step = Callable[[Session, datetime, int], int]


def prune(database: Database, now: datetime, days: int = KEEP_DAYS, batch: int = BATCH) -> dict[str, int]:
    """Delete what was over before, in batches; how many of each."""
    ages: dict[Step, timedelta] = {
        _bookings: timedelta(days=days),
        _lone_messages: timedelta(days=days),
        _events: KEEP_EVENTS,
    }
    return {
        name: _all(database, step, now - ages.get(step, timedelta()), batch) for name, step in STEPS.items()
    }


def _all(database: Database, step: Step, before: datetime, batch: int) -> int:
    total = 0
    while found := database.write(lambda session: step(session, before, batch)):
        total += found
    return total


def _bookings(session: Session, before: datetime, limit: int) -> int:
    waiting = exists().where(Message.booking_id == Booking.id, Message.state.in_(OPEN))
    old = select(Booking.id).where(Booking.appointment_date < before.date(), ~waiting)
    # Messages and surveys go with it: ON DELETE CASCADE.
    return _delete(session, Booking, old.order_by(Booking.id).limit(limit))


def _lone_messages(session: Session, before: datetime, limit: int) -> int:
    old = select(Message.id).where(Message.booking_id.is_(None), Message.due_at < before)
    return _delete(session, Message, old.where(Message.state.not_in(OPEN)).order_by(Message.id).limit(limit))


def _events(session: Session, before: datetime, limit: int) -> int:
    # A delivery that ended wakes no more: its moment is that of the last try, in real time.
    kept = exists().where(
        EventDelivery.event_id == Event.id,
        or_(EventDelivery.state == PENDING, EventDelivery.wake_at >= before),
    )
    return _delete(session, Event, select(Event.id).where(~kept).limit(limit))


def _removed_people(session: Session, before: datetime, limit: int) -> int:
    booked = exists().where(Booking.link_id == Link.id, Link.person_id == Person.id)
    gone = select(Person.id).where(Person.removed_at < before, ~booked)
    return _delete(session, Person, gone.limit(limit))  # her links go with her


def _sign_ins(session: Session, now: datetime, limit: int) -> int:
    over = or_(StaffSession.seen_at < now - IDLE, StaffSession.created_at < now - LONGEST)
    session.execute(delete(StaffReset).where(StaffReset.expires_at <= now))
    session.execute(delete(StaffPhoneCode).where(StaffPhoneCode.expires_at <= now))
    return _delete(session, StaffSession, select(StaffSession.id).where(over).limit(limit))


def _contents(session: Session, now: datetime, limit: int) -> int:
    newer = aliased(TemplateDocument)
    replaced = exists().where(
        newer.name == TemplateDocument.name,
        newer.kept_at > TemplateDocument.kept_at,
        newer.kept_at < now - KEEP_CONTENT,
    )
    key = tuple_(TemplateDocument.name, TemplateDocument.revision)
    found = session.execute(
        select(TemplateDocument.name, TemplateDocument.revision).where(replaced).limit(limit)
    ).all()
    session.execute(delete(TemplateDocument).where(key.in_([tuple(each) for each in found])))
    return len(found)


def _delete(session: Session, table: Any, found: Select[Any]) -> int:
    ids = list(session.scalars(found))
    session.execute(delete(table).where(table.id.in_(ids)))
    return len(ids)


STEPS: dict[str, Step] = {
    "bookings": _bookings,
    "messages about none": _lone_messages,
    "events": _events,
    "removed people": _removed_people,
    "sign-ins": _sign_ins,
    "contents of cards": _contents,
}


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
        gone = prune(database, datetime.now(UTC), days)
    finally:
        database.close()
    sys.stdout.write("Forgotten: " + ", ".join(f"{count:,} {name}" for name, count in gone.items()) + ".\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
