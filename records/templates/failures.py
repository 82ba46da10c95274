"""Versions that failed at sending, kept where the studio's list shows them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.templates.content import number_of
from records.templates.tables import TemplateFailure

_LONGEST = 500


@dataclass(frozen=True)
class Failure:
    """A revision that could not be sent: how many messages, and why: LINE's status, or place and kind."""

    name: str
    revision: str
    reason: str
    count: int = 1


def note_failure(session: Session, failure: Failure, now: datetime) -> None:
    """Count it. `reason` is a `TemplateError.where` or LINE's status; a sentence may quote a patient."""
    key = {
        "name": failure.name,
        "number": number_of(failure.revision),
        "reason": failure.reason[:_LONGEST] or "?",
    }
    row = session.scalar(select(TemplateFailure).filter_by(**key).with_for_update())
    if row is None:
        row = TemplateFailure(**key, count=0, first_at=now, last_at=now)
        session.add(row)
    row.count += failure.count
    row.last_at = now
    session.flush()


def failures(session: Session, name: str | None = None) -> Sequence[TemplateFailure]:
    """All that failed, or one template's; the latest first."""
    query = select(TemplateFailure).order_by(TemplateFailure.last_at.desc())
    return session.scalars(query.filter_by(name=name) if name else query).all()
