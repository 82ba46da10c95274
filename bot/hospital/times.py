"""Times, days and durations as hospitals write them (`docs/hospital-api.md`, common rules)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from bookings.times import BANGKOK

FIRST_YEAR, LAST_YEAR = 1970, 2399
BUDDHIST = range(2400, 2701)
BUDDHIST_AHEAD = 543

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[Tt ](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(:(?P<second>\d\d)([.,](?P<fraction>\d{1,9}))?)?"
    # A form turns the "+" of an offset into a space unless it was encoded.
    r"(?P<offset>[Zz]|[+\- ](?P<hours>\d\d):?(?P<minutes>\d\d)?)?",
    re.ASCII,
)
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?", re.ASCII
)


class NotATime(ValueError):
    """The text cannot be understood; the message says what to send instead."""


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time; without an offset it is Bangkok's. Raises NotATime."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise NotATime("must be an ISO 8601 time such as 2026-11-25T10:00:00+07:00")
    day = parse_day(found["day"])
    fraction = int((found["fraction"] or "").ljust(6, "0")[:6])
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), fraction)
        return datetime.combine(day, clock, _zone(found)).astimezone(BANGKOK)
    except ValueError:
        raise NotATime("is not a time that exists") from None


def parse_day(text: str) -> date:
    """An ISO 8601 date. Raises NotATime, for a Buddhist-era year with the year to send instead."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise NotATime("must be a date such as 2026-11-25")
    year = int(found["year"])
    if year in BUDDHIST:
        raise NotATime(
            f"has the Buddhist-era year {year}; send the Common Era: {year - BUDDHIST_AHEAD} for {year}"
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotATime(f"has a year outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise NotATime("is not a day that exists") from None


def parse_duration(text: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, hours, minutes and seconds, not negative. Raises NotATime."""
    text = text.strip()
    if text.startswith("-"):
        raise NotATime("must not be negative: the clock only moves forward")
    if re.match(r"P[\d.,]*[YM]|P[\d.,WD]+[YM]", text):
        raise NotATime("must not hold years or months, whose length varies; use weeks, days, hours (P1DT9H)")
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise NotATime("must be an ISO 8601 duration such as P1DT9H or PT30M")
    weeks, days, hours, minutes, seconds = (float((each or "0").replace(",", ".")) for each in found.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise NotATime("is far too long") from None


def iso(moment: datetime | None) -> str | None:
    """A moment for an answer: in Bangkok, with +07:00."""
    return moment.astimezone(BANGKOK).isoformat() if moment else None


def _zone(found: re.Match[str]) -> tzinfo:
    offset: str | None = found["offset"]
    if offset is None:
        return BANGKOK
    if offset in "Zz":
        return UTC
    minutes = int(found["minutes"] or 0)
    if minutes > 59:
        raise ValueError(offset)
    ahead = timedelta(hours=int(found["hours"]), minutes=minutes)
    return timezone(-ahead if offset[0] == "-" else ahead)
