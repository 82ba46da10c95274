"""The gate of each channel: what LINE refuses for all stops all workers and machines, and loses nothing.

Shut by a refused token or a used-up quota; what cannot leave waits, and ends by its own usefulness. This is a
worker's copy of what Redis knows (`scheduler/channels/state.py`): while Redis is away it holds as last known.
`scheduler/channels/keeper.py` opens it.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from redis import Redis, RedisError

from scheduler.channels.quota import reserve_of
from scheduler.channels.state import Brief, ChannelStates
from scheduler.outcomes import HERS_ALONE, MONTHLY_LIMIT, NOT_PUSHED, Answer, meaning_of
from settings import SANDBOX

log = logging.getLogger(__name__)
# What the last part of a month's quota is kept for; everything else has waited for hours already.
RESERVED_FOR = frozenset({"near_queue", "queue_card", "rescheduled", "cancelled"})
LOOK_AGAIN = timedelta(minutes=10)  # what waits is woken when the gate opens; this is for when that is lost
WAITED_FOR = ("channel_stopped", "channel_refused", "quota_used_up", "quota_reserved")
_FRESH = 0.2  # seconds that one look at Redis is good for


@dataclass(frozen=True, slots=True)
class Standing:
    """What one look at the gate said. Channels that are not configured here let nothing out."""

    channels: frozenset[str]
    shut: Mapping[str, str] = field(default_factory=dict[str, str])
    reserved: frozenset[str] = frozenset()

    def hinders(self, channel: str, kind: str) -> str | None:
        """Why a message of that kind may not leave by that channel now; None when it may."""
        if channel not in self.channels:
            return "channel_stopped"
        if why := self.shut.get(channel):
            return why
        return "quota_reserved" if channel in self.reserved and kind not in RESERVED_FOR else None


class Gate:
    """One for a process. `admit` and `heard` only look at memory; `read` speaks to Redis, in any thread."""

    def __init__(self, redis: Redis, channels: Iterable[str], reserve_percent: int) -> None:
        self._states, self._percent = ChannelStates(redis), reserve_percent
        self._lock = threading.Lock()
        self._standing = Standing(frozenset(channels))
        self._read_at = float("-inf")
        self._told: dict[str, Answer] = {}  # what LINE refused for all, not yet in Redis
        self._sent: Counter[str] = Counter()
        self._flying: Counter[str] = Counter()
        self._left: dict[str, int] = {}  # of limited channels: how many may leave before the reserve begins

    def read(self, anew: bool = False) -> Standing:
        """The gate as all workers know it: one round trip, none within 0.2 s of one that found it open."""
        if anew or self._standing.shut or time.monotonic() - self._read_at >= _FRESH:
            try:
                self._exchange()
            except RedisError as error:
                log.warning("the gate stays as it was last known: %s", type(error).__name__)
            self._read_at = time.monotonic()
        return self._standing

    def admit(self, channel: str, kind: str) -> Answer | None:
        """Asked before each push: None lets it out; an answer is recorded instead of LINE's."""
        with self._lock:
            why = self._standing.hinders(channel, kind)
            if why is None and self._left.get(channel, 1) <= 0 and kind not in RESERVED_FOR:
                why = "quota_reserved"
            if why:
                return Answer(NOT_PUSHED, why)
            self._flying[channel] += 1
            if channel in self._left:
                self._left[channel] -= 1
            return None

    def heard(self, channel: str, answer: Answer) -> Answer:
        """Told after each push that was admitted; returns what to record of it."""
        with self._lock:
            self._flying[channel] -= 1
            if answer.status == 200:
                self._sent[channel] += 1
            elif answer == MONTHLY_LIMIT and channel == SANDBOX:
                return HERS_ALONE
            elif answer.status in {401, 403} or answer == MONTHLY_LIMIT:
                self._shut(channel, answer)
        return answer

    def _shut(self, channel: str, answer: Answer) -> None:
        self._told.setdefault(channel, answer)
        self._standing = replace(self._standing, shut={channel: _reason(answer), **self._standing.shut})

    def _exchange(self) -> None:
        """Tell Redis what was heard and counted, and read what the others told."""
        with self._lock:
            told, self._told = self._told, {}
            sent, self._sent = self._sent, Counter()
        try:
            for channel, answer in told.items():
                if self._states.tell(channel, answer):
                    log.error(
                        "channel %s is stopped, LINE says %s %r", channel, answer.status, answer.message
                    )
            briefs = self._states.exchange(sent, self._standing.channels)
        except RedisError:
            with self._lock:
                self._told = told | self._told
                self._sent += sent
            raise
        self._take_in(briefs)

    def _take_in(self, briefs: Mapping[str, Brief]) -> None:
        shut = {channel: reason for channel, brief in briefs.items() if (reason := brief.reason)}
        left = {
            channel: brief.limit - brief.gone - reserve_of(brief.limit, self._percent)
            for channel, brief in briefs.items()
            if brief.limit is not None
        }
        with self._lock:
            heard_meanwhile = {channel: _reason(answer) for channel, answer in self._told.items()}
            self._left = {channel: count - self._flying[channel] for channel, count in left.items()}
            reserved = frozenset(channel for channel, count in left.items() if count <= 0)
            self._standing = Standing(self._standing.channels, heard_meanwhile | shut, reserved)


def _reason(answer: Answer) -> str:
    return meaning_of(answer).reason or ""
