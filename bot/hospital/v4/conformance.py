"""GET /api/v4/conformance: which of the journey's calls the hospital's system makes well, by its log."""

from typing import Literal

from flask import Blueprint, Response
from typing_extensions import TypedDict

from bookings.now import real_now
from bot.hospital.answers import answer
from bot.hospital.auth import caller, hospital, requires_key
from bot.hospital.conformance import Report, examine
from bot.hospital.conformance.report import StepReport
from bot.hospital.fields import Body
from bot.hospital.openapi.operation import Operation, describes
from bot.hospital.times import iso
from bot.hospital.v4.calls import CallShape, noted_calls, with_messages
from bot.hospital.v4.pages import read_query
from bot.house import house

blueprint = Blueprint("conformance", __name__)


class Query(Body):
    """The language of its sentences."""

    lang: Literal["th", "en"] = "en"


class Judged(StepReport):
    """A step with the call that shows it."""

    call: CallShape | None  # pyright: ignore[reportIncompatibleVariableOverride]


class Examined(TypedDict):
    """Whose."""

    code: str
    name: str


class Conformance(Report):
    """What the hospital's own system did in mode test; calls from the developers' pages do not count."""

    hospital: Examined
    at: str
    steps: list[Judged]  # pyright: ignore[reportIncompatibleVariableOverride]


@blueprint.get("/conformance")
@requires_key(4, test_only=True)
@describes(Operation("See which of the journey's calls are made well", {200: Conformance}, query=Query))
def show_conformance() -> Response:
    """Judged now: make a call and ask again. DELETE /sandbox begins anew."""
    language = read_query(Query).lang
    report = examine(noted_calls(), hospital(), language)
    shown = [each for each in report["steps"] if each["call"] is not None]
    with house().database.read() as session:
        calls = with_messages(session, caller(), [each["call"] for each in shown])
    for step, call in zip(shown, calls, strict=True):
        step["call"] = call
    whose: Examined = {"code": hospital().code, "name": hospital().name(language)}
    return answer({"hospital": whose, "at": iso(real_now())} | report)
