"""One message in a chat, from either side."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

BANGKOK = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Entry:
    """The message is kept as text: a hundred thousand cards fit into memory so, and nobody can change one."""

    id: int
    sender: Literal["bot", "user"]
    at: float
    via: Literal["reply", "push"] | None
    retry_key: str | None
    silent: bool
    text: str
    ahead: float = 0

    @property
    def message(self) -> dict[str, Any]:
        return json.loads(self.text)

    @property
    def shown_at(self) -> str:
        """What the patient's phone showed then: a test clock may be ahead of ours."""
        return _moment(self.at + self.ahead)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "from": self.sender,
            "at": _moment(self.at),
            "via": self.via,
            "retry_key": self.retry_key,
            "silent": self.silent,
            "message": self.message,
        }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, BANGKOK).isoformat(timespec="milliseconds")


_canonical = json.JSONEncoder(sort_keys=True, check_circular=False, separators=(",", ":")).encode


def frozen(message: dict[str, Any]) -> str:
    """Canonical JSON: the same content gives the same text."""
    return _canonical(message)
