"""Calls from a browser: the key in a page is public, so they are few and from known pages only."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Response, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.times import BANGKOK
from bot.hospital.auth import hospital
from bot.hospital.faults import Fault
from bot.hospital.v3.quirks import QUIRKS
from bot.house import house
from records.browser_calls import count_browser_call
from records.hospitals import Hospital
from records.people import Link

MOST_CALLS_A_DAY = 5


def admit_origin(*, browsers: bool) -> None:
    """Let a server's call pass, and a browser's where browsers may call. Raises Fault with 403."""
    origin = request.headers.get("Origin")
    if origin is None:
        return
    if not browsers:
        raise Fault("no_browser_calls")
    if _plain(origin) not in {_plain(each) for each in hospital().origins}:
        raise Fault("origin_not_registered")
    g.allowed_origin = origin


def admit_origin_of_any() -> None:
    """For a preflight without a key, which cannot say whose page it is. Raises Fault with 403."""
    origin = request.headers.get("Origin")
    with house().database.read() as session:
        lists = session.scalars(select(Hospital.origins).where(Hospital.booking_url.is_not(None))).all()
    if origin is None or _plain(origin) not in {_plain(each) for origins in lists for each in origins}:
        raise Fault("origin_not_registered")
    g.allowed_origin = origin


def admit_once_more(session: Session, link: Link, now: datetime) -> None:
    """Count a browser's call for this patient. Raises Fault with 429 after five a day."""
    if request.headers.get("Origin") is None:
        return
    local = now.astimezone(BANGKOK)
    if count_browser_call(session, link.id, local.date(), MOST_CALLS_A_DAY):
        return
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), BANGKOK)
    wait = str(int((midnight - local).total_seconds()) + 1)
    raise Fault("too_many_calls", limit=MOST_CALLS_A_DAY, headers={"Retry-After": wait})


def warnings_of_browser() -> list[str]:
    """What a page that was admitted is told in the answer."""
    return [QUIRKS["browser"].warning(most=MOST_CALLS_A_DAY)] if "allowed_origin" in g else []


def share_with_origin(response: Response) -> Response:
    """Let the page that was admitted read the answer, a refusal too."""
    if origin := g.get("allowed_origin"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
    return response


def preflight() -> Response:
    """What a browser asks before it calls from another site."""
    response = Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, Authorization, X-Requested-With"
    response.headers["Access-Control-Max-Age"] = "600"
    return response


def _plain(origin: str) -> str:
    """Scheme, host and port; a registered one may have been written with a path or capitals."""
    parts = urlsplit(origin.strip().lower())
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "no origin"
