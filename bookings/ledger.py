"""Keeps a booking's rows of the ledger equal to its plan, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bookings.content import facts
from bookings.kinds import KINDS, TIMED
from bookings.now import offset
from bookings.plan import Planned, still_plannable, timed
from bookings.trail import Named, trail
from records.bookings import Booking
from records.database import ring_after_commit
from records.messages import CANCELLED, EXPIRED, PLANNED, Message

# Nothing newer says it to her: the hospital is to know, whether or not a try may have arrived.
_NOT_TOLD = frozenset({"consent_withdrawn", "person_removed"})


def rows(session: Session, booking: Booking) -> list[Message]:
    """All messages of a booking as they are now, locked, in the order in which they fall due."""
    return rows_of(session, [booking])[booking.id]


def rows_of(session: Session, bookings: Iterable[Booking]) -> dict[int, list[Message]]:
    """The same for several bookings, by their ids."""
    found: dict[int, list[Message]] = {booking.id: [] for booking in bookings}
    if not found:
        return found
    query = select(Message).where(Message.booking_id.in_(found)).order_by(Message.due_at, Message.id)
    # A worker may have claimed one since this session last looked.
    fresh = query.with_for_update().execution_options(populate_existing=True)
    for message in session.scalars(fresh):
        found[message.booking_id or 0].append(message)
    return found


def add(session: Session, booking: Booking, planned: Planned, call: dict[str, Any] | None = None) -> Message:
    """Write one message and have it rung when the transaction is durable."""
    message = Message(**_row(session, booking, planned), call=call)
    session.add(message)
    return message


def add_many(session: Session, planned: Iterable[tuple[Booking, Planned]]) -> None:
    """Write many in one statement."""
    if new := [_row(session, booking, each) for booking, each in planned]:
        session.execute(insert(Message), new)


def _row(session: Session, booking: Booking, planned: Planned) -> dict[str, Any]:
    wake_at = planned.due_at - offset(booking.hospital, booking.mode)
    ring_after_commit(session, [wake_at])
    trail(session).planned.append(Named(planned.kind, planned.occurrence))
    return {
        "booking_id": booking.id,
        "account_id": booking.link.person.account_id,
        "hospital_code": booking.hospital_code,
        "mode": booking.mode,
        "kind": planned.kind,
        "occurrence": planned.occurrence,
        "urgency": KINDS[planned.kind].urgency,
        "state": PLANNED,
        "due_at": planned.due_at,
        "expires_at": planned.expires_at,
        "wake_at": wake_at,
    }


def follow_plan(
    session: Session,
    booking: Booking,
    now: datetime,
    *,
    nightly: bool = False,
    messages: list[Message] | None = None,
) -> None:
    """Plan, move, revive and cancel the timed messages so that they are those of the booking as it is.

    `messages`: its rows where the caller has locked them already; what is added is put there too.
    """
    messages = rows(session, booking) if messages is None else messages
    ahead = offset(booking.hospital, booking.mode)
    wanted = {(each.kind, each.occurrence): each for each in timed(facts(booking), booking.hospital.survey)}
    for message in messages:
        if message.kind not in TIMED:
            continue
        planned = wanted.pop((message.kind, message.occurrence), None)
        if planned is None:
            _end(message, "moved" if booking.state in {"booked", "confirmed"} else booking.state)
        elif message.state == PLANNED and not tried(message):
            _schedule(session, message, planned, ahead)
        elif _revivable(message, planned, now, nightly):
            message.state, message.reason = PLANNED, None
            _schedule(session, message, planned, ahead)
    for planned in wanted.values():
        if still_plannable(planned, now):
            messages.append(add(session, booking, planned))


def tried(message: Message) -> bool:
    """Whether a push was ever begun: then the patient may have seen it, whatever the state says."""
    return message.first_attempt_at is not None


def drop(messages: Iterable[Message], reason: str) -> None:
    """Cancel those that nobody is sending at this moment."""
    for message in messages:
        _end(message, reason)


def waiting_card(messages: Iterable[Message]) -> Message | None:
    """The first queue card while nobody has tried to send it: it will show whatever the booking is by then.

    None once anything about the booking was tried: she may know of it, so she has to be told of a change.
    """
    messages = list(messages)
    if any(tried(message) for message in messages):
        return None
    cards = (each for each in messages if each.kind == "queue_card" and each.state == PLANNED)
    return next(cards, None)


def _schedule(session: Session, message: Message, planned: Planned, ahead: timedelta) -> None:
    message.due_at, message.expires_at = planned.due_at, planned.expires_at
    message.wake_at = planned.due_at - ahead
    ring_after_commit(session, [message.wake_at])


def _end(message: Message, reason: str) -> None:
    if message.state == PLANNED:
        overtaken = tried(message) and reason not in _NOT_TOLD
        message.state, message.reason = CANCELLED, "overtaken" if overtaken else reason
        message.rendered_from = None


def _revivable(message: Message, planned: Planned, now: datetime, nightly: bool) -> bool:
    if tried(message):
        return False
    if message.state == CANCELLED:
        return still_plannable(planned, now)
    late_call = message.state == EXPIRED and message.reason == "not_confirmed_by_hospital"
    return late_call and nightly and now < planned.expires_at
