"""Which messages a booking calls for, and when. Values in, values out (`docs/journey.md` S5–S10)."""

from dataclasses import dataclass
from datetime import date, datetime

from bookings.kinds import KINDS, STILL_AT_NIGHT_WITHIN
from bookings.times import (
    BANGKOK,
    DAY_BEFORE_AT,
    END_OF_VISITS,
    QUIET_FROM,
    SAME_DAY_AT,
    SURVEY_AT,
    after_quiet,
    at,
    not_before_six,
)


@dataclass(frozen=True)
class Facts:
    """What the plan needs to know of a booking. `called` is whether her queue was ever near."""

    state: str
    version: int
    api_version: int
    appointment_date: date
    appointment_at: datetime | None
    called: bool = False


@dataclass(frozen=True)
class Planned:
    """A message to come, on the hospital's clock. Unique in its booking by (kind, occurrence)."""

    kind: str
    occurrence: str
    due_at: datetime
    expires_at: datetime


def appointment(booking: Facts) -> datetime:
    """The appointed moment; without a clock time, 20:00 of its day."""
    return booking.appointment_at or at(booking.appointment_date, END_OF_VISITS)


def plan(booking: Facts, now: datetime, survey: str = "all") -> list[Planned]:
    """All messages of a booking that is made now: its card at once and the timed ones still ahead."""
    return [news("queue_card", booking, now), *upcoming(booking, now, survey)]


def upcoming(booking: Facts, now: datetime, survey: str = "all") -> list[Planned]:
    """The timed messages that may still be planned at `now`.

    A reminder whose moment is over is not planned: a late message is worse than none. A survey may still be
    asked for while it is useful, because a hospital often tells of the visit only in the evening.
    """
    return [each for each in timed(booking, survey) if still_plannable(each, now)]


def still_plannable(message: Planned, now: datetime) -> bool:
    """Whether it makes sense to plan this timed message now."""
    return now < message.expires_at if message.kind == "survey" else now <= message.due_at


def timed(booking: Facts, survey: str = "all") -> list[Planned]:
    """The timed messages that the booking in its present state calls for, past or to come."""
    day, occurrence, when = (
        booking.appointment_date,
        booking.appointment_date.isoformat(),
        appointment(booking),
    )
    wanted: list[Planned] = []
    if booking.state in {"booked", "confirmed"}:
        wanted.append(Planned("day_before", occurrence, at(day, DAY_BEFORE_AT, -1), at(day, QUIET_FROM, -1)))
        wanted.append(Planned("same_day", occurrence, at(day, SAME_DAY_AT), when))
    if _surveyed(booking, survey):
        wanted.append(Planned("survey", occurrence, at(day, SURVEY_AT, 1), at(day, END_OF_VISITS, 2)))
    return [each for each in wanted if each.due_at < each.expires_at]


def _surveyed(booking: Facts, survey: str) -> bool:
    if booking.state == "served":
        return True
    # Version 3 has no call for the visit's outcome: there the near-queue call stands for it.
    came = booking.api_version > 3 or booking.called
    return booking.state in {"booked", "confirmed"} and survey == "all" and came


def news(
    kind: str, booking: Facts, now: datetime, *, nightly: bool = False, occurrence: str | None = None
) -> Planned:
    """A message at once; in the morning where its kind wakes nobody or a nightly call caused it."""
    rule, when = KINDS[kind], appointment(booking)
    soon = when - now < STILL_AT_NIGHT_WITHIN
    due = now
    if rule.waits_for_morning and not (soon and rule.useful is None):
        due = after_quiet(now)
    if nightly:
        due = not_before_six(due)
    expires = due + rule.useful if rule.useful else when
    return Planned(kind, occurrence or str(booking.version), due.astimezone(BANGKOK), expires)
