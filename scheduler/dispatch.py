"""Claim → judge → render → push → record: due messages on their way to LINE, batch by batch."""

import asyncio
import logging
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bookings.now import real_now
from flex_templates import Renderer, TemplateError
from records.claims import record
from records.database import ring_after_commit
from records.messages import FAILED, PLANNED, SENT
from scheduler.claiming import Delivery, Terms, take_batch
from scheduler.engine import Engine
from scheduler.outcomes import Answer, Outcome, meaning_of, pause
from scheduler.push import CONNECTIONS, TIMEOUT, Push, PushClient, push_body

log = logging.getLogger(__name__)
_LIMIT = 2 * CONNECTIONS
# Two rounds of pushes as slow as they may be, and the pace; a dead worker's messages wait this long.
LEASE = timedelta(seconds=2 * TIMEOUT + 5)
FORMS = ("template", "plain")
Row = dict[str, Any]


async def drain(engine: Engine, seconds: float) -> bool:
    """Send what is due for about that many seconds; returns whether anything may be left."""
    until = time.monotonic() + seconds
    async with PushClient(engine.settings.channels) as line:
        while time.monotonic() < until:
            if not await _send_batch(engine, line):
                return False
    return True


async def _send_batch(engine: Engine, line: PushClient) -> bool:
    terms = Terms(_LIMIT, LEASE, frozenset(engine.settings.channels), engine.links)
    found, deliveries = engine.database.write(lambda session: take_batch(session, real_now(), terms))
    if deliveries:
        answers = await _push_all(engine, line, deliveries)
        engine.database.write(lambda session: _record(session, deliveries, answers))
    return found


async def _push_all(engine: Engine, line: PushClient, deliveries: Sequence[Delivery]) -> list[Answer]:
    """Push concurrently; each channel's messages start in slots that its pace gives away."""
    slots: dict[str, float] = {}
    for channel, count in Counter(each.channel for each in deliveries).items():
        slots[channel] = engine.pace.reserve(channel, count)
    step = 1 / engine.settings.pace_per_second
    tasks: list[asyncio.Task[Answer]] = []
    for delivery in deliveries:
        start = slots[delivery.channel]
        slots[delivery.channel] += step
        tasks.append(asyncio.create_task(_push_one(engine, line, delivery, start)))
    return list(await asyncio.gather(*tasks))


async def _push_one(engine: Engine, line: PushClient, delivery: Delivery, start: float) -> Answer:
    """Never raises: one message that cannot be made must not lose the answers of its neighbours."""
    if start > 0:
        await asyncio.sleep(start)
    try:
        return await line.push(_ready(delivery, engine.renderer))
    except Exception:
        log.exception("message %s could not be made", delivery.message_id)
        return Answer(400, "not made")


def _ready(delivery: Delivery, renderer: Renderer) -> Push:
    made_from = delivery.made_from
    name, data, language = delivery.kind, made_from["data"], made_from["language"]
    try:
        plain = FORMS[delivery.form] == "plain"
        messages = renderer.plain(name, data, language) if plain else renderer.render(name, data, language)
    except TemplateError as error:
        log.error("card %s could not be made, plain text is sent: %s", name, error)
        messages = renderer.plain(name, data, language)
    body = push_body(delivery.user_id, messages, made_from["silent"])
    return Push(delivery.channel, body, delivery.retry_key)


def _record(session: Session, deliveries: Sequence[Delivery], answers: Sequence[Answer]) -> None:
    real = real_now()
    rows = [
        _row(delivery, meaning_of(answer), real) for delivery, answer in zip(deliveries, answers, strict=True)
    ]
    record(session, rows)
    _log_troubles(deliveries, answers)
    ring_after_commit(session, {row["wake_at"] for row in rows if row["state"] == PLANNED})


def _log_troubles(deliveries: Sequence[Delivery], answers: Sequence[Answer]) -> None:
    """A line for each kind of answer, not for each message: a burst that fails must not flood the log."""
    troubles: dict[tuple[str, Answer], list[int]] = defaultdict(list)
    for delivery, answer in zip(deliveries, answers, strict=True):
        if meaning_of(answer).meaning != "sent":
            troubles[delivery.channel, answer].append(delivery.message_id)
    for (channel, answer), ids in troubles.items():
        meaning, status = meaning_of(answer).meaning, answer.status or "nothing"
        log.warning(
            "%s pushes to %s answered %s %r: %s (messages %s …)",
            len(ids),
            channel,
            status,
            answer.message,
            meaning,
            ids[:3],
        )


def _row(delivery: Delivery, outcome: Outcome, real: datetime) -> Row:
    row: Row = {
        "key": delivery.message_id,
        "token": delivery.token,
        "state": FAILED,
        "reason": outcome.reason,
        "sent_at": None,
        "wake_at": real,
        "form": delivery.form,
        "retry_key": delivery.retry_key,
        "rendered_from": None,
        "claim_token": None,
        "lease_until": None,
    }
    if outcome.meaning == "sent":
        return row | {"state": SENT, "sent_at": real + delivery.ahead}
    again = row | {"state": PLANNED, "reason": None, "rendered_from": delivery.made_from}
    if outcome.meaning == "again":
        return again | {"wake_at": real + pause(delivery.attempts)}
    if outcome.meaning == "other_form" and delivery.form + 1 < len(FORMS):
        return again | {"form": delivery.form + 1, "retry_key": str(uuid.uuid4())}
    return row
