"""Shall a claimed message be sent now? Truth is checked at the claim, not only when it was planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bookings.content import facts
from bookings.kinds import KINDS, LATE, STILL_AT_NIGHT_WITHIN
from bookings.plan import timed
from bookings.states import OPEN_STATES
from bookings.times import after_quiet, is_quiet
from records.bookings import Booking
from records.messages import CANCELLED, EXPIRED, FAILED, OPEN, SENT, Message
from records.people import LineAccount

RETRY_FOR = timedelta(hours=23)


@dataclass(frozen=True)
class Send:
    """Send it now."""


@dataclass(frozen=True)
class Wait:
    """Look again at this moment of the hospital's clock."""

    until: datetime


@dataclass(frozen=True)
class End:
    """It shall not be sent: the end state and why."""

    state: str
    reason: str


Verdict = Send | Wait | End


def judge(
    message: Message,
    booking: Booking | None,
    account: LineAccount,
    siblings: Iterable[Message],
    now: datetime,
    real: datetime,
) -> Verdict:
    """`now` is the hospital's clock, `real` the real one; siblings are the booking's other messages."""
    tried = message.first_attempt_at is not None
    if message.first_attempt_at and real >= message.first_attempt_at + RETRY_FOR:
        return End(FAILED, "retry_time_over")
    if now >= message.expires_at:
        return End(FAILED, "retry_time_over") if tried else End(EXPIRED, "too_late")
    if not account.consents:
        return End(CANCELLED, "consent_withdrawn")
    if booking is not None and booking.link.person.removed_at is not None:
        return End(CANCELLED, "person_removed")
    if account.blocked_at is not None:
        return End(FAILED, "blocked")
    if booking is not None and (untrue := _untrue(message, booking)):
        return End(CANCELLED, "overtaken") if tried else untrue
    if _superseded(message, booking, siblings, now):
        return End(CANCELLED, "overtaken") if tried else End(EXPIRED, "superseded")
    if _sleeps(message, now):
        return Wait(after_quiet(now))
    return Send()


def _untrue(message: Message, booking: Booking) -> End | None:
    told = (message.rendered_from or {}).get("version", booking.version)
    if told != booking.version and message.kind not in {"survey", "alert"}:
        return End(CANCELLED, "overtaken")
    if message.kind == "cancelled":
        return None if booking.state == "cancelled" else End(CANCELLED, "overtaken")
    if message.kind == "alert":
        return None
    if KINDS[message.kind].timed:
        return _untimely(message, booking)
    return None if booking.state in OPEN_STATES else End(CANCELLED, booking.state)


def _untimely(message: Message, booking: Booking) -> End | None:
    wanted = {(each.kind, each.occurrence) for each in timed(facts(booking), booking.hospital.survey)}
    if (message.kind, message.occurrence) not in wanted:
        moved = message.occurrence != booking.appointment_date.isoformat()
        return End(CANCELLED, "moved" if moved else booking.state)
    reminder = message.kind != "survey"
    if reminder and not booking.remind_without_nightly and booking.reconfirmed_at is None:
        return End(EXPIRED, "not_confirmed_by_hospital")
    return None


def _superseded(
    message: Message, booking: Booking | None, siblings: Iterable[Message], now: datetime
) -> bool:
    """Of several late messages only the latest that is still true is sent (`docs/journey.md`)."""
    if booking is None or not KINDS[message.kind].superseded or now - message.due_at <= LATE:
        return False
    return any(
        KINDS[other.kind].supersedes
        and message.due_at < other.due_at <= now < other.expires_at
        and (other.state == SENT or (other.state in OPEN and _untrue(other, booking) is None))
        for other in siblings
        if other.id != message.id
    )


def _sleeps(message: Message, now: datetime) -> bool:
    """A message due by day that an outage delayed into the night waits, unless the appointment is near."""
    rule = KINDS[message.kind]
    soon = not rule.timed and rule.useful is None and message.expires_at - now < STILL_AT_NIGHT_WITHIN
    return rule.waits_for_morning and not soon and is_quiet(now) and not is_quiet(message.due_at)
