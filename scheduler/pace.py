"""The shared pace: how fast each channel may push, over all workers and machines.

LINE allows 2,000 pushes a second and channel (LINE Messaging API reference, rate limits).
"""

import time

from redis import Redis, RedisError

# Generic cell rate: the key holds the moment up to which the channel's time is already given away.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local free = tonumber(redis.call('GET', KEYS[1]) or now)
if free < now then free = now end
redis.call('SET', KEYS[1], string.format('%.6f', free + ARGV[1] / ARGV[2]), 'PX', 60000)
return string.format('%.6f', free - now)
"""
# Without Redis each worker keeps its own pace, low enough for several of them together.
_SHARE_WITHOUT_REDIS = 8


class Pace:
    """Gives away time slots of a channel."""

    def __init__(self, redis: Redis, per_second: int) -> None:
        self._take = redis.register_script(_TAKE)
        self._per_second = per_second
        self._free: dict[str, float] = {}

    def reserve(self, channel: str, count: int) -> float:
        """Reserve `count` pushes; returns the seconds to wait before they may start."""
        try:
            return float(self._take(keys=[f"connect:pace:{channel}"], args=[count, self._per_second]))
        except RedisError:
            now = time.monotonic()
            free = max(self._free.get(channel, now), now)
            self._free[channel] = free + count * _SHARE_WITHOUT_REDIS / self._per_second
            return free - now
