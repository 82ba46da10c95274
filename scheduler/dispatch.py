"""Claim → judge → render → push → record: due messages on their way to LINE, batch by batch."""

import asyncio
import logging
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bookings.now import real_now
from flex_templates import Renderer, TemplateError
from records.claims import record
from records.database import ring_after_commit
from records.messages import FAILED, PLANNED, SENT
from scheduler.claiming import Delivery, take_batch
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
    real = real_now()
    found, deliveries = engine.database.write(lambda session: take_batch(session, real, _LIMIT, LEASE))
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
        tasks.append(asyncio.create_task(_push_one(line, _ready(delivery, engine.renderer), start)))
    return list(await asyncio.gather(*tasks))


async def _push_one(line: PushClient, push: Push, start: float) -> Answer:
    if start > 0:
        await asyncio.sleep(start)
    return await line.push(push)


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
        _row(delivery, answer, meaning_of(answer), real)
        for delivery, answer in zip(deliveries, answers, strict=True)
    ]
    record(session, rows)
    ring_after_commit(session, {row["wake_at"] for row in rows if row["state"] == PLANNED})


def _row(delivery: Delivery, answer: Answer, outcome: Outcome, real: datetime) -> Row:
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
    log.warning(
        "push of message %s (%s) answered %s: %s",
        delivery.message_id,
        delivery.kind,
        answer.status,
        outcome.meaning,
    )
    again = row | {"state": PLANNED, "reason": None, "rendered_from": delivery.made_from}
    if outcome.meaning == "again":
        return again | {"wake_at": real + pause(delivery.attempts)}
    if outcome.meaning == "other_form" and delivery.form + 1 < len(FORMS):
        return again | {"form": delivery.form + 1, "retry_key": str(uuid.uuid4())}
    return row
