"""Addresses that open one booking without signing in: unguessable, telling nothing, and over in time."""

from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from struct import Struct
from urllib.parse import urlsplit

from bookings.times import at
from records.bookings import Booking
from records.sealed import Seal
from settings import Settings

_CONTENT = Struct(">QI")


@dataclass(frozen=True)
class Named:
    """What a token holds: a booking, and its version when the link was made."""

    booking_id: int
    version: int


class TicketLinks:
    """Makes and reads the links of one secret; without a secret there are none.

    A token is the booking's id and version, sealed: one booking and version have one link, so that a
    repeated message is the same and pictures stay cached.
    """

    def __init__(self, secret: str, public_url: str) -> None:
        self._seal = Seal(secret, b"moph-connect ticket links 1", b"ticket", _CONTENT.size)
        self.home = self._home = public_url.rstrip("/")

    @classmethod
    def of(cls, settings: Settings) -> "TicketLinks":
        """The links of this service."""
        return cls(settings.ticket_secret.get_secret_value(), settings.public_url)

    def card(self, booking: Booking) -> dict[str, str] | None:
        """`{page_url, image_url, calendar_url}`, all https where `PUBLIC_URL` is; None without a secret.

        LINE's own browser saves no calendar file, so that link asks for the phone's browser.
        """
        return self.card_of(booking.id, booking.version)

    def card_of(self, booking_id: int, version: int) -> dict[str, str] | None:
        """The card's links by the booking's id and version."""
        token = self.token(booking_id, version)
        if token is None:
            return None
        page = f"{self._home}/t/{token}"
        return {
            "page_url": page,
            "image_url": f"{page}/code.png",
            "calendar_url": f"{page}/appointment.ics?openExternalBrowser=1",
        }

    def token(self, booking_id: int, version: int) -> str | None:
        """Characters that an address may hold; None without a secret."""
        return self._seal.closed(_CONTENT.pack(booking_id, version))

    def read(self, token: str) -> Named | None:
        """What a token names; None for one that we did not make."""
        content = self._seal.opened(token)
        return None if content is None else Named(*_CONTENT.unpack(content))

    def calendar_uid(self, booking_id: int) -> str:
        """The same for all versions of a booking, and no key to its ticket (RFC 5545, 3.8.4.7)."""
        known = sha256((self.token(booking_id, 0) or "").encode()).hexdigest()[:32]
        return f"{known}@{urlsplit(self._home).hostname or 'localhost'}"


def open_until(booking: Booking) -> datetime:
    """When the ticket's links end: with the day after the appointment. A move takes them along."""
    return at(booking.appointment_date, time(), days=2)
