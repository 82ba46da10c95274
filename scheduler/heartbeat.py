"""Signs of life: workers and the alarm leave them in Redis, `/readyz` and `wake` read them."""

import contextlib
import threading
import time
import uuid

from redis import Redis, RedisError

from scheduler.alarm import HEARTBEAT as ALARM
from scheduler.alarm import Alarm

_WORKERS = "connect:workers"  # a sorted set: worker → its last beat
_EVERY = 1.0  # seconds
_LIFE = 10  # seconds


class Heart(threading.Thread):
    """Beats while the worker lives, also during a long job; puts a lost periodic alarm back."""

    def __init__(self, redis: Redis, alarm: Alarm) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._redis, self._alarm = redis, alarm
        self._name = uuid.uuid4().hex
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until stopped."""
        while not self._stopped.wait(self._beat()):
            pass

    def stop(self) -> None:
        """Stop beating and take the sign of life away."""
        self._stopped.set()
        with contextlib.suppress(RedisError):
            self._redis.zrem(_WORKERS, self._name)

    def _beat(self) -> float:
        with contextlib.suppress(RedisError):
            self._redis.zadd(_WORKERS, {self._name: time.time()})
            self._alarm.keep_sweeping()
        return _EVERY


def count_workers(redis: Redis) -> int:
    """How many workers live now."""
    redis.zremrangebyscore(_WORKERS, "-inf", time.time() - _LIFE)
    return redis.zcard(_WORKERS)


def alarm_alive(redis: Redis) -> bool:
    """Whether an alarm ticked within the last seconds."""
    return bool(redis.exists(ALARM))
