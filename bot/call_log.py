"""The last calls of each hospital and mode, for its developers to look at; a capped stream in Redis.

Nothing of a patient is in it. Whoever loses Redis loses the log and nothing else.
"""

import hashlib
import json
import logging
import time
from collections.abc import Iterable
from typing import Any, cast

from redis import Redis, RedisError

log = logging.getLogger(__name__)
MOST = 500  # calls
DAYS = 30
_LOOK_AGAIN_AFTER = 10.0  # seconds; a Redis that hangs must not slow every call
_MARK = 6  # bytes of a booking_ref's digest: a thousand names need 6 KB, whatever their length


class CallLog:
    """Safe to share among threads."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._away_until = 0.0

    def note(
        self,
        hospital_code: str,
        mode: str,
        entry: dict[str, Any],
        taken: Iterable[str] = (),
        refused: Iterable[str] = (),
    ) -> None:
        """Keep it, and which bookings of a nightly call it took and refused. Never raises for Redis' sake."""
        if time.monotonic() < self._away_until:
            return
        fields: dict[str, str | bytes] = {"call": json.dumps(entry, ensure_ascii=False)}
        for name, refs in (("taken", taken), ("refused", refused)):
            if marks := b"".join(map(_mark, refs)):
                fields[name] = marks
        key, oldest = _key(hospital_code, mode), int((time.time() - DAYS * 86_400) * 1000)
        try:
            with self._redis.pipeline(transaction=False) as pipe:
                pipe.xadd(key, cast(Any, fields), maxlen=MOST, approximate=False)
                pipe.xtrim(key, minid=str(oldest), approximate=False)  # pyright: ignore[reportArgumentType]
                pipe.expire(key, DAYS * 86_400)
                pipe.execute()
        except RedisError as error:
            self._away(error)

    def last(self, hospital_code: str, mode: str, ref: str | None = None) -> list[dict[str, Any]]:
        """The newest first; of one booking those about it, `in_batch` tells `taken` or `refused`.

        Raises RedisError.
        """
        found = cast(
            list[tuple[bytes, dict[bytes, bytes]]],
            self._redis.xrevrange(_key(hospital_code, mode), count=MOST),
        )
        if ref is None:
            return [json.loads(fields[b"call"]) for _, fields in found]
        return [each for _, fields in found if (each := _about(fields, ref))]

    def clear(self, hospital_code: str, mode: str) -> None:
        """Forget all calls. Never raises for Redis' sake."""
        try:
            self._redis.delete(_key(hospital_code, mode))
        except RedisError as error:
            self._away(error)

    def _away(self, error: RedisError) -> None:
        self._away_until = time.monotonic() + _LOOK_AGAIN_AFTER
        log.warning("calls are not noted for their hospitals: %s", type(error).__name__)


def _about(fields: dict[bytes, bytes], ref: str) -> dict[str, Any] | None:
    """The call when it is about this booking, alone or among others."""
    entry: dict[str, Any] = json.loads(fields[b"call"])
    wanted = _mark(ref)
    for batch in ("refused", "taken"):
        marks = fields.get(batch.encode(), b"")
        if any(marks[at : at + _MARK] == wanted for at in range(0, len(marks), _MARK)):
            return entry | {"in_batch": batch}
    return entry if entry["booking_ref"] == ref else None


def _mark(ref: str) -> bytes:
    return hashlib.blake2b(ref.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()


def _key(hospital_code: str, mode: str) -> str:
    return f"calls:{mode}:{hospital_code}"
