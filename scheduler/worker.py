"""A worker process: `python -m scheduler.worker`. Runs jobs in itself; a fork for each would cost 10 ms."""

import gc
import logging
import time
from typing import Any

from redis import RedisError
from rq import SimpleWorker

from scheduler import jobs
from scheduler.channels.keeper import Keeper
from scheduler.engine import Engine
from scheduler.monitoring.heartbeat import Heart, Job
from scheduler.queue import JsonJob, JsonQueue, message_queue
from settings import Settings

log = logging.getLogger(__name__)


class Worker(SimpleWorker):
    """rq's worker, impatient: when Redis is back, patients are waiting."""

    max_connection_wait_time = 2.0
    told_to_stop = False
    at_hand: Job

    def perform_job(self, job: Any, *more: Any, **named: Any) -> bool:
        with self.at_hand.of(job.func_name):
            return super().perform_job(job, *more, **named)

    def handle_warm_shutdown_request(self) -> None:
        self.told_to_stop = True
        super().handle_warm_shutdown_request()


def run(engine: Engine) -> None:
    """Work until told to stop (SIGTERM, SIGINT finish the job at hand); waits for a Redis that is away."""
    jobs.install(engine)
    _collect_seldom()
    job = Job()
    heart = Heart(engine.redis, engine.alarm, job, engine.settings.job_hung_after)
    heart.start()
    keeper = Keeper(engine.settings, engine.redis, engine.database, engine.gate)
    keeper.start()
    while True:
        try:
            worker = Worker([message_queue(engine.redis)], job_class=JsonJob, queue_class=JsonQueue)
            worker.at_hand = job
            worker.work(logging_level="WARNING")
        except RedisError as error:
            log.warning("worker waits for Redis: %s", type(error).__name__)
            time.sleep(1)
            continue
        if worker.told_to_stop:
            break
    keeper.stop()
    heart.stop()


def _collect_seldom() -> None:
    """What is loaded by now stays: looking through it again and again cost a third of all CPU in a burst."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


if __name__ == "__main__":
    settings = Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    run(Engine.of(settings))
