"""What the hospital's own queue system knows: departments, times, queue numbers, what day it is."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from simulator.hospital.api import HospitalApi
from simulator.hospital.registry import Hospital
from simulator.state.entries import BANGKOK

DEPARTMENTS = {
    "อายุรกรรม": "อาคาร 1 ชั้น 2",
    "กุมารเวชกรรม": "อาคาร 2 ชั้น 1",
    "ศัลยกรรมกระดูก": "อาคาร 1 ชั้น 3",
    "จักษุ": "อาคาร 3 ชั้น 1",
    "ทันตกรรม": "อาคาร 3 ชั้น 2",
}
DEPARTMENTS_IN_ENGLISH = {
    "Internal medicine": "Building 1, floor 2",
    "Paediatrics": "Building 2, floor 1",
    "Orthopaedics": "Building 1, floor 3",
    "Eye clinic": "Building 3, floor 1",
    "Dental clinic": "Building 3, floor 2",
}
TIMES = [f"{hour:02}:{minute:02}" for hour in range(8, 16) for minute in (0, 30)]
USUAL_TIME = "10:00"
MODES = ("test", "live")
BACK = timedelta(days=60)
"""How far back the desk looks."""

BOOKING_FIELDS = (
    "connect_id",
    "booking_ref",
    "appointment_at",
    "queue_number",
    "department",
    "location",
    "note",
    "patient_name",
    "details_url",
    "live_queue_url",
)
_JOINED = "\N{NO-BREAK SPACE}"
"""A date breaks over two lines between its day and its time, and nowhere else."""

_WEEKDAYS = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."]
_DAYS_IN_ENGLISH = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS_IN_ENGLISH = [
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
]
_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@dataclass
class Numbers:
    """Queue numbers as on paper tickets (the day has begun), and booking references never used before."""

    last: int = 41

    def queue_number(self) -> str:
        self.last += 1
        return f"A{self.last:03}"

    def booking_ref(self) -> str:
        return f"demo-{secrets.token_hex(5)}"


async def today(api: HospitalApi, hospital: Hospital, mode: str) -> datetime:
    """In mode `test` the hospital's clock may be ahead of ours."""
    if mode == "test":
        told = await api.call(hospital, mode, "GET", "/sandbox/clock", quietly=True)
        now = parsed(told.answer.get("now")) if told.ok and isinstance(told.answer, dict) else None
        if now is not None:
            api.ahead[hospital.code] = max(timedelta(0), now - datetime.now(BANGKOK))
            return now
    return datetime.now(BANGKOK)


def in_path(ref: str) -> str:
    """A booking reference as one segment of an address."""
    return quote(ref, safe="")


def tomorrow(now: datetime) -> str:
    return (now + timedelta(days=1)).date().isoformat()


def departments(language: str) -> dict[str, str]:
    """Where each clinic is."""
    return DEPARTMENTS_IN_ENGLISH if language == "en" else DEPARTMENTS


def coming_days(now: datetime, language: str = "th") -> list[tuple[str, str]]:
    """The next three weeks as (ISO date, as people say it)."""
    days = [now + timedelta(days=ahead) for ahead in range(1, 22)]
    spoken = _spoken_in_english if language == "en" else _spoken
    return [(day.date().isoformat(), spoken(day, ahead)) for ahead, day in enumerate(days, 1)]


def _spoken(day: datetime, ahead: int) -> str:
    near = {1: "พรุ่งนี้ ", 2: "มะรืนนี้ "}.get(ahead, "")
    date = (_WEEKDAYS[day.weekday()], str(day.day), _MONTHS[day.month - 1], str(day.year + 543))
    return near + _JOINED.join(date)


def _spoken_in_english(day: datetime, ahead: int) -> str:
    near = "Tomorrow " if ahead == 1 else ""
    return f"{near}{_DAYS_IN_ENGLISH[day.weekday()]}{_JOINED}{_plain_in_english(day)}"


def _plain_in_english(day: datetime) -> str:
    return f"{day.day}{_JOINED}{_MONTHS_IN_ENGLISH[day.month - 1]}{_JOINED}{day.year}"


def english(text: Any) -> str:
    """`2026-11-25T10:00+07:00` → `Wed 25 Nov 2026 10:00`; what is no time stays as it is."""
    at = parsed(text)
    return str(text or "") if at is None else f"{_spoken_in_english(at, 0)} {at:%H:%M}"


def moment(date: str, time: str) -> str:
    """Local time without an offset, as hospitals send it."""
    return f"{date}T{time}:00"


def parsed(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found.astimezone(BANGKOK) if found.tzinfo else found.replace(tzinfo=BANGKOK)


def thai(text: Any) -> str:
    """`2026-11-25T10:00+07:00` → `พ. 25 พ.ย. 2569 10.00 น.`; what is no time stays as it is."""
    at = parsed(text)
    if at is None:
        return str(text or "")
    return f"{_spoken(at, 0)} {at:%H.%M}{_JOINED}น."


def clock_of(language: str) -> Callable[[str], str]:
    """`10:00` as people say it."""
    return str if language == "en" else lambda time: f"{time.replace(':', '.')}{_JOINED}น."


def complete(booking: dict[str, Any]) -> dict[str, Any]:
    """Every field that the pages show is there, if only empty."""
    return {**dict.fromkeys((*BOOKING_FIELDS, "appointment_date", "state", "messages")), **booking}


def content(booking: dict[str, Any]) -> dict[str, Any]:
    """The fields that a hospital sends, taken from an answer."""
    return {name: booking[name] for name in BOOKING_FIELDS if booking.get(name) is not None}
