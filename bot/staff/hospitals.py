"""Hospitals: connect them, turn their switches, go live, make and end their keys, see what was sent."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, request
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bookings.nightly import missing_now
from bookings.now import real_now
from bookings.times import BANGKOK
from bot.house import house
from bot.staff.guard import may_see_hospital, me, note, requires
from bot.staff.pages import blueprint, draw
from records.bookings import Booking, Survey
from records.hospitals import Hospital
from records.keys import KeyRefused, issue, keys_of, revoke, rotate
from records.messages import Message

_SHOWN = 50
_WEB = {"http", "https"}
BOTH_KEYS_FOR = timedelta(days=7)
_KINDS: dict[str, tuple[int, str | None]] = {"test": (4, "test"), "live": (4, "live"), "v3": (3, None)}
_SWITCHES = ("remind_without_nightly", "alert", "name_on_lock_screen", "live")
_REPORT = timedelta(days=30)


@blueprint.get("/hospitals")
@requires("hospitals.see")
def hospitals() -> Response:
    """Those that match, the connected ones first; above them whose nightly call is missing."""
    wanted = request.args.get("q", "").strip()
    query = select(Hospital).order_by(Hospital.booking_url.is_(None), Hospital.name_th).limit(_SHOWN)
    if wanted:
        query = query.where(
            or_(
                Hospital.name_th.contains(wanted, autoescape=True),
                Hospital.code.startswith(wanted, autoescape=True),
                Hospital.province.contains(wanted, autoescape=True),
            )
        )
    if me().hospital_code:
        query = query.where(Hospital.code == me().hospital_code)
    with house().database.read() as session:
        late = missing_now(session, real_now(), me().hospital_code, _SHOWN)
        return draw("hospitals.html", hospitals=session.scalars(query).all(), q=wanted, late=late)


@blueprint.get("/hospitals/<code>")
@requires("hospitals.see")
def hospital(code: str) -> Response:
    """One of them."""
    return _page(code)


@blueprint.post("/hospitals/<code>")
@requires("hospitals.change")
def change_hospital(code: str) -> Response:
    """Everything of the form, or nothing."""
    fields, wrong = _read()
    if wrong:
        return _page(code, 422, wrong=wrong)

    def work(session: Session) -> None:
        row = _get(session, code)
        changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
        for name, value in fields.items():
            setattr(row, name, value)
        if changed:
            note(session, "hospital.changed", code, fields=changed, live=row.live)

    house().database.write(work)
    return _page(code, done="saved")


@blueprint.post("/hospitals/<code>/keys")
@requires("hospitals.change")
def make_key(code: str) -> Response:
    """Shown this once."""
    kind = request.form.get("kind", "")
    if kind not in _KINDS:
        abort(422)
    version, mode = _KINDS[kind]

    def work(session: Session) -> str:
        _get(session, code)
        made = issue(session, code, version, mode, real_now(), label=request.form.get("label") or None)
        note(session, "key.made", code, kind=kind, number=made.row.id)
        return made.key

    try:
        return _page(code, key=house().database.write(work))
    except KeyRefused as refused:
        return _page(code, 422, refused=str(refused))


@blueprint.post("/hospitals/<code>/keys/<int:number>/rotate")
@requires("hospitals.change")
def rotate_key(code: str, number: int) -> Response:
    """Another one in its place, shown this once; the old one stays valid for a week."""

    def work(session: Session) -> str:
        _get(session, code)
        if number not in {key.id for key in keys_of(session, code)}:
            abort(404)
        made = rotate(session, number, real_now(), BOTH_KEYS_FOR)
        note(session, "key.rotated", code, number=number, by=made.row.id)
        return made.key

    try:
        return _page(code, key=house().database.write(work))
    except KeyRefused as refused:
        return _page(code, 422, refused=str(refused))


@blueprint.post("/hospitals/<code>/keys/<int:number>/revoke")
@requires("hospitals.change")
def end_key(code: str, number: int) -> Response:
    """At once."""

    def work(session: Session) -> None:
        _get(session, code)
        if number in {key.id for key in keys_of(session, code)}:
            revoke(session, number, real_now())
            note(session, "key.revoked", code, number=number)

    try:
        house().database.write(work)
    except KeyRefused as refused:
        return _page(code, 422, refused=str(refused))
    return _page(code, done="saved")


def _get(session: Session, code: str) -> Hospital:
    found = session.get(Hospital, code) if may_see_hospital(code) else None
    if found is None:
        abort(404)
    return found


def _read() -> tuple[dict[str, Any], str | None]:
    form = request.form
    url = form.get("booking_url", "").strip() or None
    origins, domains = form.get("origins", "").split(), form.get("domains", "").split()
    fields: dict[str, Any] = {
        "booking_url": url,
        "origins": origins,
        "domains": domains,
        "survey": form.get("survey", ""),
        **{name: form.get(name) == "yes" for name in _SWITCHES},
    }
    fits = url is None or (urlsplit(url).scheme in _WEB and "{connect_id}" in url and len(url) <= 1000)
    if not fits:
        return fields, "wrong_url"
    if any(urlsplit(each).scheme not in _WEB or urlsplit(each).path for each in origins):
        return fields, "wrong_origin"
    if any("/" in each for each in domains):
        return fields, "wrong_domain"
    if fields["survey"] not in {"all", "served_only"}:
        return fields, "wrong_survey"
    return fields, "live_needs_url" if fields["live"] and not url else None


def _page(code: str, status: int = 200, **values: object) -> Response:
    with house().database.read() as session:
        row = _get(session, code)
        keys = keys_of(session, code)
        since = real_now() - _REPORT
        counted = (
            select(Message.kind, Message.state, Message.reason, func.count())
            .where(Message.hospital_code == code, Message.mode == "live", Message.due_at >= since)
            .group_by(Message.kind, Message.state, Message.reason)
            .order_by(Message.kind, Message.state)
        )
        rated = (
            select(Survey.rating, func.count())
            .join(Booking, Booking.id == Survey.booking_id)
            .where(Booking.hospital_code == code, Booking.mode == "live", Survey.rating.is_not(None))
            .where(Survey.answered_at >= since)
            .group_by(Survey.rating)
            .order_by(Survey.rating.desc())
        )
        return draw(
            "hospital.html",
            status,
            hospital=row,
            keys=keys,
            now=real_now(),
            zone=BANGKOK,
            messages=session.execute(counted).all(),
            ratings=session.execute(rated).all(),
            **values,
        )
