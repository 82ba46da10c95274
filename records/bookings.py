"""Bookings and the surveys that follow them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.base import Base
from records.hospitals import Hospital
from records.people import Link


class Booking(Base):
    """A booking as the hospital last told it. Every moment is on the hospital's clock.

    `version` counts what the patient has to be told: it grows when date, time or number change.
    `cannot_reason`: why she last said that she cannot come, in a word; no field of the API.
    `appointment_at` is None when only the day is known (version 3 may send no clock time).
    """

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("hospital_code", "mode", "booking_ref"),
        Index(None, "hospital_code", "mode", "appointment_date"),
        Index(None, "hospital_code", "mode", "updated_at"),
        # An old card's button must never reach a booking that took over a deleted one's id.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"))
    mode: Mapped[str] = mapped_column(String(4))
    booking_ref: Mapped[str] = mapped_column(String(64))
    link_id: Mapped[int] = mapped_column(ForeignKey("links.id", ondelete="CASCADE"), index=True)
    api_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default="booked")
    version: Mapped[int] = mapped_column(default=1)

    appointment_date: Mapped[date]
    appointment_at: Mapped[datetime | None]
    time_text: Mapped[str | None] = mapped_column(Text)
    queue_number: Mapped[str] = mapped_column(Text)
    queue_text: Mapped[str | None] = mapped_column(Text)
    department: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    patient_name: Mapped[str | None] = mapped_column(Text)
    details_url: Mapped[str | None] = mapped_column(Text)
    live_queue_url: Mapped[str | None] = mapped_column(Text)

    cannot_reason: Mapped[str | None] = mapped_column(String(20))

    remind_without_nightly: Mapped[bool]
    reconfirmed_at: Mapped[datetime | None]
    queue_called_at: Mapped[datetime | None]
    queue_call: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    hospital: Mapped[Hospital] = relationship(lazy="joined", innerjoin=True)
    link: Mapped[Link] = relationship(lazy="joined", innerjoin=True)


class Survey(Base):
    """What the patient answered about one visit; changeable while the survey is open.

    `answers`: question → what she tapped, and `comment` → her own words. Never logged.
    """

    __tablename__ = "surveys"

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"), unique=True)
    rating: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
