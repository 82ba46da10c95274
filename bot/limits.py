"""How often somebody may call: counted in Redis for all processes, in this one alone while Redis is away."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import RateLimiter, SlidingWindowCounterRateLimiter
from redis import Redis, RedisError

log = logging.getLogger(__name__)
_LOOK_AGAIN_AFTER = 10.0  # seconds; a Redis that hangs must not slow every call


@dataclass(frozen=True)
class Count:
    """One limit after a call: `wait` is how many seconds until it has room again."""

    name: str
    limit: int
    window: int
    remaining: int
    wait: int
    passed: bool


class Limits:
    """Counts calls. Never raises for Redis' sake: a hospital is served while Redis is away."""

    def __init__(self, redis: Redis) -> None:
        self._alone = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = SlidingWindowCounterRateLimiter(
            RedisStorage("redis://", connection_pool=redis.connection_pool, wrap_exceptions=True)
        )
        self._away_until = 0.0

    def hit(self, name: str, rate: str, *whose: str) -> Count:
        """Count a call of `whose` against `rate`, for example "600/minute"."""
        item = parse(rate)
        if time.monotonic() >= self._away_until:
            try:
                return _count(self._shared, item, name, whose)
            except (RedisError, StorageError) as error:
                self._away_until = time.monotonic() + _LOOK_AGAIN_AFTER
                log.warning("calls are counted by this process alone: %s", type(error).__name__)
        return _count(self._alone, item, name, whose)


def _count(by: RateLimiter, item: RateLimitItem, name: str, whose: Sequence[str]) -> Count:
    passed = by.hit(item, name, *whose)
    window = by.get_window_stats(item, name, *whose)
    wait = max(1, round(window.reset_time - time.time()))
    return Count(name, item.amount, item.get_expiry(), max(0, window.remaining), wait, passed)
