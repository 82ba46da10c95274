"""Version 3's plain alerts: about a booking or about none, sent at once."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings import service
from bookings.kinds import KINDS
from bookings.now import offset
from bookings.plan import Facts, news
from bookings.times import BANGKOK
from records.bookings import Booking
from records.database import ring_after_commit
from records.hospitals import Hospital
from records.messages import PLANNED, Message
from records.people import Link

REPETITION_WITHIN = timedelta(minutes=2)


def alert(session: Session, link: Link, booking: Booking | None, call: dict[str, Any], now: datetime) -> bool:
    """Plan an alert to the patient of this link. `call` is JSON: all that the card says.

    Returns whether there is a new one: the content of one of the last two minutes is a repetition.
    """
    if _said_just_now(session, link, call, now):
        return False
    if booking is not None:
        service.alert(session, booking, call, now)
    else:
        _alert_about_none(session, link, call, now)
    return True


def _said_just_now(session: Session, link: Link, call: dict[str, Any], now: datetime) -> bool:
    # One that waits for the morning is due later than now, so it counts too.
    lately = (
        select(Message)
        .filter_by(kind="alert", account_id=link.person.account_id, hospital_code=link.hospital_code)
        .where(Message.mode == link.mode, Message.due_at >= now - REPETITION_WITHIN)
    )
    return any(message.call == call for message in session.scalars(lately))


def _alert_about_none(session: Session, link: Link, call: dict[str, Any], now: datetime) -> None:
    day = now.astimezone(BANGKOK).date()
    about = Facts("booked", version=1, api_version=3, appointment_date=day, appointment_at=None)
    planned = news("alert", about, now, occurrence=secrets.token_hex(8))
    message = Message(
        booking_id=None,
        account_id=link.person.account_id,
        hospital_code=link.hospital_code,
        mode=link.mode,
        kind="alert",
        occurrence=planned.occurrence,
        urgency=KINDS["alert"].urgency,
        state=PLANNED,
        call=call,
        due_at=planned.due_at,
        expires_at=planned.expires_at,
        wake_at=planned.due_at - offset(session.get_one(Hospital, link.hospital_code), link.mode),
    )
    session.add(message)
    ring_after_commit(session, [message.wake_at])
    session.flush()
