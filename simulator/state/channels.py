"""One of LINE's channels, as its provider set it up."""

import hashlib
from dataclasses import dataclass, field, replace

from simulator.settings import DISPLAY_NAMES, ChannelSettings
from simulator.state.faults import FaultSource
from simulator.state.rate_limit import RateLimiter
from simulator.state.reply_tokens import ReplyTokens
from simulator.state.retry_keys import RetryKeys
from simulator.state.rich_menus import RichMenus
from simulator.state.stats import Stats
from simulator.state.wilful import Wilful


@dataclass
class Channel:
    settings: ChannelSettings
    trouble: FaultSource = field(default_factory=FaultSource)
    rates: RateLimiter = field(default_factory=RateLimiter)
    reply_tokens: ReplyTokens = field(default_factory=ReplyTokens)
    retry_keys: RetryKeys = field(default_factory=RetryKeys)
    rich_menus: RichMenus = field(default_factory=RichMenus)
    stats: Stats = field(default_factory=Stats)
    quota_used: int = 0
    quota_limit: int | None = None
    wilful: Wilful | None = None
    read_tokens: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    """markAsReadToken → the user and the message up to which it marks."""

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def display_name(self) -> str:
        return DISPLAY_NAMES[self.name]

    def wilful_answer(self, sends: bool) -> Wilful | None:
        """What to answer in place of the truth, if anything; one time less is left then."""
        found = self.wilful
        if found is None or not (sends or found.everything):
            return None
        if found.times:
            self.wilful = replace(found, times=found.times - 1) if found.times > 1 else None
        return found

    @property
    def bot_user_id(self) -> str:
        """The webhook's `destination`: the same over restarts."""
        return "U" + hashlib.md5(f"bot {self.name}".encode(), usedforsecurity=False).hexdigest()
