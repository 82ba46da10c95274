"""The last calls of each hospital and mode, for its developers to look at; a capped stream in Redis.

Nothing of a patient is in it. Whoever loses Redis loses the log and nothing else.
"""

import json
import logging
import time
from typing import Any, cast

from redis import Redis, RedisError

log = logging.getLogger(__name__)
MOST = 500  # calls
DAYS = 30
_LOOK_AGAIN_AFTER = 10.0  # seconds; a Redis that hangs must not slow every call


class CallLog:
    """Safe to share among threads."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._away_until = 0.0

    def note(self, hospital_code: str, mode: str, entry: dict[str, Any]) -> None:
        """Keep it. Never raises for Redis' sake."""
        if time.monotonic() < self._away_until:
            return
        key, oldest = _key(hospital_code, mode), int((time.time() - DAYS * 86_400) * 1000)
        try:
            with self._redis.pipeline(transaction=False) as pipe:
                pipe.xadd(
                    key, {"call": json.dumps(entry, ensure_ascii=False)}, maxlen=MOST, approximate=False
                )
                pipe.xtrim(key, minid=str(oldest), approximate=False)  # pyright: ignore[reportArgumentType]
                pipe.expire(key, DAYS * 86_400)
                pipe.execute()
        except RedisError as error:
            self._away_until = time.monotonic() + _LOOK_AGAIN_AFTER
            log.warning("calls are not noted for their hospitals: %s", type(error).__name__)

    def last(self, hospital_code: str, mode: str) -> list[dict[str, Any]]:
        """The newest first. Raises RedisError."""
        found = cast(
            list[tuple[bytes, dict[bytes, bytes]]],
            self._redis.xrevrange(_key(hospital_code, mode), count=MOST),
        )
        return [json.loads(fields[b"call"]) for _, fields in found]


def _key(hospital_code: str, mode: str) -> str:
    return f"calls:{mode}:{hospital_code}"
