"""What a hospital tells of a booking, as values."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from bookings.plan import Facts
from records.bookings import Booking


@dataclass(frozen=True)
class Caller:
    """Whose call it is: a hospital in a mode, by version 3 or 4."""

    hospital_code: str
    mode: Literal["live", "test"]
    version: int


@dataclass(frozen=True)
class Content:
    """A booking's content. Give `appointment_at` where a clock time is known; the date is Bangkok's."""

    appointment_date: date
    appointment_at: datetime | None
    queue_number: str
    department: str | None
    location: str | None = None
    note: str | None = None
    patient_name: str | None = None
    details_url: str | None = None
    live_queue_url: str | None = None
    time_text: str | None = None
    queue_text: str | None = None

    @classmethod
    def of(cls, booking: Booking) -> "Content":
        """The content that a stored booking has."""
        return cls(**{field.name: getattr(booking, field.name) for field in fields(cls)})

    def write_to(self, booking: Booking) -> None:
        """Put every field on the booking, absent ones too."""
        for name, value in self.items():
            setattr(booking, name, value)

    def items(self) -> list[tuple[str, Any]]:
        """Names and values, in the order of the contract."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


@dataclass(frozen=True)
class Change:
    """What is different for the patient between two contents."""

    anything: bool
    date: bool
    time: bool
    number: bool

    @classmethod
    def between(cls, old: Content, new: Content) -> "Change":
        """Without clock times, version 3's words about the time are compared instead."""
        # Version 4 has no such text: a booking that passes from one version to the other keeps its number.
        whole_text = bool(old.queue_text and new.queue_text) and old.queue_text != new.queue_text
        words = old.appointment_at is None and new.appointment_at is None and old.time_text != new.time_text
        return cls(
            anything=old != new,
            date=old.appointment_date != new.appointment_date,
            time=old.appointment_at != new.appointment_at or words,
            number=old.queue_number != new.queue_number or whole_text,
        )

    @property
    def moved(self) -> bool:
        """A new date or time."""
        return self.date or self.time

    @property
    def told(self) -> bool:
        """Whether the patient has to know."""
        return self.moved or self.number


def facts(booking: Booking) -> Facts:
    """What the plan needs to know of a stored booking."""
    return Facts(
        state=booking.state,
        version=booking.version,
        api_version=booking.api_version,
        appointment_date=booking.appointment_date,
        appointment_at=booking.appointment_at,
        called=booking.queue_called_at is not None,
    )
