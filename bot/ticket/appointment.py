"""The appointment for the phone's calendar (RFC 5545). Calendars are shared: it names nobody."""

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from bookings.links import TicketLinks
from bot.ticket.lookup import Ticket
from bot.ticket.words import WORDS

_LASTS = timedelta(hours=1)  # nobody knows; without a length calendars show a dot, or a whole day
_BEFORE_A_TIME = (timedelta(days=-1), timedelta(hours=-2))
_BEFORE_A_DAY = (timedelta(hours=-6), timedelta(hours=7))  # 18:00 the day before, 7:00 on the day


def calendar(ticket: Ticket, links: TicketLinks) -> bytes:
    """One event, the same UID for all versions of a booking; a cancelled one says so and rings no more."""
    found = Calendar()
    found.add("prodid", "-//MOPH Connect//Ticket//TH")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add_component(_event(ticket, links))
    return found.to_ical()


def _event(ticket: Ticket, links: TicketLinks) -> Event:
    booking, words = ticket.booking, WORDS[ticket.language]
    event = Event()
    event.add("uid", links.calendar_uid(booking.id))
    event.add("sequence", booking.version)
    event.add("dtstamp", booking.updated_at)
    event.add("summary", words["calendar_title"])
    event.add("location", booking.hospital.name(ticket.language))
    event.add("description", words["calendar_note"])
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if ticket.cancelled else "CONFIRMED")
    if booking.appointment_at is None:
        event.add("dtstart", booking.appointment_date)
        event.add("dtend", booking.appointment_date + timedelta(days=1))
    else:
        event.add("dtstart", booking.appointment_at)
        event.add("dtend", booking.appointment_at + _LASTS)
    if not ticket.over:
        for before in _BEFORE_A_DAY if booking.appointment_at is None else _BEFORE_A_TIME:
            event.add_component(_alarm(before, words["calendar_title"]))
    return event


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", before)
    return alarm
