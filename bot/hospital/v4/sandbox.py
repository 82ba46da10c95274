"""The sandbox: test patients with a phone on screen, a clock to move forward, and a clean slate (S13)."""

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

from flask import Blueprint, Response
from pydantic import BeforeValidator, WithJsonSchema
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings import testclock
from bookings.now import real_now
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.faults import Fault, WrongField
from bot.hospital.fields import Body, OptionalMoment, optional_text, read_as, text_of, wrong_value
from bot.hospital.openapi.operation import Example, Operation, describes
from bot.hospital.times import NotATime, iso, parse_duration
from bot.hospital.v4.simulator_patients import Phone, make_phone
from bot.house import house
from records.people import consenting_account, mint_link, note_reach
from settings import SANDBOX

blueprint = Blueprint("sandbox", __name__, url_prefix="/sandbox")

# LINE shows at most so many characters of a display name.
LONGEST_NAME = 20
WAIT_FOR_A_WALK = 2.0  # seconds
NAMES = ("สมหญิง ใจดี", "มาลี ศรีสุข", "วิไล ทองคำ", "อรทัย แสงจันทร์", "พรทิพย์ รักเรียน")


# Magic patients: how messages to them end, by the reason that the booking then shows.
BEHAVIOURS = ("blocked", "unknown_user", "quota_used_up", "slow")


def _behaviour_of(value: object) -> str | None:
    text = text_of(value, 20)
    if text and text not in BEHAVIOURS:
        raise wrong_value(f"must be one of {', '.join(BEHAVIOURS)}")
    return text or None


class Patient(Body):
    """How her LINE profile is called, and how messages to her end."""

    display_name: Annotated[str | None, optional_text(LONGEST_NAME)] = None
    behaviour: Annotated[
        str | None,
        BeforeValidator(_behaviour_of),
        WithJsonSchema(
            {
                "type": ["string", "null"],
                "enum": [*BEHAVIOURS, None],
                "description": "A magic patient: her messages end `failed` with this reason;"
                " `slow` gets each of them once, some seconds late.",
            }
        ),
    ] = None


def _duration_of(value: object) -> timedelta | None:
    text = text_of(value, 60)
    try:
        return parse_duration(text) if text else None
    except NotATime as error:
        raise wrong_value(str(error)) from None


class Move(Body):
    """How the clock moves: by a duration or to a moment."""

    advance: Annotated[
        timedelta | None,
        BeforeValidator(_duration_of),
        WithJsonSchema(
            {"type": ["string", "null"], "examples": ["P1DT9H"], "description": "ISO 8601 duration."}
        ),
    ] = None
    now: OptionalMoment = None


class PatientShape(TypedDict):
    """A test patient; `phone_url` shows her LINE chat."""

    connect_id: str
    phone_url: str


class DeliveredShape(TypedDict):
    """A message that fell due on the way."""

    booking_ref: str | None
    kind: str
    due_at: str
    state: str


class ClockShape(TypedDict):
    """What the clock shows; `pending` messages are due and have not ended."""

    now: str
    delivered: list[DeliveredShape]
    pending: int


class ClearedShape(TypedDict):
    """Real time again."""

    now: str


@blueprint.post("/patients")
@requires_key(4, test_only=True)
@describes(
    Operation(
        "Make a test patient on the simulator's phone",
        {201: PatientShape},
        body=Patient,
        optional_body=True,
        faults=("no_simulator",),
        examples={"no such behaviour": Example(422, {"behaviour": "asleep"})},
    )
)
def make_patient() -> Response:
    """A consented Thai patient with a Connect ID of this hospital; `phone_url` shows her LINE chat.

    With `behaviour` a magic one, with whom something goes wrong. Needs no body.
    """
    body = read_as(Patient, read_body(optional=True))
    name = body.display_name or secrets.choice(NAMES)
    phone = make_phone(house().settings, name, body.behaviour)
    connect_id = _connect(phone, reachable=body.behaviour != "blocked")
    return answer({"connect_id": connect_id, "phone_url": phone.url}, 201)


def _connect(phone: Phone, *, reachable: bool) -> str:
    code, now = caller().hospital_code, real_now()

    def work(session: Session) -> str:
        account = consenting_account(session, SANDBOX, phone.user_id, "th", now)
        if not reachable:
            note_reach(account, now, reachable=False)
        return mint_link(session, account.people[0], code, "test", now).connect_id

    return house().database.write(work)


@blueprint.get("/clock")
@requires_key(4, test_only=True)
@describes(Operation("Read the hospital's test clock", {200: ClockShape}))
def read_clock() -> Response:
    """What the hospital's test clock shows; it ticks on from there."""
    return _clock(testclock.read(house().database, caller().hospital_code))


@blueprint.post("/clock")
@requires_key(4, test_only=True)
@describes(
    Operation(
        "Move the hospital's test clock forward",
        {200: ClockShape},
        body=Move,
        faults=("clocks_busy",),
        examples={"a day": Example(200, {"advance": "P1D"}), "years": Example(422, {"advance": "P1Y"})},
    )
)
def move_clock() -> Response:
    """Visits every due moment on the way, each message at its own time, and answers what was delivered.

    Forward only, at most 60 days a call. Live bookings and other hospitals are not touched.
    """
    move = read_as(Move, read_body())
    if (move.advance is None) == (move.now is None):
        message = "give either advance or now"
        raise Fault("wrong_fields", errors=[WrongField("advance", message), WrongField("now", message)])
    database, code = house().database, caller().hospital_code
    # Hospitals' tests must never take all threads of the live service.
    if not house().walks.acquire(timeout=WAIT_FOR_A_WALK):
        raise Fault("clocks_busy", headers={"Retry-After": "10"})
    try:
        goal = testclock.target(database, code, advance=move.advance, now=move.now)
        return _clock(testclock.walk(database, code, goal))
    finally:
        house().walks.release()


@blueprint.delete("")
@requires_key(4, test_only=True)
@describes(Operation("Forget the hospital's test data", {200: ClearedShape}))
def clear() -> Response:
    """Forgets the hospital's test bookings, patients and calls; the clock shows real time again.

    Keys stay, and so does everything live.
    """
    code = caller().hospital_code

    def work(session: Session) -> datetime:
        return testclock.clear(session, code)

    now = house().database.write(work)
    house().calls.clear(code, "test")
    return answer({"now": iso(now)})


def _clock(reading: testclock.Reading) -> Response:
    delivered: list[dict[str, Any]] = [
        asdict(each) | {"due_at": iso(each.due_at)} for each in reading.delivered
    ]
    return answer({"now": iso(reading.now), "delivered": delivered, "pending": reading.pending})
