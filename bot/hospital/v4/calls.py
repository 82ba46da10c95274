"""GET /api/v4/calls: a hospital's last calls, without bodies, for whoever looks for what went wrong."""

from typing import Annotated, Any

from flask import Blueprint, Response
from pydantic import BeforeValidator, WithJsonSchema
from redis import RedisError
from typing_extensions import TypedDict

from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.faults import Fault
from bot.hospital.fields import Body, is_booking_ref, wrong_value
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.v4.pages import read_query
from bot.house import house

blueprint = Blueprint("calls", __name__)


def _ref_or_nothing(value: object) -> object:
    if value and not is_booking_ref(value):
        raise wrong_value("is not a booking_ref")
    return value or None


class Query(Body):
    """One booking's calls, or all."""

    booking_ref: Annotated[
        str | None, BeforeValidator(_ref_or_nothing), WithJsonSchema({"type": "string"})
    ] = None


class RefusedItem(TypedDict):
    """A booking of a nightly call that was not taken."""

    booking_ref: str | None
    status: int
    problem: str
    fields: list[str]


class CallItems(TypedDict):
    """What came of a nightly call's bookings; up to 20 of those not taken."""

    taken: int
    refused: int
    first_refused: list[RefusedItem]


class CallShape(TypedDict):
    """One call. `fields` are the wrong ones, `warnings` those that version 3 had to guess; `?` is none."""

    at: str
    method: str
    route: str
    version: int
    status: int
    problem: str | None
    booking_ref: str | None
    fields: list[str]
    warnings: list[str]
    items: CallItems | None


class Calls(TypedDict):
    """The newest first."""

    calls: list[CallShape]


@blueprint.get("/calls")
@requires_key(4)
@describes(
    Operation("List the hospital's last 500 calls of 30 days, without bodies", {200: Calls}, query=Query)
)
def list_calls() -> Response:
    """Those that were made with a key of this hospital and mode; this call itself is not noted."""
    ref = read_query(Query).booking_ref
    try:
        found = house().calls.last(caller().hospital_code, caller().mode)
    except RedisError:
        raise Fault("not_now") from None
    return answer({"calls": [each for each in found if ref is None or _is_about(each, ref)]})


def _is_about(call: dict[str, Any], ref: str) -> bool:
    items = call["items"]["first_refused"] if call["items"] else []
    return ref in {call["booking_ref"], *(each["booking_ref"] for each in items)}
