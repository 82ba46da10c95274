"""Signs of life: workers and the alarm leave them in Redis; `/readyz`, the probe and `wake` read them.

A heart beats in a thread of its own, so that a long job does not look like a death. That a job does not come
to its end shows in the second sign: since when the worker hangs in it.
"""

import contextlib
import logging
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime

from redis import Redis, RedisError

from scheduler.alarm import HEARTBEAT as ALARM
from scheduler.alarm import Alarm

log = logging.getLogger(__name__)
_WORKERS = "connect:workers"  # a sorted set: worker → its last beat
_HUNG = "connect:workers:hung"  # a sorted set: worker → since when its job has been running
_SWEPT = "connect:swept"  # when a sweep last came to its end: the way from the alarm to the ledger is whole
_EVERY = 1.0  # seconds
_LIFE = 10  # seconds
_SWEEP_LIFE = 60  # seconds


class Job:
    """The job at hand: what it is, and since when."""

    def __init__(self) -> None:
        self._at_hand: tuple[str, float] | None = None

    @contextmanager
    def of(self, name: str) -> Generator[None]:
        """While it is done."""
        self._at_hand = name, time.time()
        try:
            yield
        finally:
            self._at_hand = None

    def longer_than(self, seconds: float) -> tuple[str, float] | None:
        """Its name and beginning, if it has been running for so long."""
        found = self._at_hand
        return found if found and time.time() - found[1] >= seconds else None


class Heart(threading.Thread):
    """Beats while the worker lives, also during a long job; puts a lost periodic alarm back."""

    def __init__(self, redis: Redis, alarm: Alarm, job: Job, hung_after: float) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._redis, self._alarm, self._job, self._hung_after = redis, alarm, job, hung_after
        self._name = uuid.uuid4().hex
        self._told: tuple[str, float] | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until stopped."""
        while not self._stopped.wait(self._beat()):
            pass

    def stop(self) -> None:
        """Stop beating and take the signs of life away."""
        self._stopped.set()
        with contextlib.suppress(RedisError):
            self._redis.zrem(_WORKERS, self._name)
            self._redis.zrem(_HUNG, self._name)

    def _beat(self) -> float:
        hung = self._job.longer_than(self._hung_after)
        if hung and hung != self._told:
            _tell(*hung)
        self._told = hung
        with contextlib.suppress(RedisError):
            self._redis.zadd(_WORKERS, {self._name: time.time()})
            if hung:
                self._redis.zadd(_HUNG, {self._name: hung[1]})
            else:
                self._redis.zrem(_HUNG, self._name)
            self._redis.set(_SWEPT, time.time(), nx=True)
            self._alarm.keep_sweeping()
        return _EVERY


def swept(redis: Redis) -> None:
    """A sweep came to its end."""
    redis.set(_SWEPT, time.time())


def last_sweep_late(redis: Redis) -> datetime | None:
    """When the last sweep ended, if that is too long ago; it is due every few seconds."""
    found = redis.get(_SWEPT)
    ended = float(found) if found else time.time()
    return datetime.fromtimestamp(ended, UTC) if time.time() - ended > _SWEEP_LIFE else None


def count_workers(redis: Redis) -> int:
    """How many workers live now, hung ones too."""
    redis.zremrangebyscore(_WORKERS, "-inf", time.time() - _LIFE)
    return redis.zcard(_WORKERS)


def hung_workers(redis: Redis) -> list[datetime]:
    """Since when each worker hangs that lives and does not come to the end of its job."""
    alive = set(redis.zrangebyscore(_WORKERS, time.time() - _LIFE, "+inf"))
    hung = redis.zrange(_HUNG, 0, -1, withscores=True)
    for name, _ in hung:
        if name not in alive:
            redis.zrem(_HUNG, name)
    return [datetime.fromtimestamp(float(since), UTC) for name, since in hung if name in alive]


def alarm_alive(redis: Redis) -> bool:
    """Whether an alarm ticked within the last seconds."""
    return bool(redis.exists(ALARM))


def _tell(name: str, since: float) -> None:
    """Where it hangs: the lines of code, no values."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)  # pyright: ignore[reportPrivateUsage]
    where = "".join(traceback.format_stack(frame)) if frame else ""
    log.error("the job %s has been running for %.0f s; it is at\n%s", name, time.time() - since, where)
