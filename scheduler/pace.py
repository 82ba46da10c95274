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
# ARGV[2], ARGV[3]: how many, and the seconds at the present rate into which they must fit; one always does.
_TAKE = (
    _RATE
    + """
local count = math.min(tonumber(ARGV[2]), math.max(1, math.floor(rate * ARGV[3])))
redis.call('SET', KEYS[1], string.format('%.6f', free + count / rate), 'PX', 60000)
return {string.format('%.6f', free - now), count}
"""
)
# ARGV[2]: how many were refused. All workers' refusals of a second are one reason to slow down, not many.
_SLOW_DOWN = (
    _RATE
    + """
local refused = redis.call('HINCRBY', KEYS[2], 'refused', ARGV[2])
if now - since < 1 then return 0 end
local share = math.min(refused / rate, 1)
rate = math.max(rate * math.max(1 - share, 0.7), 10)
redis.call('HSET', KEYS[2], 'rate', rate, 'since', string.format('%.6f', now), 'refused', 0)
redis.call('PEXPIRE', KEYS[2], 600000)
redis.call('SET', KEYS[1], string.format('%.6f', math.max(free, now + share / 2)), 'PX', 60000)
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

    def reserve(self, channel: str, count: int, within: float = 1.0) -> tuple[float, int]:
        """Reserve up to `count` pushes, no more than fit into `within` seconds; at least one.

        Returns the seconds to wait before they may start, and how many they are.
        """
        try:
            wait, given = self._take(keys=_keys(channel), args=[self.per_second, count, within])
            return float(wait), int(given)
        except RedisError:
            now, rate = time.monotonic(), self.per_second / _SHARE_WITHOUT_REDIS
            free = max(self._free.get(channel, now), now)
            given = min(count, max(1, int(rate * within)))
            self._free[channel] = free + given / rate
            return free - now, given

    def slow_down(self, channel: str, refused: int) -> None:
        """LINE said too fast to so many pushes.

        At most once a second everybody goes on slower by the share of the pace that was refused since, at
        70 % at least, after a pause of as large a share of half a second.
        """
        try:
            self._slow_down(keys=_keys(channel), args=[self.per_second, refused])
        except RedisError:
            self._free[channel] = max(self._free.get(channel, 0), time.monotonic() + 1)


def _keys(channel: str) -> list[str]:
    return [f"connect:pace:{channel}", f"connect:pace:{channel}:slowed"]
