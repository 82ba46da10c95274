"""X-Line-Retry-Key: what was accepted under which key, for 24 hours (LINE: "Retry failed API requests")."""

import re
from dataclasses import dataclass, field
from typing import Any

REMEMBERED_SECONDS = 24 * 3600.0
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def is_retry_key(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


@dataclass(frozen=True)
class Accepted:
    request_id: str
    at: float
    sent_messages: list[dict[str, Any]] | None
    """None for multicast, whose answers list no messages."""


@dataclass
class RetryKeys:
    _accepted: dict[str, Accepted] = field(default_factory=dict[str, Accepted])

    def find(self, key: str, now: float) -> Accepted | None:
        self._forget_old(now)
        return self._accepted.get(key.lower())

    def remember(self, key: str, accepted: Accepted) -> None:
        self._accepted[key.lower()] = accepted

    def _forget_old(self, now: float) -> None:
        while self._accepted:
            oldest = next(iter(self._accepted))
            if now - self._accepted[oldest].at < REMEMBERED_SECONDS:
                return
            del self._accepted[oldest]
