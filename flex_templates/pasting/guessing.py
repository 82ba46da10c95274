"""What in a text looks like a variable: as the sample has it, or by its form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from jinja2 import TemplateError as JinjaError

from flex_templates.errors import Refused
from flex_templates.review.catalogue import Variable
from flex_templates.sandbox import compile_expression
from flex_templates.scope import Scope

_DAYS = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์"
_MONTHS = (
    r"ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.|มกราคม|กุมภาพันธ์|มีนาคม|"
    "เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
)
# Path, what it looks like, how it is shown, and when it is (where that is not the variable itself).
FORMS: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "booking.date",
        re.compile(rf"(?:(?:วัน)?(?:{_DAYS})(?:ที่)?,? ?)?\d{{1,2}} ?(?:{_MONTHS})(?: ?(?:พ\.ศ\. ?)?\d{{4}})?"),
        "booking.date | thai_date",
        "",
    ),
    ("booking.date", re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "booking.date | thai_date", ""),
    ("booking.time", re.compile(r"(?:เวลา )?\d{1,2}[.:]\d\d ?(?:น\.|นาฬิกา)"), "booking.time | clock", ""),
    (
        "hospital.telephone",
        re.compile(r"\b0\d{1,2}[- ]?\d{3}[- ]?\d{3,4}\b"),
        "hospital.telephone | phone",
        "hospital.telephone",
    ),
    ("booking.queue_number", re.compile(r"\b[A-Z]{1,3}-?\d{2,5}\b"), "booking.queue_number", ""),
    ("hospital.name", re.compile(r"(?:โรงพยาบาล|รพ\.)[^\s,]{2,60}"), "hospital.name", ""),
    ("booking.department", re.compile(r"(?:แผนก|คลินิก|ห้องตรวจ)[^\s,]{2,60}"), "booking.department", ""),
    (
        "booking.patient_name",
        re.compile(
            r"(?<![ก-๙])(?:นางสาว|นาง|นาย|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|คุณ) ?[ก-๙]{2,30} [ก-๙]{2,40}(?![ก-๙])"
        ),
        "booking.patient_name",
        "",
    ),
)
_SHOWN = {
    "date": ("thai_date", "full_day(today)"),
    "time": ("clock",),
    "telephone": ("phone",),
}
_LEAST = 3  # letters; a shorter value is anywhere by chance


@dataclass(frozen=True, slots=True)
class Guess:
    """`found` in the text may be `shown` (an expression); `condition`: when that has a value."""

    path: str
    found: str
    shown: str
    condition: str = ""


def guesses(
    text: str, known: Mapping[str, Variable], values: Sequence[Guess], *, address: bool
) -> Iterator[Guess]:
    """The best for each part of the text: what the sample has (`values`) before what only looks alike."""
    if address:
        yield from _addresses(text, known)
        return
    taken: list[str] = []
    for guess in [*(each for each in values if each.found in text), *_by_form(text, known)]:
        if not any(guess.found in each or each in guess.found for each in taken):
            taken.append(guess.found)
            yield guess


def sample_values(known: Mapping[str, Variable], data: Mapping[str, Any]) -> list[Guess]:
    """What the sample's variables look like in a card, the longest first."""
    found: list[Guess] = []
    for path, row in known.items():
        if "[]" in path or row.type not in ("text", "number", "date", "time", "telephone"):
            continue
        for shown in [f"{path} | {each}" for each in _SHOWN.get(row.type, ())] or [path]:
            value = _value(shown, data)
            if len(value) >= _LEAST:
                found.append(Guess(path, value, shown))
    return sorted(found, key=lambda each: -len(each.found))


def _by_form(text: str, known: Mapping[str, Variable]) -> Iterator[Guess]:
    for path, form, shown, condition in FORMS:
        if path in known and (found := form.search(text)):
            yield Guess(path, found[0].removeprefix("เวลา "), shown, condition)


def _addresses(text: str, known: Mapping[str, Variable]) -> Iterator[Guess]:
    try:
        parts = urlsplit(text)
    except ValueError:
        return
    if parts.scheme == "tel" and "hospital.telephone" in known:
        shown = "hospital.telephone | tel"
        yield Guess("hospital.telephone", text.strip(), shown, shown)
    elif parts.scheme in ("http", "https"):
        maps = "map" in f"{parts.hostname}{parts.path}"
        for path, row in known.items():
            if row.type == "link" and "[]" not in path and ("map" in path) == maps and "image" not in path:
                yield Guess(path, text.strip(), f"{path} | link", f"{path} | link")


def _value(shown: str, data: Mapping[str, Any]) -> str:
    scope = Scope("", data, {}, "th")
    try:
        return str(cast(object, compile_expression(shown).value(scope.context)) or "")
    except (Refused, JinjaError, LookupError, TypeError):
        return ""
