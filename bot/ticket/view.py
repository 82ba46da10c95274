"""A ticket as its page shows it: texts in the patient's language, safe links, what to say first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bookings.cards import person_card
from bookings.times import BANGKOK
from bot.ticket import codes
from bot.ticket.lookup import Ticket
from bot.ticket.words import WORDS
from flex_templates.calendar import clock_words, date_words
from flex_templates.filters import link, tel
from records.bookings import Booking
from records.hospitals import Hospital
from records.people import Person

# State → how the notice looks. The notices' words are `{state}_title` and `{state}`.
_TONES = {
    "cancelled": "bad",
    "cancel_requested": "warn",
    "served": "good",
    "no_show": "warn",
    "past": "warn",
    "changed": "warn",
    "confirmed": "good",
}
# So many modules fill a small phone's width with bars too thin for some kiosks.
_DENSE = 260


def view(ticket: Ticket) -> dict[str, Any]:
    """What `page.html` is made from."""
    booking, words = ticket.booking, WORDS[ticket.language]
    notice = _notice(ticket)
    bars = codes.bars(booking.booking_ref)
    return {
        "language": ticket.language,
        "words": words,
        "token": ticket.token,
        "booking": booking,
        "hospital": booking.hospital.name(ticket.language),
        "patient": booking.patient_name or _called(booking.link.person, words),
        "notice": notice and {"name": notice, "tone": _TONES[notice]},
        "over": ticket.over,
        "when": _when(booking, ticket.language),
        "today": _day(ticket.now),
        "as_of": _moment(ticket.now, ticket.language),
        "ahead_ms": round((ticket.now - ticket.real).total_seconds() * 1000),
        # Made of our own numbers and the letters a reference may have.
        "qr": Markup(codes.qr_svg(booking.booking_ref)),  # noqa: S704
        "bars": bars,
        "dense": bars.modules > _DENSE,
        "actions": [] if ticket.cancelled else _actions(ticket),
        "call": _call(booking.hospital),
    }


def _called(person: Person, words: Mapping[str, str]) -> str | None:
    """What she calls whom she booked for; nothing for herself."""
    if (card := person_card(person)) is None:
        return None
    return card["name"] or words[f"kin_{person.kin}"] + card["nth"]


def _notice(ticket: Ticket) -> str | None:
    """The one thing she has to know before all others."""
    state = ticket.booking.state
    if state in {"cancelled", "served", "no_show"}:
        return state
    if ticket.past:
        return "past"
    if state == "cancel_requested":
        return state
    if ticket.changed:
        return "changed"
    return state if state == "confirmed" else None


def _when(booking: Booking, language: str) -> dict[str, str | None]:
    at = booking.appointment_at and booking.appointment_at.astimezone(BANGKOK)
    return {
        "date": booking.appointment_date.isoformat(),
        "day": date_words(booking.appointment_date, language),
        "time": clock_words(at.hour, at.minute, language) if at and not booking.time_text else None,
        "time_text": booking.time_text,
    }


def _actions(ticket: Ticket) -> list[dict[str, str]]:
    booking = ticket.booking
    wanted = {
        "add_to_calendar": "" if ticket.over else f"/t/{ticket.token}/appointment.ics?openExternalBrowser=1",
        "map": _map(booking.hospital),
        "live_queue": "" if ticket.over else link(booking.live_queue_url),
        "details": link(booking.details_url),
    }
    return [{"name": name, "href": href} for name, href in wanted.items() if href]


def _call(hospital: Hospital) -> dict[str, str | None] | None:
    href = tel(hospital.telephone)
    return {"href": href, "number": hospital.telephone} if href else None


def _map(hospital: Hospital) -> str:
    if found := link(hospital.map_url):
        return found
    if hospital.latitude is None or hospital.longitude is None:
        return ""
    return f"https://www.google.com/maps/search/?api=1&query={hospital.latitude},{hospital.longitude}"


def _day(moment: datetime) -> str:
    return moment.astimezone(BANGKOK).date().isoformat()


def _moment(moment: datetime, language: str) -> str:
    local = moment.astimezone(BANGKOK)
    return f"{date_words(local.date(), language)} {clock_words(local.hour, local.minute, language)}"
