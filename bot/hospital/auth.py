"""Keys: who calls, with which key, and whether that key opens this door."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from flask import g, request

from bookings.content import Caller
from bookings.now import real_now
from bot.auth import Auth, states_auth
from bot.hospital.faults import Fault
from bot.house import house
from records.hospitals import Hospital
from records.keys import ApiKey, find_key

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
            found, hospital = _look_up(key or _bearer(), version)
            mode: Any = ("test" if test else "live") if version == 3 else found.mode
            if test_only and mode != "test":
                raise Fault("test_keys_only")
            if mode == "live" and not hospital.live:
                raise Fault("not_live")
            g.caller, g.hospital = Caller(hospital.code, mode, version), hospital
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
            raise Fault("unknown_key")
        if found.version != version:
            raise Fault(_OTHER_VERSION[found.version])
        return found, session.get_one(Hospital, found.hospital_code)


def _bearer() -> str:
    scheme, _, key = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Fault("no_key")
    return key.strip()
