"""The last transaction of a batch: what each answer did to its message."""

import logging
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bookings.events import messages_ended
from bookings.kinds import TEST
from bookings.now import real_now
from flex_templates import Renderer
from records.claims import hold_back, record, record_sent
from records.database import ring_after_commit
from records.messages import FAILED, PLANNED
from records.templates import Failure, Suspects, note_failure
from scheduler.claiming import Delivery
from scheduler.engine import Engine
from scheduler.forms import FORMS, after_refusal
from scheduler.outcomes import NOT_PUSHED, Answer, Outcome, meaning_of, pause

log = logging.getLogger(__name__)
Done = tuple[Delivery, Answer]
Trouble = tuple[Delivery, Answer, Outcome]
Row = dict[str, Any]


def record_all(session: Session, done: Sequence[Done], engine: Engine) -> None:
    """Write all outcomes: one statement for those that arrived, a row each for the others."""
    real = real_now()
    sent: dict[tuple[str, timedelta], list[int]] = defaultdict(list)
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    troubles: list[Trouble] = []
    for delivery, answer in done:
        outcome = meaning_of(answer)
        if outcome.meaning == "sent":
            sent[delivery.token, delivery.ahead].append(delivery.message_id)
        elif outcome.meaning == "held" and delivery.attempts == 1 and delivery.kind != TEST:
            held[delivery.token, outcome.reason or ""].append(delivery.message_id)
        else:
            troubles.append((delivery, answer, outcome))
    for (token, ahead), ids in sent.items():
        record_sent(session, token, ids, real + ahead)
    for (token, reason), ids in held.items():
        # Where a gate is shut the next claim puts it off further; LINE is not asked again at once.
        soon = real + pause(1)
        hold_back(session, token, ids, soon, reason)
        ring_after_commit(session, {soon})
    rows = [_row(engine.renderer, delivery, outcome, real) for delivery, _, outcome in troubles]
    record(session, rows)
    arrived = [id for ids in sent.values() for id in ids]
    messages_ended(session, arrived, "message.sent")
    messages_ended(session, [row["key"] for row in rows if row["state"] == FAILED], "message.failed")
    ring_after_commit(session, {row["wake_at"] for row in rows if row["state"] == PLANNED})
    _log(troubles)
    refused = Counter(delivery.channel for delivery, _, outcome in troubles if outcome.too_fast)
    for channel, count in refused.items():
        engine.pace.slow_down(channel, count)


def weigh_failures(
    done: Sequence[Done], failed: Sequence[tuple[Failure, str]], suspects: Suspects
) -> list[Failure]:
    """What editors shall see: which version could not be made, or was refused, and what arrived beside it."""
    refused = list(failed)
    arrived: list[tuple[str, str]] = []
    for delivery, answer in done:
        name, revision = delivery.made_from.get("template", delivery.kind), delivery.made_from.get("revision")
        if not revision or delivery.kind == TEST:
            continue
        outcome = meaning_of(answer).meaning
        if outcome == "other_form" and FORMS[delivery.form] != "plain":
            refused.append((Failure(name, revision, f"LINE {answer.status}"), delivery.user_id))
        elif outcome == "sent" and FORMS[delivery.form] != "plain":
            arrived.append((name, revision))
    return suspects.weighed(refused, arrived)


def note_failures(session: Session, found: Sequence[Failure]) -> None:
    """Count it for the studio's list; a version that fails for everybody is condemned."""
    for failure in found:
        note_failure(session, failure, real_now())


def _row(renderer: Renderer, delivery: Delivery, outcome: Outcome, real: datetime) -> Row:
    row: Row = {
        "key": delivery.message_id,
        "token": delivery.token,
        "state": FAILED,
        "reason": outcome.reason,
        "wake_at": real,
        "form": delivery.form,
        "attempts": delivery.attempts,
        "retry_key": delivery.retry_key,
        "rendered_from": None,
        "claim_token": None,
        "lease_until": None,
    }
    again = row | {"state": PLANNED, "rendered_from": delivery.made_from}
    # An earlier attempt may have arrived: key and content stay.
    if outcome.meaning == "held":
        return again | {"wake_at": real + pause(1), "attempts": delivery.attempts - 1}
    if outcome.meaning == "again":
        return again | {"wake_at": real + pause(delivery.attempts)}
    if outcome.meaning == "other_form":
        following = after_refusal(renderer, delivery.made_from, delivery.kind, delivery.form)
        if following:
            form, made_from = following
            key = str(uuid.uuid4())
            return again | {"reason": None, "form": form, "rendered_from": made_from, "retry_key": key}
    return row


def _log(troubles: Sequence[Trouble]) -> None:
    """A line for each kind of answer, not for each message: a burst that fails must not flood the log."""
    same: dict[tuple[str, Answer], list[int]] = defaultdict(list)
    for delivery, answer, _ in troubles:
        if answer.status != NOT_PUSHED:
            same[delivery.channel, answer].append(delivery.message_id)
    for (channel, answer), ids in same.items():
        log.warning(
            "%s pushes to %s answered %s %r: %s (messages %s …)",
            len(ids),
            channel,
            answer.status or "nothing",
            answer.message,
            meaning_of(answer).meaning,
            ids[:3],
        )
