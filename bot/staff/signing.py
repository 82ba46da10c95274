"""Signing in by password and second factor, signing out, and setting a password by a link."""

from urllib.parse import urlsplit

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.auth import states_auth
from bot.house import house
from bot.staff import passwords
from bot.staff.guard import COOKIE, give_cookie, me, note, refuse_other_sites, requires
from bot.staff.pages import blueprint, draw
from records import audit
from records.staff import (
    StaffSession,
    begin_session,
    end_sessions,
    find_reset,
    find_session,
    find_staff,
    tidy_login,
    use_reset,
)

_A_NAME, _AN_ADDRESS = "10/15 minutes", "50/15 minutes"


@blueprint.get("/sign-in")
@states_auth("none")
def sign_in() -> Response:
    """The form."""
    return draw("sign_in.html", next=_next())


@blueprint.post("/sign-in")
@states_auth("none")
def check_password() -> Response:
    """The password; then the second factor where there is one. The same refusal whatever is wrong."""
    refuse_other_sites()
    login = tidy_login(request.form.get("login", ""))
    if _too_often(login):
        return draw("sign_in.html", 429, next=_next(), login=login, wrong="too_often")
    with house().database.read() as session:
        staff = find_staff(session, login)
    if not passwords.fits(staff, request.form.get("password", "")):
        house().database.write(
            lambda session: audit.note(session, real_now(), login or "?", "sign_in.refused")
        )
        return draw("sign_in.html", 403, next=_next(), login=login, wrong="wrong_password")

    def work(session: Session) -> tuple[str, bool]:
        found = find_staff(session, login)
        assert found is not None  # noqa: S101 - her password was right
        passed = found.totp_secret is None
        if passed:
            audit.note(session, real_now(), login, "sign_in")
        token = begin_session(session, found, request.user_agent.string, real_now(), passed=passed)
        return token, passed

    token, passed = house().database.write(work)
    return give_cookie(_to(_next() if passed else url_for("staff.second", next=_next())), token)


@blueprint.get("/second")
@states_auth("none")
def second() -> Response:
    """The form for the second factor."""
    return draw("second.html", next=_next())


@blueprint.post("/second")
@states_auth("none")
def check_second() -> Response:
    """A code; the cookie changes with what it is worth."""
    refuse_other_sites()
    old = request.cookies.get(COOKIE, "")
    with house().database.read() as session:
        waiting = find_session(session, old, real_now())
    if waiting is None or waiting.passed:
        return _to(url_for("staff.sign_in"))
    if _too_often(f"second {waiting.staff.login}"):
        return draw("second.html", 429, next=_next(), wrong="too_often")

    def work(session: Session) -> str | None:
        found = session.get(StaffSession, waiting.id, with_for_update=True)
        if found is None or not passwords.code_fits(found.staff, request.form.get("code", ""), real_now()):
            return None
        audit.note(session, real_now(), found.staff.login, "sign_in")
        token = begin_session(session, found.staff, found.agent, real_now(), passed=True)
        session.delete(found)
        return token

    token = house().database.write(work)
    if token is None:
        return draw("second.html", 403, next=_next(), wrong="wrong_code")
    return give_cookie(_to(_next()), token)


@blueprint.post("/sign-out")
@requires("own")
def sign_out() -> Response:
    """Here, or with `everywhere` on all devices."""

    def work(session: Session) -> None:
        if request.form.get("everywhere"):
            end_sessions(session, me().id)
        elif (row := session.get(StaffSession, me().session_id)) is not None:
            session.delete(row)
        note(session, "sign_out", everywhere=bool(request.form.get("everywhere")))

    house().database.write(work)
    response = _to(url_for("staff.sign_in"))
    response.delete_cookie(COOKIE)
    return response


@blueprint.get("/password/<token>")
@states_auth("none")
def new_password(token: str) -> Response:
    """The form behind a link from the administrator."""
    with house().database.read() as session:
        staff = find_reset(session, token, real_now())
    return draw("new_password.html", 200 if staff else 410, login=staff.login if staff else None)


@blueprint.post("/password/<token>")
@states_auth("none")
def set_password(token: str) -> Response:
    """Sets it, once; whoever was signed in with the old one is not any more."""
    refuse_other_sites()
    with house().database.read() as session:
        staff = find_reset(session, token, real_now())
    if staff is None:
        return draw("new_password.html", 410, login=None)
    password = request.form.get("password", "")
    if wrong := passwords.too_weak(password, staff.login):
        return draw("new_password.html", 422, login=staff.login, wrong=wrong)
    stored = passwords.hashed(password)

    def work(session: Session) -> bool:
        found = find_reset(session, token, real_now())
        if found is None or not use_reset(session, token):
            return False
        found.password_hash = stored
        end_sessions(session, found.id)
        audit.note(session, real_now(), found.login, "password.set")
        return True

    house().database.write(work)
    return _to(url_for("staff.sign_in"))


def _too_often(name: str) -> bool:
    limits = house().limits
    counts = (
        limits.hit("staff-name", _A_NAME, name),
        limits.hit("staff-address", _AN_ADDRESS, request.remote_addr or ""),
    )
    return not all(count.passed for count in counts)


def _next() -> str:
    """Where she wanted to go: an address of ours, else the start."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    ours = not parts.scheme and not parts.netloc and wanted.startswith(("/staff", "/studio"))
    return wanted if ours and "\\" not in wanted else url_for("staff.home")


def _to(address: str) -> Response:
    response = Response(status=303)
    response.headers["Location"] = address
    return response
