"""A month's quota as values: how much is left, what is kept back, and whether it will suffice."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bookings.times import BANGKOK

Level = Literal["unlimited", "fine", "short", "reserved", "used_up"]
_WEEK = 7  # days that the forecast looks back: reminders have quiet weekends


@dataclass(frozen=True)
class Quota:
    """One channel's month: what is used by now, what is kept for the urgent kinds, and the pace of late."""

    limit: int | None
    used: int
    reserve: int
    per_day: float
    spent_at: datetime | None
    read_at: datetime

    @property
    def left(self) -> int | None:
        """How many may still be sent; None: any number."""
        return None if self.limit is None else max(0, self.limit - self.used)

    @property
    def forecast(self) -> int:
        """How many will have been sent by the month's end at the pace of late."""
        return round(self.used + self.per_day * _days_left(self.read_at))

    @property
    def lasts_until(self) -> date | None:
        """The day on which only the reserve will be left; None when that is not this month."""
        if self.limit is None or self.forecast <= self.limit - self.reserve:
            return None
        free = max(0, self.limit - self.used - self.reserve)
        days = free / self.per_day if self.per_day else 0.0
        return (self.read_at.astimezone(BANGKOK) + timedelta(days=days)).date()

    @property
    def level(self) -> Level:
        """How bad it is, in one word."""
        if self.spent_at is not None:
            return "used_up"
        if self.left is None:
            return "unlimited"
        if self.left <= self.reserve:
            return "reserved"
        return "fine" if self.lasts_until is None else "short"


def reserve_of(limit: int | None, percent: int) -> int:
    """How much of a month's quota is kept for the urgent kinds, rounded up."""
    return -(-(limit or 0) * percent // 100)


def pace(days: Mapping[date, int], used: int, now: datetime) -> float:
    """Messages a day: the mean of the last seven whole days that are known, else of this month so far."""
    today = now.astimezone(BANGKOK).date()
    known = [day for day in days if day < today]
    if not known:
        return used / max(_days_gone(now), 1.0)
    first = max(min(known), today - timedelta(days=_WEEK))
    span = (today - first).days
    return sum(days.get(first + timedelta(days=number), 0) for number in range(span)) / span


def believed(says: int, said: int, used: int, sent: int) -> int:
    """What to take as used: what LINE says, or, as that may lag, what was known and what left since.

    `said` and `used`: what it said last, and what was believed then. It never falls within a month: when it
    does, the month has turned. After an interval without pushes it is right.
    """
    return says if says < said or not sent else max(says, used + sent)


def _days_gone(now: datetime) -> float:
    local = now.astimezone(BANGKOK)
    return local.day - 1 + local.hour / 24


def _days_left(now: datetime) -> float:
    local = now.astimezone(BANGKOK)
    return monthrange(local.year, local.month)[1] - _days_gone(now)
