"""What version 3's free texts mean: the queue, the clock time, the day. Values in, values out."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from bookings.times import BANGKOK
from bot.hospital.times import BUDDHIST, BUDDHIST_AHEAD, FIRST_YEAR, LAST_YEAR

QUEUE_WORD = "คิวที่"
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_CLOCK_TIME = re.compile(
    # Not the middle of a longer number, and not the beginning of a date such as 12.06.2561.
    r"(?<![\d.:])([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d|\.\d)",
    re.ASCII,
)
_REST = (
    r"(?:[Tt ]\s*(?P<clock>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?:น\.?)?"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_REST}", re.ASCII
)
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}}){_REST}", re.ASCII
)


class Queue(NamedTuple):
    """A queue number, and the service point and the whole text where these could be told apart."""

    number: str
    department: str | None
    text: str | None


def split_queue(text: str) -> Queue:
    """ "จุดคัดกรอง คิวที่ 201" → 201 at จุดคัดกรอง; a text that cannot be split is the number as it is."""
    before, word, after = text.rpartition(QUEUE_WORD)
    number = after.strip(" :#-")
    if not word or not number:
        return Queue(text, None, None)
    return Queue(number, before.strip(" :-") or None, text)


def first_clock_time(text: str) -> time | None:
    """The first clock time in a text: 09:00, 9.00 น., ๐๙:๐๐."""
    found = _CLOCK_TIME.search(text.translate(_THAI_DIGITS))
    return time(int(found[1]), int(found[2])) if found else None


class Day(NamedTuple):
    """The day that is meant, or None; and which quirks of `quirks.py` its text has."""

    day: date | None
    quirks: tuple[str, ...] = ()


def read_day(text: str) -> Day:
    """The day meant by 2018-12-26, 26/12/2018, 26/12/2561, with or without a clock time.

    A clock time with an offset (a browser's `toISOString`) is a moment: the day is that of Bangkok.
    """
    plain = text.translate(_THAI_DIGITS)
    found = _YEAR_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
    if found is None:
        return Day(None)
    said_year = int(found["year"])
    year = said_year - (BUDDHIST_AHEAD if said_year in BUDDHIST else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(None)
    try:
        day = date(year, int(found["month"]), int(found["day"]))
        clock = time.fromisoformat(_padded(found["clock"]))
        meant = datetime.combine(day, clock, _zone(found["offset"])).astimezone(BANGKOK).date()
    except ValueError:
        return Day(None)
    seen = {
        "day_first": found.re is _DAY_FIRST,
        "buddhist_year": year != said_year,
        "day_with_clock": found["clock"] is not None,
    }
    quirks = tuple(name for name, there in seen.items() if there)
    return Day(meant, quirks or (() if text == meant.isoformat() else ("day_otherwise",)))


def _padded(clock: str | None) -> str:
    """What `time.fromisoformat` reads: two digits for the hour, no more than six of a fraction."""
    whole, _, fraction = (clock or "00:00").partition(".")
    return whole.zfill(8 if whole.count(":") == 2 else 5) + (f".{fraction[:6]:0<6}" if fraction else "")


def _zone(offset: str | None) -> tzinfo:
    if offset is None:
        return BANGKOK
    if offset in "Zz":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:])))
