"""One's own account: password, second factor, where one is signed in."""

import base64
import io

import pyotp
import segno
from flask import Response, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.times import BANGKOK
from bot.house import house
from bot.staff import passwords
from bot.staff.guard import me, note, requires
from bot.staff.pages import blueprint, draw
from records.sealed import NoSecret
from records.staff import Staff, StaffSession, digest, end_sessions
from records.staff_secrets import TotpSecrets


@blueprint.get("/")
@requires("own")
def home() -> Response:
    """What she can do here."""
    return draw("home.html")


@blueprint.get("/account")
@requires("own")
def account() -> Response:
    """All about her own account."""
    return _page()


@blueprint.post("/account/password")
@requires("own")
def change_password() -> Response:
    """Needs the old one; all other devices are signed out."""
    old, new = request.form.get("old", ""), request.form.get("password", "")
    if not passwords.fits(_mine(), old):
        return _page(403, wrong_old="wrong_old")
    if wrong := passwords.too_weak(new, me().login):
        return _page(422, wrong_new=wrong)
    stored = passwords.hashed(new)

    def work(session: Session) -> None:
        session.get_one(Staff, me().id).password_hash = stored
        end_sessions(session, me().id, but=me().session_id)
        note(session, "password.changed")

    house().database.write(work)
    return _page(done="password_changed")


@blueprint.post("/account/second")
@requires("own")
def switch_second() -> Response:
    """On: with a code that proves that the phone has the secret. Off: with the password."""
    if request.form.get("off"):
        if not passwords.fits(_mine(), request.form.get("old", "")):
            return _page(403, wrong_old="wrong_old")
        house().database.write(lambda session: _set_second(session, None, []))
        return _page(done="second_off")
    secret, code = request.form.get("secret", ""), request.form.get("code", "").replace(" ", "")
    try:
        fits = len(secret) == 32 and passwords.step_of(secret, code, real_now())
    except ValueError:
        fits = None
    if not fits:
        return _page(422, wrong_code="wrong_code")
    codes, seals = passwords.recovery_codes(), TotpSecrets.of(house().settings)
    try:
        sealed = seals.sealed(me().id, secret)
    except NoSecret:
        return _page(409, wrong_code="second_no_secret")
    house().database.write(lambda session: _set_second(session, sealed, codes))
    return _page(done="second_on", codes=codes)


@blueprint.post("/account/sessions/<int:number>/end")
@requires("own")
def end_one(number: int) -> Response:
    """Sign one device out."""

    def work(session: Session) -> None:
        row = session.get(StaffSession, number)
        if row is not None and row.staff_id == me().id:
            session.delete(row)
            note(session, "session.ended")

    house().database.write(work)
    return redirect(url_for("staff.account"), 303)  # type: ignore[return-value]


def _set_second(session: Session, secret: str | None, codes: list[str]) -> None:
    mine = session.get_one(Staff, me().id)
    mine.totp_secret, mine.totp_step = secret, 0
    mine.recovery = [digest(code.replace("-", "")) for code in codes]
    note(session, "second_factor.on" if secret else "second_factor.off")


def _mine() -> Staff:
    with house().database.read() as session:
        return session.get_one(Staff, me().id)


def _page(status: int = 200, **values: object) -> Response:
    mine = _mine()
    secret = pyotp.random_base32()
    address = pyotp.TOTP(secret, name=mine.login, issuer="MOPH Connect").provisioning_uri()
    with house().database.read() as session:
        query = select(StaffSession).filter_by(staff_id=mine.id, passed=True)
        sessions = session.scalars(query.order_by(StaffSession.seen_at.desc())).all()
    return draw(
        "account.html",
        status,
        mine=mine,
        secret=secret,
        qr=_picture(address),
        sessions=sessions,
        zone=BANGKOK,
        **values,
    )


def _picture(address: str) -> str:
    """For `img-src data:`; the library's own method takes its options untyped."""
    out = io.BytesIO()
    segno.make_qr(address).save(out, kind="png", scale=5, border=2)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
