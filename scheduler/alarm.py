"""The alarm clock: rings rq when something falls due. The only file that names rq-scheduler.

Losing every alarm loses no message: the sweep finds due rows by itself, and arms what comes next.
Run as a process (`python -m scheduler.alarm`) it is the clock; everybody else only sets it.
"""

import contextlib
import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from redis import Redis, RedisError
from rq_scheduler import Scheduler

from scheduler.queue import NAME, JsonJob, JsonQueue, connect, message_queue
from settings import Settings

log = logging.getLogger(__name__)
HEARTBEAT = "connect:alarm"
SWEEP_EVERY = 3  # seconds
_TICK = 1  # seconds between two looks; rq-scheduler's lock then dies 11 s after its owner


class Alarm:
    """Sets alarms. A Redis that is away is logged and forgotten: the caller's work is done already."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._queue = message_queue(redis)
        self._clock = Scheduler(queue=self._queue, connection=redis, job_class=JsonJob, queue_class=JsonQueue)

    def ring(self, moments: Iterable[datetime]) -> None:
        """Have the ledger drained at these real moments; at once for those that have come."""
        now, moments = datetime.now(UTC), list(moments)
        try:
            later = {_to_second(moment) for moment in moments if moment > now}
            if any(moment <= now for moment in moments):
                self._queue.enqueue("scheduler.jobs.drain", result_ttl=0, failure_ttl=60)
            for moment in later:
                # One entry per due second, however many messages fall due: rq-scheduler moves jobs slowly.
                self._clock.enqueue_at(
                    moment,
                    "scheduler.jobs.wake",
                    job_id=f"wake-{moment:%Y%m%dT%H%M%S}",
                    job_result_ttl=0,
                )
        except RedisError as error:
            log.warning("alarm not set, the sweep will find the messages: %s", type(error).__name__)

    def keep_sweeping(self) -> None:
        """Register the periodic sweep unless it is there; called at each start and by each heartbeat."""
        if "sweep" not in self._clock:
            self._clock.schedule(
                datetime.now(UTC),
                "scheduler.jobs.sweep",
                id="sweep",
                interval=SWEEP_EVERY,
                result_ttl=60,
                # Past the drains of a burst: a dead worker's messages do not wait for its end.
                at_front=True,
            )


class _Clock(Scheduler):
    """rq-scheduler's loop, with our heartbeat."""

    alarm: Alarm

    def heartbeat(self) -> None:
        super().heartbeat()
        self.connection.set(HEARTBEAT, "1", ex=_TICK + 10)
        self.alarm.keep_sweeping()


def _to_second(moment: datetime) -> datetime:
    """The next full second: ringing early would find nothing due."""
    whole = moment.astimezone(UTC).replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


def run(redis: Redis) -> None:
    """Tick until told to stop (SIGTERM, SIGINT); waits for a Redis that is away."""
    while True:
        try:
            # A new one each time: rq-scheduler refuses a name that a Redis with memory still holds alive.
            clock = _Clock(NAME, connection=redis, interval=_TICK, job_class=JsonJob, queue_class=JsonQueue)
            clock.alarm = Alarm(redis)
            clock.run()
        except RedisError as error:
            log.warning("alarm waits for Redis: %s", type(error).__name__)
            time.sleep(_TICK)


if __name__ == "__main__":
    settings = Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("rq_scheduler").setLevel(logging.ERROR)
    with contextlib.suppress(KeyboardInterrupt):
        run(connect(settings.redis_url, patience=5))
