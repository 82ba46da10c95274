"""A hospital's colour and logo, as its cards show them."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, abort, request
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from bot.house import house
from bot.staff.guard import may_see_hospital, note, requires
from bot.staff.pages import blueprint, draw
from flex_templates.checks.contrast import WHITE, ratio
from flex_templates.checks.values import COLOUR
from records.hospitals import Hospital, keep_logo

# White letters need 4.5 (WCAG AA); the queue number stands in the colour on a light ground, so a little more.
_LEAST_CONTRAST = 5.0
_LARGEST_FILE, _MOST_PIXELS, _LEAST_SIDE, _SIDE = 1_000_000, 4_000_000, 64, 320
_LONGEST_URL = 1000


@dataclass(frozen=True)
class _Wish:
    """What the form asks for; `wrong` is the key of the words that say why it cannot be."""

    colour: str | None = None
    logo_url: str | None = None
    png: bytes | None = None
    wrong: str | None = None


@blueprint.get("/hospitals/<code>/look")
@requires("hospitals.see")
def look(code: str) -> Response:
    """The colour, the logo, and how a card's head looks with them."""
    return _page(code)


@blueprint.post("/hospitals/<code>/look")
@requires("hospitals.change")
def change_look(code: str) -> Response:
    """Everything of the form, or nothing."""
    wish = _read()
    if wish.wrong:
        return _page(code, 422, wrong=wish.wrong, colour=request.form.get("colour", ""))

    def work(session: Session) -> None:
        row = _get(session, code)
        before = (row.colour, row.logo_url)
        row.colour = wish.colour
        if wish.png is not None:
            keep_logo(session, row, wish.png)
        elif request.form.get("no_logo"):
            row.logo_url = None
        elif wish.logo_url:
            row.logo_url = wish.logo_url
        if before != (row.colour, row.logo_url):
            note(session, "hospital.look_changed", code, colour=row.colour, logo=row.logo_url)

    house().database.write(work)
    return _page(code, done="saved")


def _read() -> _Wish:
    form, file = request.form, request.files.get("logo")
    colour = form.get("colour", "").strip().upper() or None
    if form.get("no_colour"):
        colour = None
    if colour and not (len(colour) == 7 and COLOUR.fullmatch(colour)):
        return _Wish(wrong="wrong_colour")
    if colour and ratio(WHITE, colour) < _LEAST_CONTRAST:
        return _Wish(wrong="pale_colour")
    url = form.get("logo_url", "").strip()
    if url and not _is_https(url):
        return _Wish(wrong="wrong_logo_url")
    if file is None or not file.filename:
        return _Wish(colour, url or None)
    png = _small_png(file)
    return _Wish(colour, png=png) if png else _Wish(wrong="wrong_logo")


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "@" not in parts.netloc
    return parts.scheme == "https" and "." in (parts.hostname or "") and plain and len(url) <= _LONGEST_URL


def _small_png(file: FileStorage) -> bytes | None:
    """Drawn anew and small, so that nothing but the picture stays; None for what is no fitting picture."""
    content = file.stream.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS or min(picture.size) < _LEAST_SIDE:
                return None
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    drawn.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _get(session: Session, code: str) -> Hospital:
    found = session.get(Hospital, code) if may_see_hospital(code) else None
    if found is None:
        abort(404)
    return found


def _page(code: str, status: int = 200, colour: str | None = None, **values: object) -> Response:
    with house().database.read() as session:
        row = _get(session, code)
    ours = row.logo_url if row.logo_url and row.logo_url.startswith("/") else None
    shown = row.colour if colour is None else colour
    return draw("look.html", status, hospital=row, ours=ours, colour=shown, least=_LEAST_CONTRAST, **values)
