"""Seals the secrets that sign hospitals' events: without EVENTS_SECRET the table tells nobody anything."""

import base64
import logging
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import Database
from records.events import PLAIN, EventEndpoint
from records.sealed import NoSecret, Seals
from settings import Settings

log = logging.getLogger(__name__)
_BYTES = 32
_INFO, _PURPOSE = b"secrets of event endpoints", b"sign events"


class SigningSecrets:
    """`keys`, the newest first: the first one seals, all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._seals = Seals(keys, _INFO, _PURPOSE, _BYTES)

    @classmethod
    def of(cls, settings: Settings) -> "SigningSecrets":
        """EVENTS_SECRET, what it was before, and the secret that serves where neither is set."""
        said = (settings.events_secret, settings.events_secret_before, settings.ticket_secret)
        return cls([each.get_secret_value() for each in said])

    def sealed(self, secret: str) -> str:
        """What the table keeps of a `whsec_…`. Raises NoSecret."""
        token = self._seals.closed(base64.b64decode(secret.removeprefix(PLAIN)))
        if token is None:
            raise NoSecret("set EVENTS_SECRET")
        return token

    def opened(self, stored: str) -> str | None:
        """The `whsec_…` again; None for one that was sealed with a key that is not here."""
        if stored.startswith(PLAIN):
            return stored  # from before they were sealed
        content = self._seals.opened(stored)
        return PLAIN + base64.b64encode(content).decode() if content is not None else None

    def resealed(self, stored: str) -> str:
        """The same secret under the newest key; unchanged where it cannot be opened."""
        secret = self.opened(stored)
        return self.sealed(secret) if secret is not None and self._seals else stored


def seal_all(database: Database, secrets: SigningSecrets) -> int:
    """Bring every stored secret under the newest key; how many were not. Repeating it changes nothing."""

    def work(session: Session) -> int:
        changed = 0
        for each in session.scalars(select(EventEndpoint).with_for_update()):
            now = (secrets.resealed(each.secret), each.old_secret and secrets.resealed(each.old_secret))
            changed += now != (each.secret, each.old_secret)
            each.secret, each.old_secret = now
        return changed

    return database.write(work)
