"""Who may control: programs on this machine, and whoever has the token from the settings."""

import hmac
import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

COOKIE = "simulator"
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


def may_control(request: web.Request, token: str) -> bool:
    return not from_another_site(request) and (_is_local(request) or _has_token(request, token))


def is_token(given: str, token: str) -> bool:
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _has_token(request: web.Request, token: str) -> bool:
    authorization = request.headers.get("Authorization", "")
    candidates = (
        authorization.removeprefix("Bearer ") if authorization.startswith("Bearer ") else "",
        request.query.get("token", ""),
        request.cookies.get(COOKIE, ""),
    )
    return any(is_token(candidate, token) for candidate in candidates)


def _is_local(request: web.Request) -> bool:
    """Asked from here, by a name of here (no foreign name that leads here), and not passed on by a proxy."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        peer = ipaddress.ip_address(request.remote or "")
    except ValueError:
        return False
    return peer.is_loopback and (urlsplit(f"//{request.host}").hostname or "") in _LOCAL_NAMES


def from_another_site(request: web.Request) -> bool:
    """A page elsewhere must not make a browser here do things."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
