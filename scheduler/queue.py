"""The rq queue: JSON jobs, because whoever can write a pickle to Redis runs code here."""

from typing import Any

from redis import Redis
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


def message_queue(redis: Redis) -> JsonQueue:
    """The one queue of the service."""
    return JsonQueue(NAME, connection=redis)
