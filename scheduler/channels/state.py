"""What all workers and machines know of a channel, in Redis: whether it is stopped, how its quota stands.

Nothing here is the only copy: emptied, it is learned again from LINE's next refusal and next reading.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from redis import Redis

from bookings.now import real_now
from bookings.times import BANGKOK
from scheduler.channels.line_status import Usage
from scheduler.channels.quota import Quota, believed, pace, reserve_of
from scheduler.outcomes import MONTHLY_LIMIT, Answer

# Seconds between two looks whether a token works again, doubled each time.
FIRST_LOOK, LONGEST_PAUSE = 5.0, 300.0
_REMEMBERED = 3_600  # seconds; a channel that goes on and is stopped again soon is looked at less often
_DAYS_KEPT = 40 * 86_400

# KEYS: the channel's gate. ARGV: LINE's answer, now, first and longest pause. 1 when it was open.
_STOP = """
if redis.call('HEXISTS', KEYS[1], 'since') == 1 then return 0 end
local looks = tonumber(redis.call('HGET', KEYS[1], 'looks') or 0)
local pause = math.min(ARGV[3] * 2 ^ looks, tonumber(ARGV[4]))
redis.call('HSET', KEYS[1], 'answer', ARGV[1], 'since', ARGV[2],
    'look_at', string.format('%.3f', ARGV[2] + pause))
redis.call('PERSIST', KEYS[1])
return 1
"""


@dataclass(frozen=True)
class Stop:
    """A channel whose token LINE refuses: its words, since when, and when it is asked again."""

    answer: str
    since: datetime
    look_at: float
    looks: int


@dataclass(frozen=True)
class Brief:
    """What a claim needs to know: `limit` is None where LINE has none or was not asked yet."""

    refused: bool
    spent: bool
    limit: int | None
    gone: int

    @property
    def reason(self) -> str | None:
        """Why nothing may leave; None when it may."""
        if self.refused:
            return "channel_refused"
        return "quota_used_up" if self.spent else None


class ChannelStates:
    """Raises RedisError."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._stop = redis.register_script(_STOP)

    def tell(self, channel: str, answer: Answer) -> bool:
        """LINE refused for all; whether that is news."""
        now = time.time()
        if answer == MONTHLY_LIMIT:
            self.read_soon(channel)
            return bool(self._redis.hsetnx(_quota(channel), "spent_at", now))
        words = f"{answer.status} {answer.message}"[:200]
        return bool(self._stop(keys=[_gate(channel)], args=[words, now, FIRST_LOOK, LONGEST_PAUSE]))

    def exchange(self, sent: Mapping[str, int], channels: Iterable[str]) -> dict[str, Brief]:
        """Count what left, and read how these channels stand, in one round trip."""
        channels = list(channels)
        today = real_now().astimezone(BANGKOK).date().isoformat()
        with self._redis.pipeline(transaction=False) as pipe:
            for channel in channels:
                pipe.hexists(_gate(channel), "since")
                pipe.hmget(_quota(channel), "spent_at", "limit", "used", "sent")
            for channel, count in sent.items():
                pipe.hincrby(_quota(channel), "sent", count)
                pipe.hincrby(_days(channel), today, count)
                pipe.expire(_days(channel), _DAYS_KEPT)
            answers = pipe.execute()
        return {
            channel: _brief(bool(answers[2 * at]), answers[2 * at + 1], sent.get(channel, 0))
            for at, channel in enumerate(channels)
        }

    def stop(self, channel: str) -> Stop | None:
        """Why and since when it is stopped, if it is."""
        found = _texts(self._redis.hgetall(_gate(channel)))
        if "since" not in found:
            return None
        since = datetime.fromtimestamp(float(found["since"]), UTC)
        return Stop(found["answer"], since, float(found["look_at"]), int(found.get("looks", 0)))

    def look_due(self, channel: str) -> bool:
        """Whether LINE shall be asked if the token works again."""
        look_at = self._redis.hget(_gate(channel), "look_at")
        return look_at is not None and float(look_at) <= time.time()

    def still_stopped(self, channel: str) -> None:
        """LINE was asked and does not take the token: ask again later, later each time."""
        looks = self._redis.hincrby(_gate(channel), "looks", 1)
        pause = min(FIRST_LOOK * 2.0 ** min(looks, 20), LONGEST_PAUSE)
        self._redis.hset(_gate(channel), "look_at", time.time() + pause)

    def go_on(self, channel: str, forget: bool = False) -> None:
        """The token works again; `forget` how often it was looked at, too."""
        self._redis.hincrby(_gate(channel), "looks", 1)
        self._redis.hdel(_gate(channel), "answer", "since", "look_at", *(["looks"] if forget else []))
        self._redis.expire(_gate(channel), _REMEMBERED)

    def quota(self, channel: str, reserve_percent: int) -> Quota | None:
        """The month so far; None before LINE was asked."""
        found = _texts(self._redis.hgetall(_quota(channel)))
        if "limit" not in found:
            return None
        limit = int(found["limit"]) if found["limit"] else None
        used, sent = int(found["used"]), int(found.get("sent", 0))
        sends = _texts(self._redis.hgetall(_days(channel)))
        days = {date.fromisoformat(day): int(count) for day, count in sends.items()}
        now = real_now()
        return Quota(
            limit=limit,
            used=used + sent,
            reserve=reserve_of(limit, reserve_percent),
            per_day=pace(days, used + sent, now),
            spent_at=_moment(found.get("spent_at")),
            read_at=_moment(found["read_at"]) or now,
        )

    def reading_due(self, channel: str) -> bool:
        """Whether the quota shall be read: at first, after a doubt, and from time to time."""
        return float(self._redis.hget(_quota(channel), "read_next") or 0) <= time.time()

    def read_soon(self, channel: str, seconds: float = 0.0) -> None:
        """Have the quota read then: what is known of it may be old."""
        self._redis.hset(_quota(channel), "read_next", time.time() + seconds)

    def keep_reading(self, channel: str, usage: Usage, counted: int) -> bool:
        """Keep what LINE said; whether there is more room than the last time.

        `counted` pushes were known before LINE was asked, so its number should hold them.
        """
        found = _texts(self._redis.hgetall(_quota(channel)))
        used = believed(usage.used, int(found.get("said", 0)), int(found.get("used", 0)), counted)
        limit = "" if usage.limit is None else usage.limit
        known: dict[Any, Any] = {"limit": limit, "said": usage.used, "used": used, "read_at": time.time()}
        with self._redis.pipeline() as pipe:
            pipe.hset(_quota(channel), mapping=known)
            pipe.hincrby(_quota(channel), "sent", -counted)
            pipe.execute()
        before = int(found["limit"]) - int(found["said"]) if found.get("limit") else None
        return usage.limit is None or (before is not None and usage.limit - usage.used > before)

    def counted(self, channel: str) -> int:
        """Pushes since the last reading."""
        return int(self._redis.hget(_quota(channel), "sent") or 0)

    def forget_spent(self, channel: str) -> bool:
        """Try again whether there is quota; whether there was thought to be none."""
        return bool(self._redis.hdel(_quota(channel), "spent_at"))

    def first(self, what: str, seconds: int) -> bool:
        """Whether nobody else took this for so many seconds; then it is taken."""
        return bool(self._redis.set(f"connect:taken:{what}", "1", nx=True, ex=seconds))

    def leave(self, what: str) -> None:
        """Give back what was taken."""
        self._redis.delete(f"connect:taken:{what}")

    def changed(self, channel: str, level: str) -> bool:
        """Note the quota's level; whether it was another."""
        before = self._redis.hget(_quota(channel), "level")
        self._redis.hset(_quota(channel), "level", level)
        return before != level.encode()


def _brief(refused: bool, values: list[bytes | None], more: int) -> Brief:
    spent, limit, used, sent = values
    return Brief(
        refused,
        spent is not None,
        int(limit) if limit else None,
        int(used or 0) + int(sent or 0) + more,
    )


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromtimestamp(float(stamp), UTC) if stamp else None


def _texts(found: Mapping[Any, Any]) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in found.items()}


def _gate(channel: str) -> str:
    """A hash: answer, since, look_at while stopped; looks."""
    return f"connect:gate:{channel}"


def _quota(channel: str) -> str:
    """A hash: limit (empty: none), said by LINE, used, read_at, read_next, level; sent since then;
    spent_at while it is used up.
    """
    return f"connect:quota:{channel}"


def _days(channel: str) -> str:
    """A hash: how many were sent on each of the last days."""
    return f"connect:quota:{channel}:days"
