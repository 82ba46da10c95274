"""The test clock of a hospital: moves forward over the due moments, each sent at its own now (S13)."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bookings.errors import Refused
from bookings.now import now_for, offset, real_now
from records.bookings import Booking, Survey
from records.browser_calls import BrowserCalls
from records.database import Database, ring_after_commit
from records.hospitals import Hospital
from records.messages import OPEN, PLANNED, Message
from records.people import LineAccount, Link, Person

FURTHEST = timedelta(days=60)
PATIENCE = timedelta(seconds=30)
LOOK_EVERY = timedelta(milliseconds=20)
MODE = "test"


@dataclass(frozen=True)
class Ended:
    """A message that fell due on the way, and how it ended."""

    booking_ref: str | None
    kind: str
    due_at: datetime
    state: str


@dataclass(frozen=True)
class Reading:
    """What the clock shows: `pending` counts messages that are due and have not ended."""

    now: datetime
    delivered: tuple[Ended, ...]
    pending: int


def read(database: Database, code: str) -> Reading:
    """The clock as it is."""
    with database.read() as session:
        now = _now(session, code)
        return Reading(now, (), len(_open(session, code, now)))


def target(
    database: Database, code: str, *, advance: timedelta | None = None, now: datetime | None = None
) -> datetime:
    """Where the clock shall go: by a duration or to a moment. Raises Refused: backwards, over 60 days."""
    with database.read() as session:
        present = _now(session, code)
    field = "now" if advance is None else "advance"
    if advance is not None and advance > FURTHEST:
        raise Refused(field, "clock_too_far")
    goal = present + advance if advance is not None else (now or present)
    if goal < present:
        raise Refused(field, "clock_back")
    if goal - present > FURTHEST:
        raise Refused(field, "clock_too_far")
    return goal


def walk(database: Database, code: str, goal: datetime, patience: timedelta = PATIENCE) -> Reading:
    """Move the clock to `goal`, visiting each due moment in order, until what fell due there has ended.

    Messages planned on the way are visited too. Gives up waiting after `patience` in all, then jumps.
    """
    give_up = time.monotonic() + patience.total_seconds()
    _settle(database, code, goal, time.monotonic() + patience.total_seconds() / 10)
    with database.read() as session:
        before = _ended(session, code, goal).keys()
    while time.monotonic() < give_up:
        with database.read() as session:
            waiting, moment = _ahead(session, code, goal)
        if waiting:
            time.sleep(LOOK_EVERY.total_seconds())
        elif moment is None:
            break
        else:
            _set(database, code, moment)
    _set(database, code, goal)
    with database.read() as session:
        ended = _ended(session, code, goal)
        delivered = tuple(each for key, each in ended.items() if key not in before)
        now = _now(session, code)
        return Reading(now, delivered, len(_open(session, code, goal)))


def _settle(database: Database, code: str, goal: datetime, until: float) -> None:
    """Let what was due before the walk end: the phone may show it already, though it is not yet recorded."""
    while time.monotonic() < until:
        with database.read() as session:
            waiting, _ = _ahead(session, code, goal)
        if not waiting:
            return
        time.sleep(LOOK_EVERY.total_seconds())


def clear(session: Session, code: str) -> datetime:
    """Forget the hospital's test data and go back to real time. Real test accounts keep their links."""
    mine = {"hospital_code": code, "mode": MODE}
    bookings = select(Booking.id).filter_by(**mine)
    session.execute(delete(Message).filter_by(**mine))
    session.execute(delete(Survey).where(Survey.booking_id.in_(bookings)))
    session.execute(delete(Booking).filter_by(**mine))
    session.execute(delete(BrowserCalls).where(BrowserCalls.link_id.in_(select(Link.id).filter_by(**mine))))
    _forget_sandbox_patients(session, code)
    hospital = session.get_one(Hospital, code, with_for_update=True)
    hospital.test_offset_ms = 0
    return real_now()


def _forget_sandbox_patients(session: Session, code: str) -> None:
    here = select(Person.account_id).join(Link).where(Link.hospital_code == code, Link.mode == MODE)
    elsewhere = select(Person.account_id).join(Link).where(Link.hospital_code != code)
    sandbox = select(LineAccount.id).where(LineAccount.channel == "sandbox", LineAccount.id.in_(here))
    accounts = list(session.scalars(sandbox))
    shared = set(session.scalars(elsewhere.where(Person.account_id.in_(accounts))))
    people = select(Person.id).where(Person.account_id.in_(accounts))
    session.execute(delete(Link).where(Link.person_id.in_(people), Link.hospital_code == code))
    gone = [each for each in accounts if each not in shared]
    session.execute(delete(Person).where(Person.account_id.in_(gone)))
    session.execute(delete(LineAccount).where(LineAccount.id.in_(gone)))


def _ahead(session: Session, code: str, goal: datetime) -> tuple[bool, datetime | None]:
    """Whether something due is still under way, and the next due moment up to `goal`."""
    hospital = session.get_one(Hospital, code)
    real = real_now()
    now, ahead = now_for(hospital, MODE, real), offset(hospital, MODE)
    moments = [_moment(each, ahead, now) for each in _open(session, code, goal)]
    waiting = any(moment <= now for moment in moments)
    return waiting, min((moment for moment in moments if now < moment <= goal), default=None)


def _moment(message: Message, ahead: timedelta, now: datetime) -> datetime:
    """When it will be looked at next. One that was put to sleep until the morning sleeps until then.

    What was tried before is repeated in real time: it is under way.
    """
    if message.state != PLANNED or message.first_attempt_at is not None:
        return min(message.due_at, now)
    return max(message.due_at, message.wake_at + ahead)


def _set(database: Database, code: str, moment: datetime) -> None:
    """Put the clock on this moment, unless it is past it, and have the messages wake accordingly."""

    def work(session: Session) -> None:
        hospital = session.get_one(Hospital, code, with_for_update=True)
        ahead = moment - real_now()
        hospital.test_offset_ms = max(hospital.test_offset_ms, _milliseconds(ahead))
        _wake(session, _untried(session, code), offset(hospital, MODE))

    database.write(work)


def _milliseconds(span: timedelta) -> int:
    """Rounded up, so that what is due at a moment is due once the clock was put on it."""
    return -(-span // timedelta(milliseconds=1))


def _wake(session: Session, messages: Iterable[Message], ahead: timedelta) -> None:
    for message in messages:
        wake_at = message.due_at - ahead
        if message.wake_at != wake_at:
            message.wake_at = wake_at
            ring_after_commit(session, [wake_at])


def _untried(session: Session, code: str) -> list[Message]:
    query = select(Message).filter_by(hospital_code=code, mode=MODE, state=PLANNED, first_attempt_at=None)
    return list(session.scalars(query))


def _open(session: Session, code: str, until: datetime) -> list[Message]:
    query = select(Message).filter_by(hospital_code=code, mode=MODE)
    return list(session.scalars(query.where(Message.state.in_(OPEN), Message.due_at <= until)))


def _ended(session: Session, code: str, until: datetime) -> dict[tuple[int, str], Ended]:
    query = (
        select(Message, Booking.booking_ref)
        .join(Booking, Booking.id == Message.booking_id, isouter=True)
        .where(Message.hospital_code == code, Message.mode == MODE)
        .where(Message.state.not_in(OPEN), Message.due_at <= until)
        .order_by(Message.due_at, Message.id)
    )
    return {
        (message.id, message.state): Ended(ref, message.kind, message.due_at.astimezone(UTC), message.state)
        for message, ref in session.execute(query).all()
    }


def _now(session: Session, code: str) -> datetime:
    return now_for(session.get_one(Hospital, code), MODE)
