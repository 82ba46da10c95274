"""Sandbox hospitals: anybody may have one; simulator patients only, mode test only, gone when unused.

Their codes begin with `sb-`. The ministry's have no hyphen: neither is ever taken for the other.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from records.base import Base
from records.hospitals import Hospital
from records.keys import ApiKey, issue_key

PREFIX = "sb-"
KEPT_UNUSED = timedelta(days=30)
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


class Sandbox(NamedTuple):
    """A new sandbox; its keys can be read this once."""

    code: str
    test_key: str
    v3_key: str


def is_no_sandbox() -> ColumnElement[bool]:
    """For every query that patients' eyes are to see: a hospital of the ministry."""
    return Hospital.code.not_like(f"{PREFIX}%")


def make_sandbox(session: Session, name: str, now: datetime) -> Sandbox:
    """A hospital without a booking page, never live, with a test key and a version-3 key."""
    code = PREFIX + "".join(secrets.choice(_LETTERS) for _ in range(6))
    session.add(Hospital(code=code, name_th=name, live=False))
    session.flush()
    return Sandbox(code, issue_key(session, code, 4, "test", now), issue_key(session, code, 3, None, now))


def unused_sandboxes(session: Session, now: datetime, limit: int) -> Sequence[str]:
    """Codes of those whose keys nobody used for 30 days."""
    used = func.max(func.coalesce(ApiKey.last_used_at, ApiKey.created_at))
    return session.scalars(
        select(Hospital.code)
        .join(ApiKey, ApiKey.hospital_code == Hospital.code)
        .where(Hospital.code.like(f"{PREFIX}%"))
        .group_by(Hospital.code)
        .having(used < now - KEPT_UNUSED)
        .limit(limit)
    ).all()


def forget_sandbox(session: Session, code: str) -> None:
    """The hospital and everything that names it. Raises ValueError for a hospital of the ministry."""
    if not code.startswith(PREFIX):
        raise ValueError("only sandboxes are forgotten")
    for table in reversed(Base.metadata.sorted_tables):
        if "hospital_code" in table.c:
            session.execute(delete(table).where(table.c.hospital_code == code))
    session.execute(delete(Hospital).where(Hospital.code == code))
