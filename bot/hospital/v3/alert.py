"""/api/alert: anything else, as a plain card at once. Off until switched on; never from a browser."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Response
from sqlalchemy.orm import Session

from bookings import alerts
from bookings.cards import clock
from bot.hospital.auth import caller, hospital
from bot.hospital.faults import Fault, WrongField
from bot.hospital.v3.body import read_fields
from bot.hospital.v3.browser import admit_origin
from bot.hospital.v3.calls import name_warning, succeed
from bot.hospital.v3.matching import find_patient, match
from bot.hospital.v3.notice import DEFAULT_COLOR, Notice, read_notice
from bot.hospital.v3.quirks import QUIRKS
from bot.hospital.write import write
from records.bookings import Booking


def serve_alert() -> Response:
    """Sends the card; about her booking where one is meant."""
    admit_origin(browsers=False)
    if not hospital().alert:
        raise Fault("alert_off")
    said = read_fields()
    notice = read_notice(said.fields, alert=True, warnings=said.warnings)
    _check_links(notice, hospital().domains)
    color = _color(notice)

    def work(session: Session, now: datetime) -> str | None:
        link = find_patient(session, caller(), notice.connect_id)
        booking = match(session, link, notice).booking
        alerts.alert(session, link, booking, _call(notice, booking, color), now)
        return booking.booking_ref if booking else None

    ref = write(caller(), work)
    return succeed(ref, notice.warnings + name_warning(notice, hospital()))


def _call(notice: Notice, booking: Booking | None, color: str) -> dict[str, Any]:
    """All that the card says, under the names of its template; `booking` is what this call said of it."""
    texts = notice.texts
    return {
        "header": texts["header"],
        "color": color,
        "details_label": texts["detailsLinkLabel"] or None,
        "queue_label": texts["currentQueueLinkLabel"] or None,
        "booking": {
            "id": booking.id if booking else 0,
            "queue_number": notice.queue.number,
            "queue_text": notice.queue.text,
            "department": notice.queue.department,
            "location": None,
            "note": None,
            "patient_name": texts["patientName"] or None,
            "date": notice.day.isoformat() if notice.day else None,
            "time": clock(notice.appointment_at),
            "time_text": texts["appointmentTime"] or None,
            "details_url": notice.details_url,
            "live_queue_url": notice.live_queue_url,
            "state": booking.state if booking else None,
        },
    }


def _check_links(notice: Notice, domains: list[str]) -> None:
    links = {"detailsLink": notice.details_url, "currentQueueLink": notice.live_queue_url}
    errors = [
        WrongField(
            name, "must lead to a registered domain of the hospital", "ต้องเป็นโดเมนที่โรงพยาบาลลงทะเบียนไว้"
        )
        for name, url in links.items()
        if url and not _leads_to(url, domains)
    ]
    if errors:
        raise Fault("wrong_fields", errors=errors)


def _leads_to(url: str, domains: list[str]) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    registered = [each.strip().lower().strip(".") for each in domains]
    return any(host == each or host.endswith(f".{each}") for each in registered if each)


def _color(notice: Notice) -> str:
    """`#0b6e4f`, `0B6E4F` or `#0bf`; anything else is answered with a warning and our own colour."""
    said = notice.texts["backgroundColor"]
    digits = said.removeprefix("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(each * 2 for each in digits)
    if re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        return f"#{digits.upper()}"
    if said:
        notice.warnings.append(QUIRKS["no_colour"].warning(color=DEFAULT_COLOR))
    return DEFAULT_COLOR
