"""All tables in one place, for migrations and for whoever needs the whole metadata."""

from records.audit import AuditEntry
from records.base import Base
from records.bookings import Booking, Survey
from records.browser_calls import BrowserCalls
from records.events import Event, EventDelivery, EventEndpoint
from records.hospitals import Hospital, Logo
from records.keys import ApiKey
from records.messages import Message
from records.people import LineAccount, Link, Person
from records.staff import Staff, StaffReset, StaffSession
from records.staff_phones import StaffPhone, StaffPhoneCode
from records.templates.tables import (
    HouseStyleWord,
    TemplateDocument,
    TemplateDraft,
    TemplateFailure,
    TemplateSample,
    TemplateVersion,
)

__all__ = [
    "ApiKey",
    "AuditEntry",
    "Base",
    "Booking",
    "BrowserCalls",
    "Event",
    "EventDelivery",
    "EventEndpoint",
    "Hospital",
    "HouseStyleWord",
    "LineAccount",
    "Link",
    "Logo",
    "Message",
    "Person",
    "Staff",
    "StaffPhone",
    "StaffPhoneCode",
    "StaffReset",
    "StaffSession",
    "Survey",
    "TemplateDocument",
    "TemplateDraft",
    "TemplateFailure",
    "TemplateSample",
    "TemplateVersion",
]
