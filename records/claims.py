"""How workers share the ledger: claim with a lease, act, record; nobody else touches a claimed row."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from records.messages import PLANNED, SENDING, Message


def claim_due(session: Session, now: datetime, limit: int, lease: timedelta) -> list[Message]:
    """Take up to `limit` due messages, most urgent first; nobody else will have them until the lease is over.

    Workers may overlap and alarms may ring twice: this statement is what keeps a patient from getting
    the same reminder twice. `now` is real time.
    """
    due = (
        select(Message.id)
        .where(Message.state == PLANNED, Message.wake_at <= now)
        .order_by(Message.urgency, Message.wake_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = (
        update(Message)
        .where(Message.id.in_(due.scalar_subquery()))
        .values(state=SENDING, claim_token=secrets.token_hex(16), lease_until=now + lease)
        .returning(Message)
        .execution_options(synchronize_session=False)
    )
    found = session.scalars(claimed).all()
    return sorted(found, key=lambda each: (each.urgency, each.due_at, each.id))


def record(session: Session, outcomes: Sequence[dict[str, Any]]) -> None:
    """Write outcomes, each `{"key": id, "token": claim token, …columns}`, where the claim is still held."""
    if not outcomes:
        return
    columns = [name for name in outcomes[0] if name not in {"key", "token"}]
    statement = (
        update(Message.__table__)  # type: ignore[arg-type]
        .where(
            Message.__table__.c.id == bindparam("key"),
            Message.__table__.c.claim_token == bindparam("token"),
        )
        .values({name: bindparam(name) for name in columns})
    )
    session.connection().execute(statement, list(outcomes))


def release_leases(session: Session, now: datetime) -> int:
    """Put back what a dead worker held; it keeps its retry key, so LINE drops what was accepted before."""
    done = session.execute(
        update(Message)
        .where(Message.state == SENDING, Message.lease_until <= now)
        .values(state=PLANNED, wake_at=now, claim_token=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount  # type: ignore[attr-defined]


def due_moments(session: Session, until: datetime, limit: int = 100) -> list[datetime]:
    """The real moments up to `until` at which something is due, earliest first."""
    moments = session.scalars(
        select(Message.wake_at)
        .where(Message.state == PLANNED, Message.wake_at <= until)
        .distinct()
        .order_by(Message.wake_at)
        .limit(limit)
    )
    return list(moments)
