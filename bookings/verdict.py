"""Shall a claimed message be sent now? Truth is checked at the claim, not only when it was planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bookings.kinds import KINDS, LATE, STILL_AT_NIGHT_WITHIN, TEST
from bookings.plan import Facts, timed
from bookings.states import OPEN_STATES
from bookings.times import after_quiet, is_quiet
from records.claims import Due, Sibling
from records.messages import CANCELLED, EXPIRED, FAILED, OPEN, SENT

RETRY_FOR = timedelta(hours=23)


@dataclass(frozen=True)
class Send:
    """Send it now."""


@dataclass(frozen=True)
class Wait:
    """Look again at this moment of the hospital's clock; the reason says what is waited for."""

    until: datetime
    reason: str | None = None


@dataclass(frozen=True)
class End:
    """It shall not be sent: the end state and why."""

    state: str
    reason: str


Verdict = Send | Wait | End
_SEND = Send()


def judge(due: Due, survey: str, siblings: Iterable[Sibling], now: datetime, real: datetime) -> Verdict:
    """`survey`: the hospital's switch; `now`: its clock; `real`: the real one.

    Siblings are the booking's other messages; only one that `may_be_superseded` needs them.
    """
    if ended := _out_of_time(due, now, real):
        return ended
    # Staff who linked their phone asked for it; they need not be patients.
    if due.kind != TEST and (due.consented_at is None or due.consent_withdrawn_at is not None):
        return End(CANCELLED, "consent_withdrawn")
    if due.removed_at is not None:
        return End(CANCELLED, "person_removed")
    if due.blocked_at is not None:
        return End(FAILED, "blocked")
    tried = due.first_attempt_at is not None
    if due.booking_id is not None and (untrue := _untrue(due, survey, due.kind, due.occurrence, _told(due))):
        return End(CANCELLED, "overtaken") if tried else untrue
    if may_be_superseded(due, now) and _superseded(due, survey, siblings, now):
        return End(CANCELLED, "overtaken") if tried else End(EXPIRED, "superseded")
    if _sleeps(due, now):
        return Wait(after_quiet(now))
    return _SEND


def may_be_superseded(due: Due, now: datetime) -> bool:
    """Whether it is so late that a later message may say it better (`docs/journey.md`)."""
    return due.booking_id is not None and KINDS[due.kind].superseded and now - due.due_at > LATE


def _out_of_time(due: Due, now: datetime, real: datetime) -> End | None:
    """What it last waited for is why it did not leave in time."""
    if due.first_attempt_at is not None:
        if real >= due.first_attempt_at + RETRY_FOR or now >= due.expires_at:
            return End(FAILED, due.reason or "retry_time_over")
        return None
    return End(EXPIRED, due.reason or "too_late") if now >= due.expires_at else None


def _told(due: Due) -> int | None:
    return (due.rendered_from or {}).get("version")


def _untrue(booking: Due, survey: str, kind: str, occurrence: str, told: int | None) -> End | None:
    """Why a message of this booking is no longer true; `told`: the version that it may have told."""
    if told is not None and told != booking.version and kind not in {"survey", "alert"}:
        return End(CANCELLED, "overtaken")
    if kind == "cancelled":
        return None if booking.booking_state == "cancelled" else End(CANCELLED, "overtaken")
    if kind == "alert":
        return None
    if KINDS[kind].timed:
        return _untimely(booking, survey, kind, occurrence)
    return None if booking.booking_state in OPEN_STATES else End(CANCELLED, booking.booking_state)


def _untimely(booking: Due, survey: str, kind: str, occurrence: str) -> End | None:
    if (kind, occurrence) not in _wanted(_facts(booking), survey):
        moved = occurrence != booking.appointment_date.isoformat()
        return End(CANCELLED, "moved" if moved else booking.booking_state)
    if kind != "survey" and not booking.remind_without_nightly and booking.reconfirmed_at is None:
        return End(EXPIRED, "not_confirmed_by_hospital")
    return None


def _facts(booking: Due) -> Facts:
    return Facts(
        booking.booking_state,
        booking.version,
        booking.api_version,
        booking.appointment_date,
        booking.appointment_at,
        booking.queue_called_at is not None,
    )


@lru_cache(maxsize=4096)  # in a burst thousands share a day and a time
def _wanted(facts: Facts, survey: str) -> frozenset[tuple[str, str]]:
    return frozenset((each.kind, each.occurrence) for each in timed(facts, survey))


def _superseded(due: Due, survey: str, siblings: Iterable[Sibling], now: datetime) -> bool:
    """Of several late messages only the latest that is still true is sent."""
    return any(
        KINDS[other.kind].supersedes
        and due.due_at < other.due_at <= now < other.expires_at
        and (
            other.state == SENT
            or (
                other.state in OPEN
                and _untrue(due, survey, other.kind, other.occurrence, other.version_told) is None
            )
        )
        for other in siblings
        if other.id != due.id
    )


def _sleeps(due: Due, now: datetime) -> bool:
    """A message due by day that an outage delayed into the night waits, unless the appointment is near."""
    rule = KINDS.get(due.kind)
    if rule is None:  # an editor's test message
        return False
    soon = not rule.timed and rule.useful is None and due.expires_at - now < STILL_AT_NIGHT_WITHIN
    return rule.waits_for_morning and not soon and is_quiet(now) and not is_quiet(due.due_at)
