"""Who is signed in, and whether this door is hers. Every route of staff and studio goes through here.

@blueprint.post("/things")
@requires("templates.edit")
def make_thing() -> Response: …      # me() is who does it
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, g, redirect, request, url_for
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.auth import states_auth
from bot.house import house
from bot.staff.rights import Right, may
from records import audit
from records.staff import LONGEST, StaffSession, digest, find_session, wants_touch

COOKIE = "staff"
_LARGEST = 5_000_000  # bytes
View = Callable[..., Any]


@dataclass(frozen=True)
class Me:
    """Whoever is signed in. `login` is what drafts, versions and the audit trail name."""

    id: int
    login: str
    name: str
    role: str
    hospital_code: str | None
    session_id: int
    csrf: str

    def may(self, right: Right) -> bool:
        """For showing only what she can do."""
        return may(self.role, right, self.hospital_code)


def requires(right: Right) -> Callable[[View], View]:
    """Open the view to signed-in staff with this right; a form needs its token (`csrf`, or header X-CSRF)."""

    def guarded(view: View) -> View:
        @states_auth("staff")
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            found = signed_in()
            if found is None:
                return _to_sign_in()
            refuse_other_sites()
            request.max_content_length = _LARGEST  # reading the form for its token comes before the view
            if request.method not in {"GET", "HEAD"} and not _token_fits(found):
                abort(403)
            if not found.may(right):
                abort(403)
            g.staff = found
            return view(*args, **kwargs)

        checked.right = right  # type: ignore[attr-defined]
        return checked

    return guarded


def me() -> Me:
    """Whoever is signed in; only inside a view that `requires` a right."""
    return g.staff


def may_see_hospital(code: str) -> bool:
    """Whether it is one of hers."""
    return me().hospital_code in {None, code}


def note(session: Session, what: str, on: str = "", **details: Any) -> None:
    """A line of the audit trail, in her name, in the transaction of the deed."""
    audit.note(session, real_now(), me().login, what, on, **details)


def signed_in() -> Me | None:
    """Whoever's cookie this is, when she passed both factors."""
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    now = real_now()
    with house().database.read() as session:
        found = find_session(session, token, now)
        if found is None or not found.passed:
            return None
        known = found.staff
        result = Me(
            known.id, known.login, known.name, known.role, known.hospital_code, found.id, csrf_of(token)
        )
        stale = wants_touch(found, now)
    if stale:
        house().database.write(lambda session: _touch(session, result.session_id))
    return result


def refuse_other_sites() -> None:
    """No other site's page may make her browser call here."""
    origin = request.headers.get("Origin")
    if request.method not in {"GET", "HEAD"} and origin and urlsplit(origin).netloc != request.host:
        abort(403)


def give_cookie(response: Response, token: str) -> Response:
    """Remember the session; without TLS only on this machine."""
    here = urlsplit(f"//{request.host}").hostname in {"127.0.0.1", "localhost", "::1"}
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure or not here,
    )
    return response


def csrf_of(token: str) -> str:
    """A form's token: whoever does not know the cookie cannot make it."""
    return digest(f"csrf {token}")


def _token_fits(found: Me) -> bool:
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    return hmac.compare_digest(given.encode(), found.csrf.encode())


def _to_sign_in() -> Any:
    if request.method not in {"GET", "HEAD"}:
        abort(401)
    return redirect(url_for("staff.sign_in", next=request.full_path.rstrip("?")), 303)


def _touch(session: Session, session_id: int) -> None:
    if (row := session.get(StaffSession, session_id)) is not None:
        row.seen_at = real_now()
