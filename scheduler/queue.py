"""Redis and its rq queue: JSON jobs, because whoever can write a pickle to Redis runs code here."""

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

NAME = "messages"


class JsonJob(Job):
    """A job that is JSON whoever makes it; rq-scheduler has no way to ask for a serializer."""

    def __init__(
        self, id: str | None = None, connection: Redis | None = None, serializer: Any = None
    ) -> None:
        super().__init__(id, connection, serializer=JSONSerializer)


class JsonQueue(Queue):
    """A queue of such jobs."""

    job_class = JsonJob

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "job_class": JsonJob, "serializer": JSONSerializer})


def connect(url: str, patience: float | None) -> Redis:
    """A client that gives up soon: what Redis does for us can wait, whoever asked us cannot.

    `patience`: seconds for an answer; None for a worker, which blocks for its next job. One repetition, at
    once, because a pooled connection may have died with the last Redis; redis-py's default waits for seconds.
    """
    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=patience, retry=Retry(NoBackoff(), 1))


def message_queue(redis: Redis) -> JsonQueue:
    """The one queue of the service."""
    return JsonQueue(NAME, connection=redis)
