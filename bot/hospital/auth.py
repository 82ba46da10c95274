"""Keys: who calls, with which key, and whether that key opens this door."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from flask import g, request
from sqlalchemy.exc import SQLAlchemyError

from bookings.content import Caller
from bookings.now import real_now
from bot.auth import Auth, states_auth
from bot.hospital import throttle
from bot.hospital.faults import Fault
from bot.house import house
from records.hospitals import Hospital
from records.keys import ApiKey, find_key, note_use

log = logging.getLogger(__name__)
View = Callable[..., Any]
_OTHER_VERSION = {3: "key_of_version_3", 4: "key_of_version_4"}


def requires_key(version: Literal[3, 4], *, test_only: bool = False) -> Callable[[View], View]:
    """Open the view to this version's keys only; sets `g.caller` and `g.hospital`.

    Version 3's views are routed with `key` (without it: a Bearer header) and `test`; they take neither.
    """
    auth: Auth = "key:v3" if version == 3 else "key:v4-test" if test_only else "key:v4"

    def guarded(view: View) -> View:
        @states_auth(auth)
        @wraps(view)
        def checked(*args: Any, key: str | None = None, test: bool = False, **kwargs: Any) -> Any:
            throttle.admit_address()
            found, hospital = _look_up(key or _bearer(), version)
            throttle.admit_key(found.id)
            mode: Any = ("test" if test else "live") if version == 3 else found.mode
            if test_only and mode != "test":
                raise Fault("test_keys_only")
            if mode == "live" and not hospital.live:
                raise Fault("not_live")
            g.caller, g.hospital = Caller(hospital.code, mode, version), hospital
            _note_use(found)
            return view(*args, **kwargs)

        return checked

    return guarded


def caller() -> Caller:
    """Who calls; only inside a view that requires a key."""
    return g.caller


def hospital() -> Hospital:
    """The calling hospital as it was when the key was checked; detached from any session."""
    return g.hospital


def _look_up(key: str, version: int) -> tuple[ApiKey, Hospital]:
    with house().database.read() as session:
        found = find_key(session, key, real_now())
        if found is None:
            throttle.count_wrong_key()
            raise Fault("unknown_key")
        if found.version != version:
            raise Fault(_OTHER_VERSION[found.version])
        return found, session.get_one(Hospital, found.hospital_code)


def _note_use(key: ApiKey) -> None:
    """Once an hour; no call fails or waits long for it."""
    now = real_now()
    if not key.use_is_news(now):
        return
    try:
        house().database.write(lambda session: note_use(session, key.id, now))
    except SQLAlchemyError as error:
        log.warning("the use of key %s was not noted: %s", key.id, type(error).__name__)


def _bearer() -> str:
    scheme, _, key = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Fault("no_key")
    return key.strip()
