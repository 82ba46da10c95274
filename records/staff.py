"""Who works here: accounts, their sessions, and links that set a new password. Only hashes are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.base import Base

ROLES = ("viewer", "editor", "publisher", "operator", "administrator")
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
RESET_FOR = timedelta(hours=24)
_SEEN_EVERY = timedelta(minutes=5)


class Staff(Base):
    """One person. `hospital_code` binds her to one hospital. `totp_step`: the last one used."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    hospital_code: Mapped[str | None] = mapped_column(ForeignKey("hospitals.code"))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int] = mapped_column(default=0)
    recovery: Mapped[list[str]] = mapped_column(JSON, default=list)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class StaffSession(Base):
    """Somebody signed in. `passed` is False between the password and the second factor."""

    __tablename__ = "staff_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    passed: Mapped[bool]
    agent: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    staff: Mapped[Staff] = relationship(lazy="joined", innerjoin=True)


class StaffReset(Base):
    """A link that sets a password, once."""

    __tablename__ = "staff_resets"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


def tidy_login(text: str) -> str:
    """Sign-in names do not tell capitals from small letters."""
    return text.strip().casefold()[:120]


def find_staff(session: Session, login: str) -> Staff | None:
    """By sign-in name."""
    return session.scalar(select(Staff).filter_by(login=tidy_login(login)))


def begin_session(session: Session, staff: Staff, agent: str, now: datetime, *, passed: bool) -> str:
    """A new session's token, for the cookie."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff.id, over(now)))
    token = secrets.token_urlsafe(32)
    row = StaffSession(staff_id=staff.id, digest=digest(token), passed=passed, created_at=now, seen_at=now)
    row.agent = agent[:200]
    session.add(row)
    session.flush()
    return token


def find_session(session: Session, token: str, now: datetime) -> StaffSession | None:
    """The session while it lasts and its owner may work here."""
    found = session.scalar(select(StaffSession).filter_by(digest=digest(token)))
    if found is None or not found.staff.active:
        return None
    ended = now - found.seen_at > IDLE or now - found.created_at > LONGEST
    return None if ended else found


def over(now: datetime) -> ColumnElement[bool]:
    """Sessions that open nothing any more."""
    return or_(StaffSession.seen_at < now - IDLE, StaffSession.created_at < now - LONGEST)


def wants_touch(found: StaffSession, now: datetime) -> bool:
    """Whether its last use is worth writing down again."""
    return now - found.seen_at > _SEEN_EVERY


def end_sessions(session: Session, staff_id: int, *, but: int | None = None) -> None:
    """Sign out everywhere, or everywhere else."""
    others = StaffSession.id != (but or 0)
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id, others))


def make_reset(session: Session, staff: Staff, now: datetime) -> str:
    """The token of a link that sets a password once within a day; earlier links end."""
    session.execute(delete(StaffReset).where(StaffReset.staff_id == staff.id))
    token = secrets.token_urlsafe(32)
    session.add(StaffReset(digest=digest(token), staff_id=staff.id, expires_at=now + RESET_FOR))
    session.flush()
    return token


def find_reset(session: Session, token: str, now: datetime) -> Staff | None:
    """Whose password this link may set."""
    found = session.get(StaffReset, digest(token))
    if found is None or found.expires_at <= now:
        return None
    staff = session.get_one(Staff, found.staff_id)
    return staff if staff.active else None


def use_reset(session: Session, token: str) -> bool:
    """Take the link away; False when somebody else was first."""
    done = session.execute(delete(StaffReset).where(StaffReset.digest == digest(token)))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def digest(token: str) -> str:
    """A fast hash suffices: tokens are random."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
