"""Seals the secrets of second factors: without STAFF_SECRET a stolen table makes no code."""

from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import Database
from records.sealed import NoSecret, Seals
from records.staff import Staff
from settings import Settings

_BYTES = 20  # RFC 4226 recommends as many
_PLAIN = 32  # letters of base 32: how they were kept before they were sealed
_INFO = b"secrets of second factors"


class TotpSecrets:
    """`keys`, the newest first: the first one seals, all of them open. What is one's opens for nobody."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [key for key in keys if key]

    @classmethod
    def of(cls, settings: Settings) -> "TotpSecrets":
        """STAFF_SECRET, what it was before, and the secret that serves where neither is set."""
        said = (settings.staff_secret, settings.staff_secret_before, settings.ticket_secret)
        return cls([each.get_secret_value() for each in said])

    @property
    def can_seal(self) -> bool:
        """Whether there is a key."""
        return bool(self._keys)

    def sealed(self, staff_id: int, secret: str) -> str:
        """What the table keeps of a secret in base 32. Raises NoSecret; ValueError for what is none."""
        if not self._keys:
            raise NoSecret("set STAFF_SECRET")
        content = _content(secret)
        token = content and self._seals(staff_id).closed(content)
        if not token:
            raise ValueError("not 160 bits in base 32")
        return token

    def opened(self, staff_id: int, stored: str) -> str | None:
        """The secret again; None for what was sealed with a key that is not here, or for somebody else."""
        if len(stored) == _PLAIN:
            return stored
        content = self._seals(staff_id).opened(stored)
        return b32encode(content).decode() if content is not None else None

    def _seals(self, staff_id: int) -> Seals:
        return Seals(self._keys, _INFO, b"second factor of %d" % staff_id, _BYTES)


def seal_staff(database: Database, secrets: TotpSecrets) -> int:
    """Bring every second factor under the newest key; how many were not. Repeating it changes nothing."""
    if not secrets.can_seal:
        return 0

    def work(session: Session) -> int:
        changed = 0
        for each in session.scalars(select(Staff).where(Staff.totp_secret.is_not(None)).with_for_update()):
            secret = secrets.opened(each.id, each.totp_secret or "")
            sealed = secret and _content(secret) and secrets.sealed(each.id, secret)
            if sealed and sealed != each.totp_secret:
                each.totp_secret = sealed
                changed += 1
        return changed

    return database.write(work)


def _content(secret: str) -> bytes | None:
    try:
        content = b32decode(secret)
    except (NotBase32, ValueError):
        return None
    return content if len(content) == _BYTES else None
