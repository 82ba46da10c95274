"""The people who work here: made, changed and given new passwords by an administrator."""

from flask import Response, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.staff.pages import blueprint, draw
from records.hospitals import Hospital
from records.staff import ROLES, Staff, end_sessions, find_staff, make_reset, tidy_login


@blueprint.get("/people")
@requires("people")
def people() -> Response:
    """All of them."""
    return _page()


@blueprint.post("/people")
@requires("people")
def add_person() -> Response:
    """A new account, and the link by which its owner sets the password."""
    form = request.form
    login, name = tidy_login(form.get("login", "")), form.get("name", "").strip()[:120]
    role, code = form.get("role", ""), form.get("hospital_code", "").strip() or None
    if not login or not name or role not in ROLES:
        return _page(422, wrong="person_incomplete")

    def work(session: Session) -> str | None:
        if find_staff(session, login) is not None or (code and session.get(Hospital, code) is None):
            return None
        staff = Staff(
            login=login, name=name, role=role, hospital_code=code, recovery=[], created_at=real_now()
        )
        session.add(staff)
        session.flush()
        note(session, "person.added", login, role=role, hospital=code)
        return make_reset(session, staff, real_now())

    token = house().database.write(work)
    return _page(link=_link(token), login=login) if token else _page(422, wrong="person_known")


@blueprint.post("/people/<int:number>")
@requires("people")
def change_person(number: int) -> Response:
    """Role, hospital, whether she may sign in; nobody takes her own rights away by mistake."""
    role, active = request.form.get("role", ""), request.form.get("active") == "yes"
    code = request.form.get("hospital_code", "").strip() or None
    if number == me().id:
        return _page(422, wrong="person_self")

    def work(session: Session) -> bool:
        staff = session.get(Staff, number)
        if staff is None or role not in ROLES or (code and session.get(Hospital, code) is None):
            return False
        staff.role, staff.active, staff.hospital_code = role, active, code
        if not active:
            end_sessions(session, number)
        note(session, "person.changed", staff.login, role=role, active=active, hospital=code)
        return True

    return _page(done="saved") if house().database.write(work) else _page(422, wrong="person_incomplete")


@blueprint.post("/people/<int:number>/reset")
@requires("people")
def reset_person(number: int) -> Response:
    """A link for a new password; the second factor goes too when she lost it."""

    def work(session: Session) -> tuple[str, str] | None:
        staff = session.get(Staff, number)
        if staff is None:
            return None
        if request.form.get("second"):
            staff.totp_secret, staff.recovery = None, []
            end_sessions(session, number)
        note(session, "person.reset", staff.login, second_factor=bool(request.form.get("second")))
        return make_reset(session, staff, real_now()), staff.login

    made = house().database.write(work)
    return _page(link=_link(made[0]), login=made[1]) if made else _page(404)


def _link(token: str) -> str:
    return url_for("staff.new_password", token=token, _external=True)


def _page(status: int = 200, **values: object) -> Response:
    with house().database.read() as session:
        found = session.scalars(select(Staff).order_by(Staff.login)).all()
    return draw("people.html", status, people=found, roles=ROLES, **values)
