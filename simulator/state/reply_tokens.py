"""Reply tokens: once, within a minute of the (re)delivery, and at most 20 minutes after the event."""

from dataclasses import dataclass, field

AFTER_DELIVERY_SECONDS = 60.0
AFTER_EVENT_SECONDS = 20 * 60.0


@dataclass
class _Token:
    user_id: str
    event_at: float
    delivered_at: float


@dataclass
class ReplyTokens:
    _open: dict[str, _Token] = field(default_factory=dict[str, _Token])

    def issue(self, token: str, user_id: str, now: float) -> None:
        self._forget_old(now)
        self._open[token] = _Token(user_id, event_at=now, delivered_at=now)

    def delivered(self, token: str, now: float) -> None:
        """The event leaves, for the first time or again; a used token stays used."""
        known = self._open.get(token)
        if known is not None:
            known.delivered_at = now

    def use(self, token: str, now: float) -> str | None:
        """The user to whom the token leads, or None if it is unknown, used or too old."""
        known = self._open.pop(token, None)
        if known is None or not _usable(known, now):
            return None
        return known.user_id

    def _forget_old(self, now: float) -> None:
        while self._open:
            oldest = next(iter(self._open))
            if now - self._open[oldest].event_at <= AFTER_EVENT_SECONDS:
                return
            del self._open[oldest]


def _usable(token: _Token, now: float) -> bool:
    return now - token.delivered_at <= AFTER_DELIVERY_SECONDS and now - token.event_at <= AFTER_EVENT_SECONDS
