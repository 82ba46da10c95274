"""A version-3 body as it is understood: generous about form, clear about what is missing."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from pydantic_core import PydanticCustomError

from bookings.content import Content
from bookings.times import BANGKOK
from bot.hospital.faults import Fault, WrongField
from bot.hospital.fields import url_of
from bot.hospital.v3.quirks import QUIRKS
from bot.hospital.v3.words import Queue, first_clock_time, read_day, split_queue
from records.bookings import Booking

NINE = {
    "userId": 100,
    "hospitalName": 200,
    "origin": 200,
    "queueNumber": 200,
    "patientName": 200,
    "appointmentDate": 100,
    "appointmentTime": 500,
    "detailsLink": 1000,
    "currentQueueLink": 1000,
}
ALERT_FIELDS = {"header": 200, "backgroundColor": 40, "detailsLinkLabel": 100, "currentQueueLinkLabel": 100}
# Without these there is no booking to speak of. Everything else may be empty.
NEEDED = ("userId", "queueNumber", "appointmentDate")
NEEDED_BY_ALERT = ("userId", "header")
DEFAULT_COLOR = "#0B6E4F"


@dataclass
class Notice:
    """What a call said: texts on one line, empty where absent; `warnings` say what was understood."""

    texts: dict[str, str]
    connect_id: str
    queue: Queue
    day: date | None
    details_url: str | None
    live_queue_url: str | None
    warnings: list[str] = field(default_factory=list)

    @property
    def whole_queue(self) -> str:
        """The queue as the hospital wrote it."""
        return self.texts["queueNumber"]

    @property
    def appointment_at(self) -> datetime | None:
        """The day at the first clock time of `appointmentTime`; None without one."""
        clock = first_clock_time(self.texts["appointmentTime"])
        return datetime.combine(self.day, clock, BANGKOK) if self.day and clock else None

    def content(self, day: date, known: Booking | None = None, *, keep_time: bool = False) -> Content:
        """The booking's content after this call. What version 3 has no field for stays as it is `known`."""
        said = Content(
            appointment_date=day,
            appointment_at=self.appointment_at,
            queue_number=self.queue.number,
            department=self.queue.department,
            patient_name=self.texts["patientName"] or None,
            details_url=self.details_url,
            live_queue_url=self.live_queue_url,
            time_text=self.texts["appointmentTime"] or None,
            queue_text=self.queue.text,
        )
        if known is None:
            return said
        said = replace(
            said,
            location=known.location,
            note=known.note,
            department=said.department or known.department,
        )
        if keep_time:
            said = replace(said, appointment_at=known.appointment_at, time_text=known.time_text)
        return said


def read_notice(fields: dict[str, Any], *, alert: bool = False, warnings: Sequence[str] = ()) -> Notice:
    """`warnings`: those there are already. Raises Fault with 422 naming every wrong or missing field."""
    known = NINE | ALERT_FIELDS if alert else NINE
    errors: list[WrongField] = []
    warnings = list(warnings)
    texts = {name: _text(name, fields.get(name), most, errors, warnings) for name, most in known.items()}
    named = {each.field for each in errors}
    needed = NEEDED_BY_ALERT if alert else NEEDED
    missing = (name for name in needed if not texts[name] and name not in named)
    errors.extend(WrongField(name, "is required", "ต้องระบุ") for name in missing)
    connect_id = _connect_id(texts["userId"], errors)
    day = _day(texts["appointmentDate"], errors, warnings)
    notice = Notice(
        texts=texts,
        connect_id=connect_id,
        queue=split_queue(texts["queueNumber"]),
        day=day,
        details_url=_link("detailsLink", texts, warnings),
        live_queue_url=_link("currentQueueLink", texts, warnings),
        warnings=warnings,
    )
    if errors:
        raise Fault("wrong_fields", errors=errors)
    _warn_of_rest(notice, [name for name in fields if name not in known], alert)
    return notice


def _text(name: str, value: object, most: int, errors: list[WrongField], warnings: list[str]) -> str:
    """One line of text: line breaks and control characters become spaces, numbers their digits."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        warnings.append(QUIRKS["number_for_text"].warning(name))
        value = str(value)
    if not isinstance(value, str):
        errors.append(WrongField(name, "must be a string", "ต้องเป็นข้อความ"))
        return ""
    if any(unicodedata.category(each) == "Cs" for each in value):
        errors.append(WrongField(name, "must not hold broken Unicode", "มีอักขระ Unicode ที่ไม่สมบูรณ์"))
        return ""
    line = " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in value).split())
    if any(unicodedata.category(each) == "Cc" for each in value.strip()):
        warnings.append(QUIRKS["line_breaks"].warning(name))
    if len(line) > most:
        message = f"must have at most {most} characters, has {len(line)}"
        errors.append(WrongField(name, message, f"ต้องไม่เกิน {most} ตัวอักษร"))
    return line


def _connect_id(text: str, errors: list[WrongField]) -> str:
    if re.fullmatch(r"U[0-9a-fA-F]{32}", text):
        refused = QUIRKS["line_user_id"]
        errors.append(WrongField("userId", refused.english, refused.thai))
    elif text and not re.fullmatch(r"[0-9a-fA-F]{24}", text):
        errors.append(
            WrongField("userId", "must be a Connect ID: 24 hex digits", "ต้องเป็นรหัส MOPH Connect 24 หลัก")
        )
    return text.lower()


def _day(text: str, errors: list[WrongField], warnings: list[str]) -> date | None:
    if not text:
        return None
    day, quirks = read_day(text)
    if day is None:
        errors.append(
            WrongField("appointmentDate", "must be a day such as 2018-12-26", "ต้องเป็นวันที่ เช่น 2018-12-26")
        )
    else:
        warnings += [QUIRKS[each].warning(day=day) for each in quirks]
    return day


def _link(name: str, texts: dict[str, str], warnings: list[str]) -> str | None:
    text = texts[name]
    if text in {"", "-", "#"}:
        return None
    if not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", text) or re.match(r"[A-Za-z0-9.\-]+:\d", text):
        text = f"http://{text}"
        warnings.append(QUIRKS["link_without_scheme"].warning(name, url=text))
    try:
        return url_of(text)
    except PydanticCustomError:
        warnings.append(QUIRKS["unusable_link"].warning(name))
        return None


def _warn_of_rest(notice: Notice, unknown: list[str], alert: bool) -> None:
    if not alert and not first_clock_time(notice.texts["appointmentTime"]):
        notice.warnings.append(QUIRKS["no_time"].warning())
    for name in sorted(unknown)[:20]:
        notice.warnings.append(QUIRKS["unknown_field"].warning(name[:80]))
