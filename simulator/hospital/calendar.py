"""What the hospital's own queue system knows: departments, times, queue numbers, what day it is."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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
TIMES = [f"{hour:02}:{minute:02}" for hour in range(8, 16) for minute in (0, 30)]
USUAL_TIME = "10:00"
MODES = ("test", "live")
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
_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@dataclass
class Numbers:
    """Queue numbers as on paper tickets, and booking references that nobody has used before."""

    last: int = 0

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
            return now
    return datetime.now(BANGKOK)


def tomorrow(now: datetime) -> str:
    return (now + timedelta(days=1)).date().isoformat()


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
    """`2026-11-25T10:00+07:00` → `25 พ.ย. 2569 10:00 น.`; what is no time stays as it is."""
    at = parsed(text)
    if at is None:
        return str(text or "")
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year + 543} {at:%H:%M} น."


def complete(booking: dict[str, Any]) -> dict[str, Any]:
    """Every field that the pages show is there, if only empty."""
    return {**dict.fromkeys((*BOOKING_FIELDS, "appointment_date", "state", "messages")), **booking}


def content(booking: dict[str, Any]) -> dict[str, Any]:
    """The fields that a hospital sends, taken from an answer."""
    return {name: booking[name] for name in BOOKING_FIELDS if booking.get(name) is not None}
