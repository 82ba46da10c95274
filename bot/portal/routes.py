"""The pages below `/developers`, open to all: whatever asks for a key is a call of the API itself."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from sqlalchemy.exc import SQLAlchemyError

from bookings.now import real_now
from bookings.sandboxes import clear_unused
from bookings.times import BANGKOK
from bot.auth import states_auth
from bot.hospital.v4.sandbox import BEHAVIOURS
from bot.house import house
from bot.portal import guide
from bot.portal.samples import CALLS, Call, program, samples
from bot.web import Entry, Pages, catalogue, serve_assets
from bot.web.language import language_of
from bot.web.shield import origins
from records.sandboxes import make_sandbox

_HERE = Path(__file__).parent
LONGEST_NAME = 80
SANDBOXES_PER_ADDRESS = "5/day"

PAGES = Pages(
    "portal.start",
    catalogue(_HERE / "words"),
    (
        Entry("portal.start", "start", "group_begin"),
        Entry("portal.sandbox", "sandbox", "group_begin"),
        Entry("portal.console", "console", "group_begin"),
        Entry("portal.log", "log", "group_begin"),
        Entry("portal.calls", "calls", "group_read"),
        Entry("reference.page", "reference", "group_read"),
        Entry("portal.errors", "errors", "group_read"),
        Entry("portal.states", "states", "group_read"),
        Entry("portal.nightly", "nightly_page", "group_do"),
        Entry("portal.version_3", "version_3", "group_do"),
        Entry("portal.conformance", "conformance", "group_do"),
        Entry("portal.going_live", "going_live", "group_do"),
    ),
)
blueprint = Blueprint("portal", __name__, url_prefix="/developers", template_folder="templates")
serve_assets(blueprint, _HERE / "assets")


@blueprint.get("")
@states_auth("none")
def start() -> Response:
    """What it is, what happens when, and the first card in five minutes."""
    return PAGES.render("portal/start.html", samples=samples("book", _base(), _day()))


@blueprint.get("/calls")
@states_auth("none")
def calls() -> Response:
    """Each call with a sample in each language."""
    return PAGES.render("portal/calls.html", calls=_codes())


@blueprint.get("/errors")
@states_auth("none")
def errors() -> Response:
    """Every refusal and what to do about it."""
    return PAGES.render("portal/errors.html", errors=guide.errors(language_of(request)))


@blueprint.get("/states")
@states_auth("none")
def states() -> Response:
    """What each call does in each state of a booking."""
    return PAGES.render("portal/states.html", states=guide.states())


def _text(name: str) -> Response:
    return PAGES.render("portal/text.html", name=name, text=guide.text(name, language_of(request), _base()))


@blueprint.get("/nightly")
@states_auth("none")
def nightly() -> Response:
    """Recipes for the nightly call, and the program that they run."""
    text = guide.text("nightly", language_of(request), _base())
    return PAGES.render("portal/nightly.html", text=text, program=program("nightly.php", _base(), _day()))


@blueprint.get("/nightly.php")
@states_auth("none")
def nightly_program() -> Response:
    """The same program as a file to save."""
    response = Response(program("nightly.php", _base(), _day()), mimetype="text/plain")
    response.headers["Content-Disposition"] = 'attachment; filename="nightly.php"'
    return response


@blueprint.get("/version-3")
@states_auth("none")
def version_3() -> Response:
    """How to move from version 3."""
    text = guide.text("version_3", language_of(request), _base())
    return PAGES.render("portal/version_3.html", text=text, program=program("version_3.php", _base(), _day()))


@blueprint.get("/going-live")
@states_auth("none")
def going_live() -> Response:
    """The checklist."""
    return _text("going_live")


@blueprint.get("/console")
@states_auth("none")
def console() -> Response:
    """Pick a call, run it, see the card on the phone."""
    return PAGES.render("portal/console.html", frames=_phones(), calls=CALLS, codes=_codes(), day=_day())


@blueprint.get("/log")
@states_auth("none")
def log() -> Response:
    """A hospital's last calls: the page asks the API with the key that is typed."""
    return PAGES.render("portal/log.html")


@blueprint.get("/conformance")
@states_auth("none")
def conformance() -> Response:
    """Which of the journey's calls a system makes well: the page asks the API with the key that is typed."""
    return PAGES.render("portal/conformance.html")


@blueprint.get("/sandbox")
@states_auth("none")
def sandbox() -> Response:
    """The sign-up; and test patients, the clock and the broom for who has a key."""
    return PAGES.render(
        "portal/sandbox.html", frames=_phones(), behaviours=BEHAVIOURS, made=None, wrong="", name=""
    )


@blueprint.post("/sandbox")
@states_auth("none")
def sign_up() -> Response:
    """A sandbox with its keys, shown this once."""
    name = " ".join(request.form.get("name", "").split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return _refused("wrong_name", name[:LONGEST_NAME], 422)
    count = house().limits.hit("sandboxes", SANDBOXES_PER_ADDRESS, request.remote_addr or "socket")
    if not count.passed:
        refused = _refused("too_many", name, 429)
        refused.headers["Retry-After"] = str(count.wait)
        return refused
    try:
        clear_unused(house().database, real_now())
        made = house().database.write(lambda session: make_sandbox(session, name, real_now()))
    except SQLAlchemyError:
        return _refused("not_now", name, 503)
    return PAGES.render(
        "portal/sandbox.html", 201, frames=_phones(), behaviours=BEHAVIOURS, made=made, wrong="", name=""
    )


@blueprint.get("/<path:unknown>")
@states_auth("none")
def elsewhere(unknown: str) -> Response:
    """A page that says so, with the way back."""
    del unknown
    return PAGES.render("portal/lost.html", 404)


def _refused(wrong: str, name: str, status: int) -> Response:
    return PAGES.render(
        "portal/sandbox.html",
        status,
        frames=_phones(),
        behaviours=BEHAVIOURS,
        made=None,
        wrong=wrong,
        name=name,
    )


def _codes() -> list[tuple[Call, dict[str, str]]]:
    """Each call with its sample in each language."""
    return [(call, samples(call.name, _base(), _day())) for call in CALLS]


def _base() -> str:
    """The address to call: as the reader reached us on one machine, else the public one."""
    if urlsplit(f"//{request.host}").hostname in {"127.0.0.1", "localhost"}:
        return request.host_url.rstrip("/")
    return house().settings.public_url.rstrip("/")


def _day() -> str:
    """Tomorrow, so that every sample works as it stands."""
    return (real_now().astimezone(BANGKOK) + timedelta(days=1)).date().isoformat()


def _phones() -> str:
    return origins(house().settings.simulator_url)
