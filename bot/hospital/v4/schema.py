"""A booking's fields in version 4: for the calls that make a whole one and for the one that changes some."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field

from bookings.content import Content
from bookings.times import BANGKOK
from bot.hospital.fields import Body, BookingRef, ConnectId, Moment, Url, optional_text, required_text


def _says(description: str) -> Any:
    return Field(description=description)


QueueNumber = Annotated[str, required_text(32), _says("As shown to the patient, for example A042.")]
Department = Annotated[str, required_text(80), _says("Clinic or service, as shown to the patient.")]
_LEFT_OUT = datetime(1, 1, 1, tzinfo=UTC)


class Optional(Body):
    """What a booking may have."""

    location: Annotated[str | None, optional_text(120), _says("Building, floor, room.")] = None
    note: Annotated[str | None, optional_text(300, lines=True), _says("What to bring, fasting.")] = None
    patient_name: Annotated[
        str | None, optional_text(80), _says("For whom, as shown on the card; never required.")
    ] = None
    details_url: Annotated[Url, _says("The hospital's page about this booking.")] = None
    live_queue_url: Annotated[Url, _says("The hospital's page showing the queue now.")] = None


class BookingBody(Optional):
    """A whole booking (`docs/hospital-api.md`, Bookings)."""

    connect_id: ConnectId
    booking_ref: BookingRef
    appointment_at: Moment
    queue_number: QueueNumber
    department: Department

    def content(self) -> Content:
        """Everything that the hospital tells of it; what is left out is cleared."""
        fields = self.model_dump(exclude={"connect_id", "booking_ref"})
        return Content(appointment_date=self.appointment_at.astimezone(BANGKOK).date(), **fields)


class BookingChange(Optional):
    """The fields to change; null clears an optional one and is refused for the others."""

    connect_id: ConnectId = Field(default="")
    booking_ref: BookingRef = Field(default="")
    appointment_at: Moment = Field(default=_LEFT_OUT)
    queue_number: QueueNumber = Field(default="")
    department: Department = Field(default="")

    def applied_to(self, content: Content) -> Content:
        """The content with the given fields changed. Version 3's own words go with what they were about."""
        given: dict[str, Any] = self.model_dump(
            include=self.model_fields_set, exclude={"connect_id", "booking_ref"}
        )
        if "appointment_at" in given:
            given["appointment_date"] = self.appointment_at.astimezone(BANGKOK).date()
            given["time_text"] = None
        if {"queue_number", "department"} & given.keys():
            given["queue_text"] = None
        return replace(content, **given)
