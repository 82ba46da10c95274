"""The audit trail: what staff did. Rows are only added. No secrets, no patients' data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.base import Base


class AuditEntry(Base):
    """Who did what to what. `what` is a code such as `template.published`, `on` names the thing."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(60))
    on: Mapped[str] = mapped_column("on_what", String(200), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def note(session: Session, now: datetime, who: str, what: str, on: str = "", **details: Any) -> None:
    """Add a line, in the transaction of the deed itself: neither is there without the other."""
    session.add(AuditEntry(at=now, who=who, what=what, on=on[:200], details=details))


@dataclass(frozen=True)
class Wanted:
    """What to look for; `what` may be the beginning of a code, such as `template`. Empty: everything."""

    who: str = ""
    what: str = ""
    on: str = ""


def entries(
    session: Session, wanted: Wanted, limit: int = 200, before: int | None = None
) -> Sequence[AuditEntry]:
    """The newest first, those before an id."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if wanted.who:
        query = query.where(AuditEntry.who == wanted.who)
    if wanted.what:
        query = query.where(AuditEntry.what.startswith(wanted.what, autoescape=True))
    if wanted.on:
        query = query.where(AuditEntry.on.contains(wanted.on, autoescape=True))
    if before:
        query = query.where(AuditEntry.id < before)
    return session.scalars(query).all()
