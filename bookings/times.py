"""Thai time and the hours of the journey."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
NIGHTLY_UNTIL = time(1)
DAY_BEFORE_AT = time(9)
SAME_DAY_AT = time(6)
SURVEY_AT = time(12)
QUIET_FROM = time(21)
QUIET_UNTIL = time(6)
END_OF_VISITS = time(20)


def at(day: date, clock: time, days: int = 0) -> datetime:
    """That clock time in Bangkok, `days` after `day`."""
    return datetime.combine(day + timedelta(days=days), clock, BANGKOK)


def is_quiet(moment: datetime) -> bool:
    """Whether people sleep: 21:00 to 6:00."""
    clock = moment.astimezone(BANGKOK).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def after_quiet(moment: datetime) -> datetime:
    """The moment itself by day, else the next 6:00."""
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(BANGKOK)
    return at(local.date(), QUIET_UNTIL, days=1 if local.time() >= QUIET_FROM else 0)


def not_before_six(moment: datetime) -> datetime:
    """What a nightly call causes waits for 6:00, also when a fast clock calls before midnight.

    Source: `docs/hospital-api.md`, Nightly call.
    """
    return after_quiet(moment)
