"""API keys: stored as a hash, shown once, several at a time; how they are issued, replaced and ended."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import ForeignKey, String, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.base import Base
from records.hospitals import Hospital

PREFIXES: dict[tuple[int, str | None], str] = {
    (4, "test"): "mc_test_",
    (4, "live"): "mc_live_",
    (3, None): "mc3_",
}
LONGEST_LABEL = 80
HINT = 4  # so many last characters are kept, for telling keys apart
# The last use is known to the hour: one write an hour and key, not one a call.
USE_KNOWN_TO = timedelta(hours=1)

State = Literal["valid", "ending", "expired", "revoked"]


class KeyRefused(Exception):
    """The key cannot be issued, replaced or ended so; the message says what to do instead."""


class ApiKey(Base):
    """A version-4 key opens one mode of one hospital; a version-3 key opens version 3 only, both modes.

    All moments are real time, never a test clock's.
    """

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"), index=True)
    version: Mapped[int]
    mode: Mapped[str | None] = mapped_column(String(4))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str | None] = mapped_column(String(LONGEST_LABEL))
    hint: Mapped[str | None] = mapped_column(String(HINT))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    def valid(self, now: datetime) -> bool:
        """Neither revoked nor expired at `now`."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def state(self, now: datetime) -> State:
        """For people: `ending` is valid, with an end set."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is None:
            return "valid"
        return "ending" if now < self.expires_at else "expired"

    @property
    def shown(self) -> str:
        """How the key may be shown: its kind and its last characters."""
        return f"{PREFIXES[self.version, self.mode]}…{self.hint or ''}"

    def use_is_news(self, now: datetime) -> bool:
        """Whether a use at `now` should be written down."""
        return self.last_used_at is None or now - self.last_used_at >= USE_KNOWN_TO


class Issued(NamedTuple):
    """A new key and its row. `key` can be read this once; only its hash is kept."""

    key: str
    row: ApiKey


def issue_key(session: Session, hospital_code: str, version: int, mode: str | None, now: datetime) -> str:
    """`issue` for whoever needs nothing but the key."""
    return issue(session, hospital_code, version, mode, now).key


def issue(
    session: Session,
    hospital_code: str,
    version: int,
    mode: str | None,
    now: datetime,
    *,
    label: str | None = None,
    expires_at: datetime | None = None,
) -> Issued:
    """Make a key beside those that there are. `mode` is None for version 3. Raises KeyRefused."""
    if (version, mode) not in PREFIXES:
        raise KeyRefused("A key is of version 4 for mode test or live, or of version 3 for both.")
    if session.get(Hospital, hospital_code) is None:
        raise KeyRefused(f"There is no hospital with the code {hospital_code}.")
    if expires_at is not None and expires_at <= now:
        raise KeyRefused("The end lies in the past: give a moment to come, or none.")
    key = PREFIXES[version, mode] + secrets.token_hex(24)
    row = ApiKey(
        hospital_code=hospital_code,
        version=version,
        mode=mode,
        digest=_digest(key),
        label=_clean(label),
        hint=key[-HINT:],
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return Issued(key, row)


def rotate(session: Session, key_id: int, now: datetime, both_for: timedelta) -> Issued:
    """A key in this one's place, with its label; the old one ends after `both_for`. Raises KeyRefused."""
    old = _still_valid(session, key_id, now)
    new = issue(session, old.hospital_code, old.version, old.mode, now, label=old.label)
    end = now + both_for
    old.expires_at = min(old.expires_at, end) if old.expires_at else end
    session.flush()
    return new


def revoke(session: Session, key_id: int, now: datetime) -> ApiKey:
    """End a key at once; again changes nothing. Raises KeyRefused for one that never was."""
    key = _known(session, key_id)
    key.revoked_at = key.revoked_at or now
    session.flush()
    return key


def relabel(session: Session, key_id: int, label: str | None) -> ApiKey:
    """Give a key another name. Raises KeyRefused."""
    key = _known(session, key_id)
    key.label = _clean(label)
    session.flush()
    return key


def keys_of(session: Session, hospital_code: str) -> Sequence[ApiKey]:
    """All keys of a hospital, ended ones too, oldest first."""
    return session.scalars(select(ApiKey).filter_by(hospital_code=hospital_code).order_by(ApiKey.id)).all()


def find_key(session: Session, key: str, now: datetime) -> ApiKey | None:
    """The valid key, or None."""
    digest = _digest(key)
    found = session.scalar(select(ApiKey).filter_by(digest=digest))
    if found is None or not hmac.compare_digest(found.digest, digest) or not found.valid(now):
        return None
    return found


def note_use(session: Session, key_id: int, now: datetime) -> None:
    """Write down that the key was used, unless somebody did within the hour."""
    stale = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= now - USE_KNOWN_TO)
    session.execute(update(ApiKey).where(ApiKey.id == key_id, stale).values(last_used_at=now))


def _digest(key: str) -> str:
    # A fast hash suffices: the key holds 192 random bits, so there is nothing to guess.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _known(session: Session, key_id: int) -> ApiKey:
    key = session.get(ApiKey, key_id, with_for_update=True)
    if key is None:
        raise KeyRefused(f"There is no key with the number {key_id}.")
    return key


def _still_valid(session: Session, key_id: int, now: datetime) -> ApiKey:
    key = _known(session, key_id)
    if not key.valid(now):
        raise KeyRefused(f"The key with the number {key_id} has ended already: issue a new one.")
    return key


def _clean(label: str | None) -> str | None:
    text = " ".join((label or "").split())
    if len(text) > LONGEST_LABEL:
        raise KeyRefused(f"A label has at most {LONGEST_LABEL} characters.")
    return text or None
