"""What rq calls. Jobs carry nothing: the ledger knows what is due, and every job may run twice."""

from datetime import timedelta

from redis import Redis

from bookings.now import real_now
from records.claims import next_moments, release_leases
from scheduler.dispatch import Dispatch
from scheduler.engine import Engine
from scheduler.events import deliveries
from scheduler.monitoring.heartbeat import count_workers, swept
from scheduler.queue import message_queue

SLICE = 5.0  # seconds; then the next job of the queue has its turn
LOOK_AHEAD = timedelta(minutes=1)
_engine: Engine | None = None
_dispatch: Dispatch | None = None


def install(engine: Engine) -> None:
    """Called once by the worker process, before its first job."""
    global _engine, _dispatch
    _engine, _dispatch = engine, Dispatch(engine)


def engine() -> Engine:
    """The process's engine. Raises RuntimeError outside a worker."""
    if _engine is None:
        raise RuntimeError("jobs run in `python -m scheduler.worker`, which installs the engine")
    return _engine


def wake() -> None:
    """A due moment has come: every worker takes a share of the ledger."""
    _enqueue_drains(engine().redis, max(1, count_workers(engine().redis)))


def drain() -> None:
    """Send what is due; after a slice of time a successor goes on, so that no job holds a worker for long."""
    if _dispatch is not None and _dispatch.drain(SLICE):
        _enqueue_drains(engine().redis, 1)
    _tell_hospitals()


def sweep() -> None:
    """Find what no alarm announced: dead workers' messages, moments whose alarm was lost."""
    now = real_now()
    database = engine().database
    database.write(lambda session: release_leases(session, now))
    with database.read() as session:
        moments = next_moments(session, now, now + LOOK_AHEAD)
    if any(moment <= now for moment in moments):
        wake()
    engine().alarm.ring([moment for moment in moments if moment > now])
    _tell_hospitals()
    swept(engine().redis)


def _tell_hospitals() -> None:
    with engine().database.read() as session:
        waiting = deliveries.due(session)
    if waiting:
        deliveries.deliver_in_background(engine().database, engine().settings)


def _enqueue_drains(redis: Redis, count: int) -> None:
    for _ in range(count):
        message_queue(redis).enqueue("scheduler.jobs.drain", result_ttl=0, failure_ttl=60)
