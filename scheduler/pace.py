"""The shared pace: how fast each channel may push, over all workers and machines.

LINE allows 2,000 pushes a second and channel (LINE Messaging API reference, rate limits).
"""

import time

from redis import Redis, RedisError

# Generic cell rate. KEYS: the moment up to which the channel's time is given away; how far it was slowed
# down. What was slowed down recovers by a fiftieth of the whole rate a second (additive increase,
# multiplicative decrease, RFC 5681): where some pushes are refused whatever the pace, it stays a quick one.
_RATE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local rate = tonumber(ARGV[1])
local slowed = redis.call('HMGET', KEYS[2], 'rate', 'since')
local since = tonumber(slowed[2] or 0)
if slowed[1] then rate = math.min(rate, slowed[1] + rate * (now - since) / 50) end
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
"""
_TAKE = (
    _RATE
    + """
redis.call('SET', KEYS[1], string.format('%.6f', free + ARGV[2] / rate), 'PX', 60000)
return string.format('%.6f', free - now)
"""
)
# Many refusals within a second are one reason to slow down, not many. ARGV[2]: the share that was refused.
_SLOW_DOWN = (
    _RATE
    + """
if now - since < 1 then return 0 end
rate = math.max(rate * math.max(1 - ARGV[2], 0.7), 10)
redis.call('HSET', KEYS[2], 'rate', rate, 'since', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[2], 600000)
redis.call('SET', KEYS[1], string.format('%.6f', math.max(free, now + ARGV[2] / 2)), 'PX', 60000)
return 1
"""
)
# Without Redis each worker keeps its own pace, low enough for several of them together.
_SHARE_WITHOUT_REDIS = 8


class Pace:
    """Gives away time slots of a channel. Safe to share among threads, for as much as Redis is."""

    def __init__(self, redis: Redis, per_second: int) -> None:
        self._take, self._slow_down = redis.register_script(_TAKE), redis.register_script(_SLOW_DOWN)
        self.per_second = per_second
        self._free: dict[str, float] = {}

    def reserve(self, channel: str, count: int) -> float:
        """Reserve `count` pushes; returns the seconds to wait before they may start."""
        try:
            return float(self._take(keys=_keys(channel), args=[self.per_second, count]))
        except RedisError:
            now = time.monotonic()
            free = max(self._free.get(channel, now), now)
            self._free[channel] = free + count * _SHARE_WITHOUT_REDIS / self.per_second
            return free - now

    def slow_down(self, channel: str, refused: float) -> None:
        """LINE said too fast to this share of the last pushes, above 0, at most 1.

        Everybody pauses for so much of half a second and goes on slower by as much, at 70 % at least.
        """
        try:
            self._slow_down(keys=_keys(channel), args=[self.per_second, refused])
        except RedisError:
            self._free[channel] = max(self._free.get(channel, 0), time.monotonic() + refused)


def _keys(channel: str) -> list[str]:
    return [f"connect:pace:{channel}", f"connect:pace:{channel}:slowed"]
