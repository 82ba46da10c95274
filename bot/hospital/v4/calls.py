"""GET /api/v4/calls: a hospital's last calls, without bodies, for whoever looks for what went wrong."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from flask import Blueprint, Response
from pydantic import BeforeValidator, WithJsonSchema
from redis import RedisError
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings.content import Caller
from bookings.kinds import TIMED
from bookings.trail import Named
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.faults import Fault
from bot.hospital.fields import Body, is_booking_ref, wrong_value
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.v4.pages import read_query
from bot.hospital.v4.shape import MessageShape, messages_by_name
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
    """One call. `fields` are the wrong ones, `warnings` those that version 3 had to guess; `?` is none.

    `clock` is the hospital's own, which a test may have moved. `did`: what came of a booking. `messages`:
    those that the call led to, as they are now. `in_batch`: asked for one booking, whether this nightly
    call took it. `own_page`: made by the developers' pages.
    """

    at: str
    clock: str | None
    method: str
    route: str
    version: int
    status: int
    problem: str | None
    booking_ref: str | None
    fields: list[str]
    warnings: list[str]
    items: CallItems | None
    did: str | None
    own_page: bool
    in_batch: str | None
    messages: list[MessageShape]


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
    with house().database.read() as session:
        return answer({"calls": with_messages(session, caller(), noted_calls(ref), ref)})


def noted_calls(ref: str | None = None) -> list[dict[str, Any]]:
    """The caller's calls, the newest first. Raises Fault with 503."""
    try:
        return house().calls.last(caller().hospital_code, caller().mode, ref)
    except RedisError:
        raise Fault("not_now") from None


def with_messages(
    session: Session, who: Caller, calls: Sequence[dict[str, Any]], ref: str | None = None
) -> list[CallShape]:
    """The calls as they are answered, each with its messages: of `ref`, where the call was about many."""
    refs = {each["booking_ref"] for each in calls if each.get("planned")} | {ref}
    known = messages_by_name(session, who, {each for each in refs if each})
    return [_shape(each, known, ref) for each in calls]


def _shape(
    call: dict[str, Any], known: Mapping[str, Mapping[Named, MessageShape]], ref: str | None
) -> CallShape:
    if call.get("in_batch") == "taken":
        messages = [each for name, each in known.get(ref or "", {}).items() if name.kind in TIMED]
    else:
        mine = known.get(call["booking_ref"], {})
        messages = [mine[name] for each in call.get("planned", ()) if (name := Named(*each)) in mine]
    entry = {name: value for name, value in call.items() if name != "planned"}
    # What was noted by an older version lacks the newer names.
    shape: Any = {"clock": None, "did": None, "own_page": False, "in_batch": None} | entry
    return shape | {"messages": messages}
