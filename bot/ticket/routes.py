"""The ticket's addresses. Whoever has the link is let in; it is as good as a paper ticket."""

from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, request

from bookings.links import open_until
from bot.auth import states_auth
from bot.house import house
from bot.ticket import codes, shield
from bot.ticket.appointment import calendar
from bot.ticket.lookup import ExpiredTicket, UnknownTicket, ticket_of
from bot.ticket.view import view
from bot.ticket.words import WORDS

blueprint = Blueprint("ticket", __name__, url_prefix="/t", template_folder="templates")
_WORKER = (Path(__file__).parent / "templates/ticket/worker.js").read_text(encoding="utf-8")
_PICTURE_FOR = 24 * 60 * 60  # seconds: a booking's reference never changes


@blueprint.get("/worker.js")
@states_auth("none")
def worker() -> Response:
    """What shows an opened ticket again when there is no internet."""
    response = Response(_WORKER, mimetype="text/javascript")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@blueprint.get("/<token>")
@states_auth("ticket-link")
def page(token: str) -> Response:
    """The ticket on a whole screen, one document with everything in it."""
    with ticket_of(token) as ticket:
        html = render_template("ticket/page.html", nonce=shield.nonce(), **view(ticket))
        until = open_until(ticket.booking) - (ticket.now - ticket.real)
    response = make_response(html)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Ticket-Until"] = str(int(until.timestamp()))
    return response


@blueprint.get("/<token>/code.png")
@states_auth("ticket-link")
def code(token: str) -> Response:
    """The codes for a kiosk as a picture of 1000 × 800 pixels, for the card."""
    with ticket_of(token) as ticket:
        picture = codes.picture(ticket.booking.booking_ref)
    response = Response(picture.png, mimetype="image/png")
    response.set_etag(picture.etag)
    response.headers["Cache-Control"] = f"private, max-age={_PICTURE_FOR}"
    return response.make_conditional(request)  # pyright: ignore[reportReturnType]


@blueprint.get("/<token>/appointment.ics")
@states_auth("ticket-link")
def appointment(token: str) -> Response:
    """The appointment for the phone's calendar."""
    with ticket_of(token) as ticket:
        content = calendar(ticket, house().links)
    response = Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'inline; filename="appointment.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.errorhandler(UnknownTicket)
def unknown(_: UnknownTicket) -> tuple[str, int]:
    """Nobody knows whose language to speak, so both."""
    return _sorry("unknown"), 404


@blueprint.errorhandler(ExpiredTicket)
def expired(_: ExpiredTicket) -> tuple[str, int]:
    """The same answer whether the time is over or the patient had everything deleted."""
    return _sorry("gone"), 410


@blueprint.after_request
def protect(response: Response) -> Response:
    """Every answer, the sorry ones too."""
    return shield.shielded(response, house().settings.simulator_url)


def _sorry(what: str) -> str:
    return render_template("ticket/sorry.html", nonce=shield.nonce(), what=what, words=WORDS)
