"""A booking and its hospital as templates see them: JSON values, in the patient's language."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from bookings.links import TicketLinks
from bookings.times import BANGKOK
from records.bookings import Booking
from records.claims import Due
from records.hospitals import Hospital
from records.people import SELF, Person

_BOOKING_TEXTS = (
    "queue_number",
    "queue_text",
    "department",
    "location",
    "note",
    "patient_name",
    "time_text",
    "details_url",
    "live_queue_url",
    "state",
)


def hospital_card(hospital: Hospital, language: str) -> dict[str, Any]:
    """`{code, name, province, telephone, map_url}`."""
    return {
        "code": hospital.code,
        "name": hospital.name(language),
        "province": hospital.province,
        "telephone": hospital.telephone,
        "map_url": hospital.map_url,
    }


def lock_name(hospital: Hospital, language: str) -> str | None:
    """What a locked screen may say: the hospital's name where it chose so, otherwise nothing."""
    return hospital.name(language) if hospital.name_on_lock_screen else None


def look_card(hospital: Hospital, public_url: str) -> dict[str, Any]:
    """`{colour, logo_url}`, each None where the hospital chose none; a logo that we serve has our address."""
    logo = hospital.logo_url
    return {
        "colour": hospital.colour,
        "logo_url": f"{public_url}{logo}" if logo and logo.startswith("/") else logo,
    }


def booking_card(booking: Booking, links: TicketLinks | None = None) -> dict[str, Any]:
    """The booking's texts, with `date` as ISO 8601, `time` as `HH:MM` or None, `person` and `ticket`.

    `person`: whom she booked for, None for herself while there is nobody else. `ticket`:
    `{page_url, image_url, calendar_url}`, or None without `links` or their secret.
    """
    texts = {name: getattr(booking, name) for name in _BOOKING_TEXTS}
    return {
        "id": booking.id,
        "date": booking.appointment_date.isoformat(),
        "time": clock(booking.appointment_at),
        "person": person_card(booking.link.person),
        "ticket": links.card(booking) if links else None,
        **texts,
    }


def person_card(person: Person) -> dict[str, Any] | None:
    """`{id, kin, number, nth, name}`; `nth` is ` 2` for a second one of a kin, the word is the template's.

    Herself, where she books for others too, with the id by which a tap means herself: `me`.
    """
    return _person(person.id, person.kin, person.number, person.name, bool(person.account.others))


def _person(id: int, kin: str, number: int, name: str | None, others: bool) -> dict[str, Any] | None:
    if kin == SELF:
        return {"id": "me", "kin": SELF, "number": 1, "nth": "", "name": None} if others else None
    return {"id": id, "kin": kin, "number": number, "nth": f" {number}" if number > 1 else "", "name": name}


def due_card(due: Due, links: TicketLinks) -> dict[str, Any]:
    """`booking_card` of a message that was claimed."""
    if due.booking_id is None:
        return no_booking_card()
    return {
        "id": due.booking_id,
        "date": due.appointment_date.isoformat(),
        "time": clock(due.appointment_at),
        "person": _person(due.person_id or 0, due.kin, due.number, due.name, due.has_others),
        "ticket": links.card_of(due.booking_id, due.version),
        "queue_number": due.queue_number,
        "queue_text": due.queue_text,
        "department": due.department,
        "location": due.location,
        "note": due.note,
        "patient_name": due.patient_name,
        "time_text": due.time_text,
        "details_url": due.details_url,
        "live_queue_url": due.live_queue_url,
        "state": due.booking_state,
    }


def no_booking_card() -> dict[str, Any]:
    """The same keys for a message that is about no booking."""
    return {
        "id": 0,
        "date": None,
        "time": None,
        "person": None,
        "ticket": None,
        **dict.fromkeys(_BOOKING_TEXTS),
        "queue_number": "",
    }


@lru_cache(maxsize=1024)  # in a burst thousands share a moment
def today(now: datetime) -> str:
    """The day in Bangkok, ISO 8601."""
    return now.astimezone(BANGKOK).date().isoformat()


@lru_cache(maxsize=1024)
def clock(moment: datetime | None) -> str | None:
    """`HH:MM` in Bangkok."""
    return moment.astimezone(BANGKOK).strftime("%H:%M") if moment else None
