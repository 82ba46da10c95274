"""Versions that failed at sending, kept where the studio's list shows them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.templates.content import number_of
from records.templates.tables import TemplateFailure

_LONGEST = 500
PATIENTS = 3  # whose messages have to fail before a version is to blame, and not their data


@dataclass(frozen=True)
class Failure:
    """A revision that could not be sent: how many messages, and why: LINE's status, or place and kind.

    `patients`: of how many; `arrived`: messages of the same revision that did, since the last note.
    """

    name: str
    revision: str
    reason: str
    count: int = 1
    patients: int = 1
    arrived: int = 0


def note_failure(session: Session, failure: Failure, now: datetime) -> None:
    """Count it. `reason` is a `TemplateError.where` or LINE's status; a sentence may quote a patient.

    Without a count it only adds what arrived beside failures that were noted before.
    """
    version = {"name": failure.name, "number": number_of(failure.revision)}
    if failure.arrived:
        more = TemplateFailure.arrived + failure.arrived
        session.execute(update(TemplateFailure).filter_by(**version).values(arrived=more))
    if not failure.count:
        return
    key = {**version, "reason": failure.reason[:_LONGEST] or "?"}
    row = session.scalar(select(TemplateFailure).filter_by(**key).with_for_update())
    if row is None:
        row = TemplateFailure(**key, count=0, arrived=failure.arrived, condemned=False, first_at=now)
        session.add(row)
    row.count += failure.count
    row.last_at = now
    row.condemned = row.condemned or (failure.patients >= PATIENTS and row.count > row.arrived)
    session.flush()


def failures(session: Session, name: str | None = None) -> Sequence[TemplateFailure]:
    """All that failed, or one template's; the latest first."""
    query = select(TemplateFailure).order_by(TemplateFailure.last_at.desc())
    return session.scalars(query.filter_by(name=name) if name else query).all()
