"""Claim → judge → render → push → record: due messages on their way to LINE, batch by batch."""

import asyncio
import logging
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bookings.events import messages_ended
from bookings.now import real_now
from flex_templates import Renderer
from records.claims import record
from records.database import ring_after_commit
from records.messages import FAILED, PLANNED, SENT
from records.templates import Failure, note_failure
from scheduler.claiming import Delivery, Terms, take_batch
from scheduler.engine import Engine
from scheduler.forms import after_refusal, make
from scheduler.outcomes import Answer, Outcome, meaning_of, pause
from scheduler.push import CONNECTIONS, TIMEOUT, Push, PushClient, push_body

log = logging.getLogger(__name__)
_LIMIT = 2 * CONNECTIONS
# Two rounds of pushes as slow as they may be, and the pace; a dead worker's messages wait this long.
LEASE = timedelta(seconds=2 * TIMEOUT + 5)
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
    terms = Terms(_LIMIT, LEASE, frozenset(engine.settings.channels), engine.links, engine.templates.pin)
    found, deliveries = engine.database.write(lambda session: take_batch(session, real_now(), terms))
    if deliveries:
        failed: list[Failure] = []
        answers = await _push_all(engine, line, deliveries, failed)
        engine.database.write(lambda session: _record(session, engine.renderer, deliveries, answers))
        _note_failures(engine, deliveries, answers, failed)
    return found


async def _push_all(
    engine: Engine, line: PushClient, deliveries: Sequence[Delivery], failed: list[Failure]
) -> list[Answer]:
    """Push concurrently; each channel's messages start in slots that its pace gives away."""
    slots: dict[str, float] = {}
    for channel, count in Counter(each.channel for each in deliveries).items():
        slots[channel] = engine.pace.reserve(channel, count)
    step = 1 / engine.settings.pace_per_second
    tasks: list[asyncio.Task[Answer]] = []
    for delivery in deliveries:
        start = slots[delivery.channel]
        slots[delivery.channel] += step
        tasks.append(asyncio.create_task(_push_one(engine, line, delivery, start, failed)))
    return list(await asyncio.gather(*tasks))


async def _push_one(
    engine: Engine, line: PushClient, delivery: Delivery, start: float, failed: list[Failure]
) -> Answer:
    """Never raises: one message that cannot be made must not lose the answers of its neighbours."""
    if start > 0:
        await asyncio.sleep(start)
    try:
        return await line.push(_ready(delivery, engine.renderer, failed))
    except Exception:
        log.exception("message %s could not be made", delivery.message_id)
        return Answer(400, "not made")


def _ready(delivery: Delivery, renderer: Renderer, failed: list[Failure]) -> Push:
    made = make(renderer, delivery.made_from, delivery.kind, delivery.form)
    failed += made.failures
    body = push_body(delivery.user_id, made.messages, delivery.made_from["silent"])
    return Push(delivery.channel, body, delivery.retry_key)


def _note_failures(
    engine: Engine, deliveries: Sequence[Delivery], answers: Sequence[Answer], failed: Sequence[Failure]
) -> None:
    """Show editors which version fails. It comes after the outcomes: they matter more."""
    counted = Counter(failed)
    for delivery, answer in zip(deliveries, answers, strict=True):
        revision = delivery.made_from.get("revision")
        if revision and meaning_of(answer).meaning == "other_form":
            name = delivery.made_from.get("template", delivery.kind)
            counted[Failure(name, revision, f"LINE: {answer.message}")] += 1
    if counted:
        engine.database.write(
            lambda session: [
                note_failure(session, replace(failure, count=count), real_now())
                for failure, count in counted.items()
            ]
        )


def _record(
    session: Session, renderer: Renderer, deliveries: Sequence[Delivery], answers: Sequence[Answer]
) -> None:
    real = real_now()
    rows = [
        _row(renderer, delivery, meaning_of(answer), real)
        for delivery, answer in zip(deliveries, answers, strict=True)
    ]
    record(session, rows)
    for state, told in ((SENT, "message.sent"), (FAILED, "message.failed")):
        messages_ended(session, [row["key"] for row in rows if row["state"] == state], told)
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


def _row(renderer: Renderer, delivery: Delivery, outcome: Outcome, real: datetime) -> Row:
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
    if outcome.meaning == "other_form":
        following = after_refusal(renderer, delivery.made_from, delivery.kind, delivery.form)
        if following:
            form, made_from = following
            return again | {"form": form, "rendered_from": made_from, "retry_key": str(uuid.uuid4())}
    return row
