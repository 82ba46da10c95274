"""A patient with a phone: friend of exactly one channel."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.state.behaviour import SLOW_FAILS, Behaviour
from simulator.state.entries import Entry
from simulator.state.signal import Signal


@dataclass
class User:
    id: str
    phone_token: str
    display_name: str
    language: str
    channel: str
    blocked: bool = False
    behaviour: Behaviour = Behaviour.NONE
    tries: dict[str, int] = field(default_factory=dict[str, int])
    """Of a slow patient: how often each retry key failed."""

    rich_menu_id: str | None = None
    loading_until: float = 0
    ahead: float = 0
    """Seconds by which her phone's clock runs ahead of ours: a test clock's time, as she is to see it."""

    read_up_to: int = 0
    chat: list[Entry] = field(default_factory=list[Entry])
    changed: Signal = field(default_factory=Signal)
    webhooks: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while an event is delivered for the first time: that keeps one user's events in order."""

    def show(self, entry: Entry) -> None:
        self.chat.append(entry)
        if entry.sender == "bot":
            self.loading_until = 0
        self.changed.ring()

    def fails_now(self, retry_key: str | None) -> bool:
        """Whether a slow patient's push fails this time; without a retry key it never does."""
        if self.behaviour is not Behaviour.SLOW or retry_key is None:
            return False
        failed = self.tries.get(retry_key, 0)
        if failed == SLOW_FAILS:
            self.tries.pop(retry_key)
            return False
        self.tries[retry_key] = failed + 1
        return True

    def since(self, after: int) -> list[Entry]:
        """What came after the entry with this id, oldest first; 0 for everything."""
        return self.chat[bisect_right(self.chat, after, key=lambda entry: entry.id) :]

    def from_bot_newest_first(self) -> Iterator[Entry]:
        return (entry for entry in reversed(self.chat) if entry.sender == "bot")
