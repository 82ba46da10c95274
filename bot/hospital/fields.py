"""The kinds of fields that schemas are made of, and how a wrong one is named."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from bot.hospital.body import Form
from bot.hospital.faults import Fault, WrongField
from bot.hospital.times import NotATime, parse_day, parse_moment

LONGEST_URL = 1000
LARGEST_NUMBER = 1_000_000
_CONNECT_ID = re.compile(r"[0-9a-f]{24}")
_LINE_USER_ID = re.compile(r"U[0-9a-fA-F]{32}")
_BOOKING_REF = re.compile(r"(?!\.+\Z)[A-Za-z0-9\-_.:]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9._\-]+|\[[0-9A-Fa-f:.]+\]")
_LINE_USER_ID_SENT = (
    "is a LINE user id (U…); send the Connect ID, 24 lower-case hex digits, that the booking page received"
)

Schema = TypeVar("Schema", bound="Body")


class Body(BaseModel):
    """A call's fields: unknown ones are refused, so that a misspelt one is noticed on the first try."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def wrong_value(message: str) -> PydanticCustomError:
    """What a field's check raises: the message goes to the caller as it is."""
    return PydanticCustomError("wrong", "{message}", {"message": message})


def text_of(value: object, most: int, *, least: int = 0, lines: bool = False) -> str | None:
    """Trimmed text of at most `most` characters; None for an absent or, where none is needed, an empty one.

    Raises PydanticCustomError. `lines`: line breaks are allowed.
    """
    if value is None and least == 0:
        return None
    if value is None:
        raise wrong_value("is required and cannot be null")
    if not isinstance(value, str):
        raise wrong_value('must be a string, in quotes: "042"')
    found = value.strip()
    if lines:
        found = found.replace("\r\n", "\n").replace("\r", "\n")
    if not found.isprintable() and any(_unprintable(each) and not (lines and each == "\n") for each in found):
        raise wrong_value("must not hold control characters or broken Unicode")
    if not found and least:
        raise wrong_value("must not be empty")
    if len(found) > most:
        raise wrong_value(f"must have at most {most} characters, has {len(found)}")
    return found or None


def check_connect_id(value: object) -> str:
    """24 lower-case hex digits. Raises PydanticCustomError."""
    if isinstance(value, str) and _LINE_USER_ID.fullmatch(value):
        raise wrong_value(_LINE_USER_ID_SENT)
    if not isinstance(value, str) or not _CONNECT_ID.fullmatch(value):
        raise wrong_value("must be a Connect ID: 24 lower-case hex digits")
    return value


def is_booking_ref(value: object) -> bool:
    """Whether it can name a booking at all."""
    return isinstance(value, str) and _BOOKING_REF.fullmatch(value) is not None


def url_of(value: object) -> str | None:
    """An http(s) address that fits on a card; None for an absent one. Raises PydanticCustomError."""
    found = text_of(value, LONGEST_URL)
    if found is None:
        return None
    try:
        parts = urlsplit(found)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise wrong_value("is not a URL that can be read") from None
    netloc = parts.netloc.rpartition("@")[2].removesuffix(f":{parts.port}")
    if parts.scheme not in {"http", "https"} or not host or not _HOST.fullmatch(netloc):
        raise wrong_value("must be a full http:// or https:// URL")
    if any(each.isspace() or each in '<>"\\' for each in found):
        raise wrong_value("must not hold spaces, quotes or backslashes; percent-encode them")
    if len(quote(found, safe="%:/?#[]@!$&'()*+,;=~")) > LONGEST_URL:
        raise wrong_value(f"must have at most {LONGEST_URL} characters once percent-encoded")
    return found


def moment_of(value: object) -> datetime:
    """A time with an offset, or Bangkok's. Raises PydanticCustomError."""
    text = text_of(value, 60, least=1)
    try:
        return parse_moment(text or "")
    except NotATime as error:
        raise wrong_value(str(error)) from None


def day_of(value: object) -> date:
    """A date. Raises PydanticCustomError."""
    text = text_of(value, 60, least=1)
    try:
        return parse_day(text or "")
    except NotATime as error:
        raise wrong_value(str(error)) from None


def whole_number_of(value: object, info: ValidationInfo) -> int | None:
    """A whole number from 0; in a form its digits. Raises PydanticCustomError."""
    if info.context and info.context.get("form") and isinstance(value, str):
        value = value.strip() or None
        if value and re.fullmatch(r"[0-9]{1,9}", value):
            value = int(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
        raise wrong_value(f"must be a whole number from 0 to {LARGEST_NUMBER:,}, without quotes")
    return value


def _ref_of(value: object) -> str:
    if not is_booking_ref(value):
        raise wrong_value("must be 1 to 64 of A–Z a–z 0–9 - _ . : and not dots alone, as a string")
    return str(value)


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


@dataclass(frozen=True)
class Text:
    """Text of `least` to `most` characters: how it is read, and how the OpenAPI document tells of it."""

    most: int
    least: int = 0
    lines: bool = False

    def read(self, value: object) -> str | None:
        """Raises PydanticCustomError."""
        return text_of(value, self.most, least=self.least, lines=self.lines)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        kind: dict[str, Any] = {"type": "string"} if self.least else {"type": ["string", "null"]}
        return kind | ({"minLength": self.least} if self.least else {}) | {"maxLength": self.most}


def required_text(most: int) -> Text:
    """Text of 1 to `most` characters."""
    return Text(most, least=1)


def optional_text(most: int, *, lines: bool = False) -> Text:
    """Text of at most `most` characters, or nothing."""
    return Text(most, lines=lines)


def _optional_moment(value: object) -> datetime | None:
    return None if value is None or value == "" else moment_of(value)


_MOMENT: dict[str, Any] = {
    "type": "string",
    "description": "ISO 8601; without an offset it is Bangkok's. Years of the Common Era.",
    "examples": ["2026-11-25T10:00:00+07:00"],
}
ConnectId = Annotated[
    str,
    BeforeValidator(check_connect_id),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[0-9a-f]{24}$",
            "description": "What the booking page received in its address.",
        }
    ),
]
BookingRef = Annotated[
    str,
    BeforeValidator(_ref_of),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(?!\.+$)[A-Za-z0-9\-_.:]{1,64}$",
            "description": "The hospital's own identifier of the booking.",
        }
    ),
]
Moment = Annotated[datetime, BeforeValidator(moment_of), WithJsonSchema(_MOMENT)]
OptionalMoment = Annotated[
    datetime | None,
    BeforeValidator(_optional_moment),
    WithJsonSchema(_MOMENT | {"type": ["string", "null"]}),
]
Day = Annotated[
    date,
    BeforeValidator(day_of),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-25"]}),
]
Url = Annotated[
    str | None,
    BeforeValidator(url_of),
    WithJsonSchema({"type": ["string", "null"], "maxLength": LONGEST_URL, "pattern": "^https?://"}),
]
WholeNumber = Annotated[
    int | None,
    BeforeValidator(whole_number_of),
    WithJsonSchema({"type": ["integer", "null"], "minimum": 0, "maximum": LARGEST_NUMBER}),
]


def read_as(schema: type[Schema], data: dict[str, Any]) -> Schema:
    """The fields as the schema. Raises Fault with 422 naming every wrong field at once."""
    # A lone surrogate in a name would stop pydantic before it could say which fields are wrong.
    safe = {name.encode("utf-8", "replace").decode(): value for name, value in data.items()}
    try:
        return schema.model_validate(safe, context={"form": isinstance(data, Form)})
    except ValidationError as error:
        raise Fault("wrong_fields", errors=named(error, list(schema.model_fields))) from None


def named(error: ValidationError, known: list[str]) -> list[WrongField]:
    """Each wrong field with a sentence; `known` are the names that a misspelt one may have meant."""
    return [_named(each, known) for each in error.errors(include_url=False, include_input=False)]


def _named(error: ErrorDetails, known: list[str]) -> WrongField:
    field = ".".join(str(part) for part in error["loc"])[:80] or "body"
    if error["type"] == "missing":
        return WrongField(field, "is required")
    if error["type"] != "extra_forbidden":
        return WrongField(field, error["msg"])
    close = get_close_matches(field.lower(), known, n=1, cutoff=0.6)
    meant = f"; did you mean {close[0]}?" if close else ""
    return WrongField(field, f"is not a known field{meant}")
