"""Tells hospitals what happened, in the transaction in which it happened (Standard Webhooks)."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.times import BANGKOK
from records.bookings import Booking
from records.database import ring_after_commit
from records.events import Event, EventDelivery, EventEndpoint, listening
from records.messages import Message


def happened(session: Session, booking: Booking, kind: str, now: datetime, **data: Any) -> None:
    """Write the event and a delivery for each endpoint that listens; nothing when none does.

    `now` is the hospital's clock. No name and no words of the patient leave this way. Rung after the commit:
    a hospital never hears of what was taken back.
    """
    if _write(session, booking, kind, now, data):
        ring_after_commit(session, [real_now()])


def _write(session: Session, booking: Booking, kind: str, now: datetime, data: dict[str, Any]) -> bool:
    endpoints = listening(session, booking.hospital_code, booking.mode, kind)
    if not endpoints:
        return False
    said = {"booking_ref": booking.booking_ref, "mode": booking.mode, "state": booking.state, **data}
    event = Event(
        id=f"evt_{secrets.token_hex(12)}", booking_id=booking.id, kind=kind, data=said, happened_at=now
    )
    session.add(event)
    session.flush()
    real = real_now()
    session.add_all(EventDelivery(event_id=event.id, endpoint_id=each.id, wake_at=real) for each in endpoints)
    return True


def messages_ended(session: Session, ids: Iterable[int], kind: str) -> None:
    """Tell that these messages were sent (`message.sent`) or failed; quick when nobody listens.

    Not rung: the worker that wrote it looks for deliveries itself when its slice of sending is over.
    """
    ids = list(ids)
    if (
        not ids
        or session.scalar(select(EventEndpoint.id).where(EventEndpoint.disabled_at.is_(None)).limit(1))
        is None
    ):
        return
    found = (
        select(Message, Booking).join(Booking, Booking.id == Message.booking_id).where(Message.id.in_(ids))
    )
    for message, booking in session.execute(found.execution_options(populate_existing=True)).all():
        if message.state != kind.removeprefix("message."):
            continue
        at = message.sent_at or real_now()
        told = {
            "kind": message.kind,
            "state": message.state,
            "due_at": _iso(message.due_at),
            "sent_at": _iso(message.sent_at),
            "reason": message.reason,
        }
        _write(session, booking, kind, at, {"message": told})


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(BANGKOK).isoformat() if moment else None
