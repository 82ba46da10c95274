"""What happened, as facts: the page makes sentences of them in the language of who looks."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.hospital.api import Exchange
from simulator.state.entries import BANGKOK
from simulator.state.signal import Signal
from simulator.state.users import User

REMEMBERED = 400
Facts = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Happening:
    """`at` is what the clock of those concerned showed, in seconds since 1970."""

    id: int
    kind: str
    at: float
    user_id: str | None
    code: str | None
    facts: Facts
    exchange: Exchange | None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "at": datetime.fromtimestamp(self.at, BANGKOK).isoformat(timespec="seconds"),
            "user_id": self.user_id,
            "hospital": self.code,
            "facts": self.facts(),
            "exchange": None if self.exchange is None else self.exchange.as_json(),
        }


@dataclass
class Happenings:
    """Facts are worked out when somebody looks: a benchmark's messages pass here too."""

    changed: Signal = field(default_factory=Signal)
    _all: deque[Happening] = field(default_factory=lambda: deque[Happening](maxlen=REMEMBERED))
    _last: int = 0

    def add(
        self,
        kind: str,
        facts: Facts | dict[str, Any],
        *,
        user: User | None = None,
        code: str | None = None,
        at: float | None = None,
        exchange: Exchange | None = None,
    ) -> None:
        told = facts if callable(facts) else lambda: facts
        self._last += 1
        when = time.time() + (user.ahead if user else 0) if at is None else at
        self._all.append(Happening(self._last, kind, when, user.id if user else None, code, told, exchange))
        self.changed.ring()

    def since(self, seen: int) -> list[Happening]:
        return [each for each in self._all if each.id > seen]

    @property
    def last(self) -> int:
        return self._last

    def forget_everything(self) -> None:
        """Numbers go on: whoever looks goes on looking."""
        self._all.clear()
        self.changed.ring()
