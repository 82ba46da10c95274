"""Delivers events from their table as Standard Webhooks prescribes: signed, retried for days, 410 ends it."""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import random
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp
from aiohttp.abc import AbstractResolver
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.times import BANGKOK
from records.database import Database
from records.event_secrets import SigningSecrets
from records.events import DELIVERED, FAILED, PENDING, EventDelivery, claim_deliveries
from scheduler.events.targets import NotAllowed, Outside, check_url
from settings import Settings

log = logging.getLogger(__name__)
TIMEOUT = 15.0  # seconds; Standard Webhooks asks for 15 to 30
LEASE = timedelta(seconds=2 * TIMEOUT)
_AT_ONCE = 50
# After the first try, the second … (Standard Webhooks, "Deliverability and reliability"); three days in all.
PAUSES = tuple(
    timedelta(seconds=each) for each in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
_thread = threading.Lock()


def due(session: Session) -> bool:
    """Whether any delivery waits."""
    waiting = select(EventDelivery.id).where(
        EventDelivery.state == PENDING, EventDelivery.wake_at <= real_now()
    )
    return session.scalar(waiting.limit(1)) is not None


def deliver_in_background(database: Database, settings: Settings) -> None:
    """Deliver what is due in a thread of its own: no slow hospital may keep patients' messages waiting."""
    if _thread.acquire(blocking=False):
        threading.Thread(target=_run, args=(database, settings), name="events", daemon=True).start()


def _run(database: Database, settings: Settings) -> None:
    try:
        asyncio.run(deliver(database, SigningSecrets.of(settings), inside=settings.events_inside))
    finally:
        _thread.release()


async def deliver(
    database: Database,
    secrets: SigningSecrets,
    *,
    inside: bool = False,
    resolver: AbstractResolver | None = None,
) -> None:
    """Until nothing is due. A worker that dies leaves deliveries that wake again when their lease is over.

    `inside`: also into our own network; otherwise what `resolver` finds is checked at each call.
    """
    connector = aiohttp.TCPConnector(
        resolver=resolver if inside else Outside(resolver), use_dns_cache=False, limit=_AT_ONCE
    )
    http_session = aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
        cookie_jar=aiohttp.DummyCookieJar(),  # no hospital sees what another one set
    )
    async with http_session as http:
        while claimed := database.write(
            lambda session: claim_deliveries(session, real_now(), _AT_ONCE, LEASE)
        ):
            posts = (_post(http, each, secrets, inside=inside) for each in claimed)
            answers = await asyncio.gather(*posts)
            _record_all(database, claimed, answers)


def _record_all(database: Database, claimed: Sequence[EventDelivery], answers: Sequence[str]) -> None:
    def work(session: Session) -> None:
        for each, answer in zip(claimed, answers, strict=True):
            row = session.get(EventDelivery, each.id, with_for_update=True)
            if row is not None and row.claim_token == each.claim_token:
                record(row, answer, real_now())

    database.write(work)


def record(row: EventDelivery, answer: str, now: datetime) -> None:
    """What an answer does to a delivery; `answer` is a status, or a word for why there was none."""
    row.attempts += 1
    row.last_answer, row.claim_token = answer, None
    if answer.startswith("2"):
        row.state, row.delivered_at = DELIVERED, now
        return
    if answer == "410":
        row.endpoint.disabled_at, row.endpoint.disabled_reason = now, "gone"
    if answer in {"410", "disabled"} or row.attempts > len(PAUSES):
        row.state = FAILED
        return
    row.wake_at = now + PAUSES[row.attempts - 1] * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load


async def _post(
    http: aiohttp.ClientSession, delivery: EventDelivery, secrets: SigningSecrets, *, inside: bool
) -> str:
    """The status as text; else `unreachable`, `timeout`, `private_address` or `no_secret`. Never raises."""
    endpoint = delivery.endpoint
    if endpoint.disabled_at is not None:
        return "disabled"
    if check_url(endpoint.url, inside):
        return "private_address"
    now = real_now()
    body = body_of(delivery)
    keys = [key for stored in endpoint.secrets_at(now) if (key := secrets.opened(stored)) is not None]
    if not keys:
        log.error("the secret of %s was sealed with another EVENTS_SECRET", endpoint.id)
        return "no_secret"
    headers = sign(delivery.event_id, now, body, keys)
    try:
        async with http.post(endpoint.url, data=body, headers=headers, allow_redirects=False) as response:
            return str(response.status)
    except TimeoutError:
        return "timeout"
    except aiohttp.ClientConnectorError as error:
        return "private_address" if isinstance(error.os_error, NotAllowed) else "unreachable"
    except (aiohttp.ClientError, OSError, ValueError):
        return "unreachable"


def body_of(delivery: EventDelivery) -> bytes:
    """The same bytes at every try."""
    event = delivery.event
    told = {
        "type": event.kind,
        "timestamp": event.happened_at.astimezone(BANGKOK).isoformat(),
        "data": event.data,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def sign(event_id: str, now: datetime, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """The headers of Standard Webhooks; one signature for each secret, divided by a space."""
    stamp = str(int(now.timestamp()))
    content = f"{event_id}.{stamp}.".encode() + body
    keys = (base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets)
    signatures = (base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode() for key in keys)
    return {
        "Content-Type": "application/json",
        "User-Agent": "MOPH-Connect-Events/1",
        "webhook-id": event_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }
