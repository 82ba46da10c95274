"""The ledger: a row for every message sent unasked. `docs/architecture.md` draws its states."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from records.base import Base

PLANNED, SENDING, SENT, FAILED, EXPIRED, CANCELLED = (
    "planned",
    "sending",
    "sent",
    "failed",
    "expired",
    "cancelled",
)
OPEN = (PLANNED, SENDING)
URGENCIES = (1, 2, 3, 4, 5)  # all there are: a claim walks them one by one
URGENT = (1, 2)  # near queue, queue cards and news: they never wait behind a burst


class Message(Base):
    """One message. `due_at`, `expires_at` and `sent_at` are on the hospital's clock, all other moments real.

    `wake_at` is when a worker shall next look at it: first the due moment, after a failed try the next one.
    `call` is what only the call that caused it said (near queue, alert); everything else is the booking's.
    `rendered_from` is kept from the first attempt to the end: a repeat under one retry key must be equal.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("booking_id", "kind", "occurrence"),
        Index(
            "ix_messages_planned",
            "urgency",
            "wake_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index(
            "ix_messages_sending",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index("ix_messages_hospital_due", "hospital_code", "mode", "due_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("line_accounts.id", ondelete="CASCADE"), index=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"))
    mode: Mapped[str] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(20))
    occurrence: Mapped[str] = mapped_column(String(40))
    urgency: Mapped[int]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wake_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default=PLANNED)
    reason: Mapped[str | None] = mapped_column(String(40))
    call: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    claim_token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    first_attempt_at: Mapped[datetime | None]
    form: Mapped[int] = mapped_column(default=0)
    retry_key: Mapped[str | None] = mapped_column(String(36))
    rendered_from: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sent_at: Mapped[datetime | None]
