"""Token → ticket: whose, as of when, and whether it still opens."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.links import open_until
from bookings.now import now_for, real_now
from bookings.states import OPEN_STATES
from bookings.times import BANGKOK
from bot.house import house
from flex_templates import Language
from records.bookings import Booking


class UnknownTicket(Exception):
    """The token is none of ours."""


class ExpiredTicket(Exception):
    """It was once: its time is over, or the booking was deleted."""


@dataclass(frozen=True)
class Ticket:
    """A booking as one link shows it. `now` is the hospital's clock; `changed`: after the link was made."""

    token: str
    booking: Booking
    real: datetime
    now: datetime
    language: Language
    changed: bool

    @property
    def cancelled(self) -> bool:
        """The hospital cancelled it."""
        return self.booking.state == "cancelled"

    @property
    def past(self) -> bool:
        """Its day is over."""
        return self.booking.appointment_date < self.now.astimezone(BANGKOK).date()

    @property
    def over(self) -> bool:
        """No kiosk will take it any more."""
        return self.past or self.booking.state not in OPEN_STATES


@contextmanager
def ticket_of(token: str) -> Generator[Ticket]:
    """The ticket, with a session open behind its booking. Raises UnknownTicket, ExpiredTicket."""
    named = house().links.read(token)
    if named is None:
        raise UnknownTicket
    with house().database.read() as session:
        yield _ticket(session, token, named.booking_id, named.version)


def _ticket(session: Session, token: str, booking_id: int, version: int) -> Ticket:
    booking = session.get(Booking, booking_id)
    if booking is None or booking.link.person.removed_at is not None:
        raise ExpiredTicket
    real = real_now()
    now = now_for(booking.hospital, booking.mode, real)
    if now >= open_until(booking):
        raise ExpiredTicket
    language = "en" if booking.link.person.account.language == "en" else "th"
    return Ticket(token, booking, real, now, language, changed=version < booking.version)
