"""The short list of filters that templates and words may use. README.md has a table of them for editors."""

import re
from collections.abc import Callable, Sized
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from flex_templates import calendar, graphemes, telephones
from flex_templates.checks.values import COLOUR
from flex_templates.errors import Refused

LONGEST_URI = 1000
NUMBER_WIDTH = 170  # pixels inside the panel on a phone of 320
WIDEST_LETTER = 0.66  # of the letter size: bold Latin capitals, digits and Thai
LARGEST, SMALLEST = 74, 19
SHORT_KINDS = (("โรงพยาบาลส่งเสริมสุขภาพตำบล", "รพ.สต."), ("โรงพยาบาล", "รพ."))


@pass_context
def thai_date(context: Context, value: object) -> str:
    """2026-11-25 → "พุธ 25 พ.ย. 2569", in English "Wed 25 Nov 2026"."""
    return calendar.date_words(_day(value), _language(context))


@pass_context
def day_word(context: Context, value: object, today: object) -> str:
    """Yesterday, today or tomorrow as a word; any other day as `thai_date`."""
    return calendar.day_word(_day(value), _day(today), _language(context))


@pass_context
def near_day(context: Context, value: object, today: object) -> str:
    """Yesterday, today or tomorrow as a word; empty for any other day, so that $if can ask."""
    return calendar.near_day(_day(value), _day(today), _language(context))


@pass_context
def full_day(context: Context, value: object, today: object) -> str:
    """Inside a sentence: "พรุ่งนี้ พุธ 25 พ.ย. 2569", any other day "วันพุธ 25 พ.ย. 2569"."""
    return calendar.full_day(_day(value), _day(today), _language(context))


@pass_context
def clock(context: Context, value: object) -> str:
    """10:00 → "10.00 น.", in English "10:00"."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:\d\d)?", str(value))
    if not found:
        sentence = f"{value!r} is not a clock time such as 10:00; guard it with $if when it may be null"
        raise Refused(sentence, "not_a_clock_time")
    return calendar.clock_words(int(found[1]), int(found[2]), _language(context))


@pass_context
def distance(context: Context, kilometres: object) -> str:
    """2.34 → "2.3 กม."; under a kilometre in metres."""
    if isinstance(kilometres, bool) or not isinstance(kilometres, int | float):
        sentence = f"{kilometres!r} is not a number of kilometres; guard it with $if when it may be null"
        raise Refused(sentence, "not_a_distance")
    thai = _language(context) == "th"
    if kilometres < 0.95:
        return f"{max(round(kilometres, 1), 0.1) * 1000:.0f} {'ม.' if thai else 'm'}"
    return f"{kilometres:.1f} {'กม.' if thai else 'km'}"


def tel(value: object) -> str:
    """ "02 598 8888 ต่อ 12" → "tel:025988888"; empty when there is no number in it, so that $if can ask."""
    number = telephones.digits(value) if isinstance(value, str) else ""
    return f"tel:{number}" if number else ""


def phone(value: object) -> str:
    """The first telephone number as Thai people write it: "025988888" → "02-598-8888"."""
    return telephones.grouped(_text(value))


def link(value: object) -> str:
    """A web address that LINE takes, percent-encoded; empty when it cannot be one, so that $if can ask."""
    return _link(value.strip()) if isinstance(value, str) else ""


@lru_cache(maxsize=1024)  # asked twice for each button: in its $if and in its address
def _link(value: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", value):
        return ""
    address = quote(value, safe="%:/?#[]@!$&'()*+,;=~")
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return ""
    usable = (
        parts.scheme.lower() in ("http", "https") and parts.hostname is not None and parts.netloc.isascii()
    )
    return address if usable and " " not in parts.netloc and len(address) <= LONGEST_URI else ""


def urlencode(value: object) -> str:
    """Percent-encode everything that may not stand inside a query."""
    return quote(_text(value), safe="")


def truncate(value: object, limit: int = 20) -> str:
    """One line of at most `limit` characters as a reader counts them, with "…" when cut."""
    return graphemes.shorten(" ".join(_text(value).split()), limit)


def short_hospital(value: object, limit: int = 20) -> str:
    """A hospital's name for a small button: "โรงพยาบาลปทุมธานี" → "รพ.ปทุมธานี"."""
    name = _text(value).strip()
    for long, short in SHORT_KINDS:
        if name.startswith(long):
            name = short + name[len(long) :].lstrip()
            break
    if graphemes.count(name) > limit:
        name = name.removesuffix(" Hospital")
    return truncate(name, limit)


def default(value: object, instead: object = "") -> object:
    """What to show instead of null or a blank text."""
    blank = isinstance(value, Undefined) or value is None or (isinstance(value, str) and not value.strip())
    return instead if blank else value


def length(value: object) -> int:
    """How many items a list has, or how many characters a text, as a reader counts them."""
    if isinstance(value, str):
        return graphemes.count(value)
    if isinstance(value, Sized):
        return len(value)
    raise Refused("only a list or a text has a length; guard it with $if when it may be null")


def number_size(value: object) -> str:
    """How large a queue number can be on a line of a small phone: "A012" → "64px"; long ones wrap at 19px."""
    characters = max(graphemes.count(_text(value)), 1)
    return f"{max(min(int(NUMBER_WIDTH / (WIDEST_LETTER * characters)), LARGEST), SMALLEST)}px"


def ink(background: object) -> str:
    """Black or white, whichever can be read on that colour."""
    if not isinstance(background, str) or not COLOUR.fullmatch(background):
        raise Refused(f"{background!r} is not a colour such as #0B6E4F", "not_a_colour")
    return "#FFFFFF" if luminance(background) < 0.179 else "#000000"


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        thai_date, day_word, near_day, full_day, clock, distance, tel, phone, link, urlencode,
        truncate, short_hospital, default, length, number_size, ink,
    )
}  # fmt: skip


def _language(context: Context) -> str:
    return "en" if context.get("language") == "en" else "th"


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        sentence = f"{value!r} is not a date such as 2026-11-25; guard it with $if when it may be null"
        raise Refused(sentence, "not_a_date") from None


def _text(value: object) -> str:
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is missing
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused("a text is needed here; guard it with $if when it may be null", "not_a_text")
    return str(value)
