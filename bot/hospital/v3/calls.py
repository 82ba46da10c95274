"""The three calls about a booking, and what each does: a thin translation into `bookings.service`."""

import secrets
from collections.abc import Callable
from datetime import datetime

from flask import Response
from sqlalchemy.orm import Session

from bookings import service
from bookings.content import Caller, Content
from bot.hospital import noting
from bot.hospital.answers import answer
from bot.hospital.auth import caller, hospital
from bot.hospital.v3.body import read_fields
from bot.hospital.v3.browser import admit_once_more, admit_origin, warnings_of_browser
from bot.hospital.v3.matching import Match, find_patient, match
from bot.hospital.v3.notice import Notice, read_notice
from bot.hospital.v3.quirks import QUIRKS
from bot.hospital.write import write
from records.bookings import Booking
from records.hospitals import Hospital

Carry = Callable[[Session, Caller, Notice, Booking | None, datetime], Booking]


def queue(session: Session, who: Caller, notice: Notice, known: Booking | None, now: datetime) -> Booking:
    """Booking made (S4): the card at once."""
    if known:
        return service.replace(session, known, _content(notice, known), now).booking
    return service.put(session, who, _new_ref(), notice.connect_id, _content(notice), now).booking


def schedule(session: Session, who: Caller, notice: Notice, known: Booking | None, now: datetime) -> Booking:
    """Nightly (S6): reconfirms, or makes it without a card; a changed number sends no new card."""
    if known:
        content = _content(notice, known)
        return service.replace(session, known, content, now, nightly=True, quiet_number=True).booking
    made = service.put(session, who, _new_ref(), notice.connect_id, _content(notice), now, nightly=True)
    return made.booking


def notify(session: Session, who: Caller, notice: Notice, known: Booking | None, now: datetime) -> Booking:
    """Near queue (S9). It does not move a booking: its words about the time are often about the waiting."""
    if known:
        content = _content(notice, known, keep_time=True)
        booking = service.replace(session, known, content, now, quiet_number=True).booking
    else:
        made = service.put(session, who, _new_ref(), notice.connect_id, _content(notice), now, card=False)
        booking = made.booking
    call = {"queues_ahead": None, "expected_at": None, "room": None, "details": notice.texts}
    return service.call_queue(session, booking, call, now).booking


def serve(carry: Carry, *, browsers: bool = False) -> Response:
    """Read the call, find the booking that is meant, carry it out, and say what was understood."""
    admit_origin(browsers=browsers)
    said = read_fields()
    notice = read_notice(said.fields, warnings=[*warnings_of_browser(), *said.warnings])

    def work(session: Session, now: datetime) -> tuple[str, list[str]]:
        link = find_patient(session, caller(), notice.connect_id)
        admit_once_more(session, link, now)
        meant = match(session, link, notice)
        before = meant.booking and (meant.booking.queue_text or meant.booking.queue_number)
        booking = carry(session, caller(), notice, meant.booking, now)
        return booking.booking_ref, _renumbered(meant, before, notice)

    ref, more = write(caller(), work)
    return succeed(ref, notice.warnings + more)


def succeed(booking_ref: str | None, warnings: list[str]) -> Response:
    """Version 3's way to say yes."""
    noting.answered(booking_ref, warnings)
    return answer({"status": "success", "booking_ref": booking_ref, "warnings": warnings})


def name_warning(notice: Notice, registered: Hospital) -> list[str]:
    """The hospital shown is the registered one."""
    said = notice.texts["hospitalName"]
    names = {registered.name_th, registered.name_en, *registered.aliases}
    if not said or said in {" ".join(name.split()) for name in names if name}:
        return []
    return [QUIRKS["other_hospital_name"].warning(name=registered.name_th)]


def _content(notice: Notice, known: Booking | None = None, *, keep_time: bool = False) -> Content:
    if notice.day is None:
        raise ValueError("a booking needs a day")
    return notice.content(notice.day, known, keep_time=keep_time)


def _renumbered(meant: Match, before: str | None, notice: Notice) -> list[str]:
    warnings = name_warning(notice, hospital())
    if meant.renumbered:
        warnings.append(QUIRKS["other_number"].warning(before=before, now=notice.whole_queue))
    return warnings


def _new_ref() -> str:
    return f"v3-{secrets.token_hex(8)}"
