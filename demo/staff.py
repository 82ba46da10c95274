"""The demo's administrator: made at the first start, her password readable in `var/demo.staff.json`."""

import json
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from demo.place import Place
from records.staff import Staff, find_staff

LOGIN = "admin"


def administrator(session: Session, place: Place, now: datetime) -> dict[str, str]:
    """`{login, password}`; the password of the last start while the database and the file both know it."""
    hasher, password = PasswordHasher(), read(place).get("password") or secrets.token_hex(8)
    staff = find_staff(session, LOGIN)
    if staff is None:
        staff = Staff(login=LOGIN, name="Demo", role="administrator", recovery=[], created_at=now)
        session.add(staff)
    try:
        hasher.verify(staff.password_hash or "", password)
    except (VerificationError, InvalidHashError):
        staff.password_hash = hasher.hash(password)
    return {"login": LOGIN, "password": password}


def read(place: Place) -> dict[str, str]:
    """What the last start wrote; nothing when the file is missing or spoilt."""
    try:
        return json.loads(place.staff.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
