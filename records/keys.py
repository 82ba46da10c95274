"""API keys: stored as a hash, shown once."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.base import Base

PREFIXES: dict[tuple[int, str | None], str] = {
    (4, "test"): "mc_test_",
    (4, "live"): "mc_live_",
    (3, None): "mc3_",
}


class ApiKey(Base):
    """A version-4 key opens one mode of one hospital; a version-3 key opens version 3 only, both modes."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"), index=True)
    version: Mapped[int]
    mode: Mapped[str | None] = mapped_column(String(4))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    def valid(self, now: datetime) -> bool:
        """Neither revoked nor expired at `now` (real time, not a test clock)."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def _digest(key: str) -> str:
    # A fast hash suffices: the key holds 192 random bits, so there is nothing to guess.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def issue_key(session: Session, hospital_code: str, version: int, mode: str | None, now: datetime) -> str:
    """Make a key and return it; only its hash is kept, so this is the one time it can be read.

    `mode` is None for version 3. Raises KeyError for another pair.
    """
    key = PREFIXES[version, mode] + secrets.token_hex(24)
    session.add(
        ApiKey(hospital_code=hospital_code, version=version, mode=mode, digest=_digest(key), created_at=now)
    )
    session.flush()
    return key


def find_key(session: Session, key: str, now: datetime) -> ApiKey | None:
    """The valid key, or None."""
    digest = _digest(key)
    found = session.scalar(select(ApiKey).filter_by(digest=digest))
    if found is None or not hmac.compare_digest(found.digest, digest) or not found.valid(now):
        return None
    return found
