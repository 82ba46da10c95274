"""What hospitals are told unasked: where to (endpoints), what happened (events), and how telling it went."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.base import Base

KINDS = (
    "booking.confirmed_by_patient",
    "booking.cancel_requested",
    "message.sent",
    "message.failed",
    "survey.answered",
)
PENDING, DELIVERED, FAILED = "pending", "delivered", "failed"
PLAIN = "whsec_"  # how Standard Webhooks begins a secret; a sealed one begins otherwise


class EventEndpoint(Base):
    """An address of a hospital and mode. While a secret is replaced, both sign.

    Its secrets are sealed (`records/event_secrets.py`).
    """

    __tablename__ = "event_endpoints"
    __table_args__ = (UniqueConstraint("hospital_code", "mode", "url"),)

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"))
    mode: Mapped[str] = mapped_column(String(4))
    url: Mapped[str] = mapped_column(String(1000))
    kinds: Mapped[list[str]] = mapped_column(JSON)
    secret: Mapped[str] = mapped_column(String(80))
    old_secret: Mapped[str | None] = mapped_column(String(80))
    old_secret_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None] = mapped_column(String(40))

    def secrets_at(self, now: datetime) -> list[str]:
        """Those that sign at `now`, the newest first, as they are stored."""
        old = self.old_secret if self.old_secret_until and now < self.old_secret_until else None
        return [self.secret, old] if old else [self.secret]

    def rotate(self, sealed: str, now: datetime, both_for: timedelta) -> None:
        """Another secret; the old one signs beside it for a while."""
        self.old_secret, self.old_secret_until = self.secret, now + both_for
        self.secret = sealed


class Event(Base):
    """Something that happened to a booking. Goes with the booking, so with the patient too."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(String(28), primary_key=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]


class EventDelivery(Base):
    """One event on its way to one endpoint. Moments are real time."""

    __tablename__ = "event_deliveries"
    __table_args__ = (
        UniqueConstraint("event_id", "endpoint_id"),
        Index(None, "state", "wake_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("event_endpoints.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    wake_at: Mapped[datetime]
    claim_token: Mapped[str | None] = mapped_column(String(32))
    last_answer: Mapped[str | None] = mapped_column(String(40))
    delivered_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    endpoint: Mapped[EventEndpoint] = relationship(lazy="joined", innerjoin=True)


def new_secret() -> str:
    """As Standard Webhooks writes secrets."""
    return PLAIN + base64.b64encode(secrets.token_bytes(32)).decode()


def new_endpoint(
    session: Session, hospital_code: str, mode: str, url: str, kinds: list[str], sealed: str, now: datetime
) -> EventEndpoint:
    """A new address with a secret of its own, which comes sealed."""
    found = EventEndpoint(
        id=f"we_{secrets.token_hex(10)}",
        hospital_code=hospital_code,
        mode=mode,
        url=url,
        kinds=kinds,
        secret=sealed,
        created_at=now,
    )
    session.add(found)
    session.flush()
    return found


def listening(session: Session, hospital_code: str, mode: str, kind: str) -> list[EventEndpoint]:
    """The endpoints that want to hear of this."""
    query = select(EventEndpoint).filter_by(hospital_code=hospital_code, mode=mode, disabled_at=None)
    return [each for each in session.scalars(query) if kind in (each.kinds or KINDS)]


def claim_deliveries(
    session: Session, now: datetime, limit: int, lease: timedelta
) -> Sequence[EventDelivery]:
    """Take due deliveries; nobody else will look at them until the lease is over."""
    due = (
        select(EventDelivery.id)
        .where(EventDelivery.state == PENDING, EventDelivery.wake_at <= now)
        .order_by(EventDelivery.wake_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.scalars(due))
    token = secrets.token_hex(16)
    # Waking again when the lease is over is all that a crash needs.
    session.execute(
        update(EventDelivery)
        .where(EventDelivery.id.in_(ids))
        .values(claim_token=token, wake_at=now + lease)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(select(EventDelivery).where(EventDelivery.id.in_(ids))).all()
