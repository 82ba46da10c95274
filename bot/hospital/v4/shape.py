"""A booking as version 4 answers it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings.content import Caller
from bookings.trail import Named
from bot.hospital.times import iso
from records.bookings import Booking
from records.messages import Message


class MessageShape(TypedDict):
    """A planned, sent or dropped message. `reason` is a code."""

    kind: str
    state: str
    due_at: str | None
    sent_at: str | None
    reason: str | None


class BookingShape(TypedDict):
    """A booking as it is now; an absent field is null, all times carry +07:00."""

    connect_id: str
    booking_ref: str
    appointment_at: str | None
    appointment_date: str
    time_text: str | None
    queue_number: str
    department: str | None
    location: str | None
    note: str | None
    patient_name: str | None
    details_url: str | None
    live_queue_url: str | None
    state: str
    reconfirmed_at: str | None
    created_at: str | None
    updated_at: str | None
    messages: list[MessageShape]


class BookingPage(TypedDict):
    """A page of a list; `next_cursor` is null on the last one."""

    bookings: list[BookingShape]
    next_cursor: str | None


_COLUMNS = (Message.kind, Message.state, Message.due_at, Message.sent_at, Message.reason)


def booking_shape(session: Session, booking: Booking) -> BookingShape:
    """One booking with its messages."""
    return booking_shapes(session, [booking])[0]


def booking_shapes(session: Session, bookings: Sequence[Booking]) -> list[BookingShape]:
    """Several bookings in the given order, all their messages read at once."""
    session.flush()
    # Columns, not records: a batch shows thousands.
    found = session.execute(
        select(Message.booking_id, *_COLUMNS)
        .where(Message.booking_id.in_({booking.id for booking in bookings}))
        .order_by(Message.due_at, Message.id)
    )
    messages: dict[int | None, list[Any]] = defaultdict(list)
    for message in found:
        messages[message.booking_id].append(message)
    return [_shape(booking, messages[booking.id]) for booking in bookings]


def messages_by_name(
    session: Session, who: Caller, refs: Collection[str]
) -> dict[str, dict[Named, MessageShape]]:
    """The messages of the caller's bookings, by the booking's ref and their own name."""
    if not refs:
        return {}
    found = session.execute(
        select(Booking.booking_ref, Message.occurrence, *_COLUMNS)
        .join(Booking, Booking.id == Message.booking_id)
        .where(Booking.hospital_code == who.hospital_code, Booking.mode == who.mode)
        .where(Booking.booking_ref.in_(refs))
        .order_by(Message.due_at, Message.id)
    )
    messages: dict[str, dict[Named, MessageShape]] = defaultdict(dict)
    for each in found:
        messages[each.booking_ref][Named(each.kind, each.occurrence)] = _message(each)
    return messages


def _shape(booking: Booking, messages: Iterable[Any]) -> BookingShape:
    return {
        "connect_id": booking.link.connect_id,
        "booking_ref": booking.booking_ref,
        "appointment_at": iso(booking.appointment_at),
        "appointment_date": booking.appointment_date.isoformat(),
        "time_text": booking.time_text,
        "queue_number": booking.queue_number,
        "department": booking.department,
        "location": booking.location,
        "note": booking.note,
        "patient_name": booking.patient_name,
        "details_url": booking.details_url,
        "live_queue_url": booking.live_queue_url,
        "state": booking.state,
        "reconfirmed_at": iso(booking.reconfirmed_at),
        "created_at": iso(booking.created_at),
        "updated_at": iso(booking.updated_at),
        "messages": [_message(message) for message in messages],
    }


def _message(message: Any) -> MessageShape:
    return {
        "kind": message.kind,
        "state": message.state,
        "due_at": iso(message.due_at),
        "sent_at": iso(message.sent_at),
        "reason": message.reason,
    }
