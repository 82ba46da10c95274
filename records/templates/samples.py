"""Sample data that editors keep beside the shipped sets, to look at a card with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.templates.tables import TemplateSample

MOST = 20  # of one card


class TooMany(Exception):
    """The card has as many as may be kept; one must go first."""


def own_samples(session: Session, name: str) -> Sequence[TemplateSample]:
    """Those of a card, by label."""
    query = select(TemplateSample).filter_by(name=name).order_by(TemplateSample.label)
    return session.scalars(query).all()


def keep_sample(
    session: Session, name: str, label: str, data: dict[str, Any], *, by: str, now: datetime
) -> TemplateSample:
    """Store it; one of the same label is replaced. Raises: TooMany."""
    row = session.scalar(select(TemplateSample).filter_by(name=name, label=label).with_for_update())
    if row is None:
        count = select(func.count()).select_from(TemplateSample).filter_by(name=name)
        if (session.scalar(count) or 0) >= MOST:
            raise TooMany(name)
        row = TemplateSample(name=name, label=label)
        session.add(row)
    row.data, row.saved_by, row.saved_at = data, by, now
    session.flush()
    return row


def drop_sample(session: Session, name: str, number: int) -> str | None:
    """Forget it; its label, None when there is none."""
    row = session.get(TemplateSample, number)
    if row is None or row.name != name:
        return None
    session.delete(row)
    session.flush()
    return row.label
