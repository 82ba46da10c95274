"""An event in hand: nobody else answers it, nor another of hers meanwhile; what Redis keeps goes along.

An event is marked *in hand* for a short while, *done* for a day. Whoever dies in between leaves a mark that
soon goes: LINE, never answered with 200, delivers again (redelivery has to be on in LINE's console).
One event costs three round trips: take, settle, end.
"""

import secrets
import time
from typing import Any, Self

from redis import Redis
from redis.client import Pipeline

from bot.line import session
from bot.line.incoming import Incoming

_IN_HAND, _DONE = b"in hand", b"done"
# Seconds. Thinking is short, so a crash there is soon made good; a reply is tried for up to 45 s.
_THINKING_FOR, _REPLYING_FOR, _DONE_FOR = 20, 60, 24 * 3600
_LOCK_WAIT = 10.0  # seconds
_POLL = 0.05  # seconds
_IF_MINE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call({}) end"
_RELEASE = _IF_MINE.format("'del', KEYS[1]")
_EXTEND = _IF_MINE.format("'expire', KEYS[1], ARGV[2]")


class BusyError(Exception):
    """Not now: LINE shall deliver it again."""


class Hold:
    """Made by `take`. `place` is where she is, `kept_profile` what LINE said of her, if known."""

    def __init__(self, redis: Redis, incoming: Incoming) -> None:
        self._redis, self._event = redis, _mark(incoming)
        self._account = (incoming.channel, incoming.user_id)
        self._lock, self._token = "connect:account:{}:{}".format(*self._account), secrets.token_hex(8)
        self._end: Pipeline = redis.pipeline(transaction=False)
        self.place, self.kept_profile = session.Place(None, {}), None

    @classmethod
    def take(cls, redis: Redis, incoming: Incoming) -> Self | None:
        """None when somebody else has the event in hand or done.

        Raises BusyError when another event of hers is not over soon, RedisError.
        """
        hold, until = cls(redis, incoming), time.monotonic() + _LOCK_WAIT
        first = redis.pipeline(transaction=False)
        first.set(hold._event, _IN_HAND, nx=True, ex=_THINKING_FOR)
        new, *found = hold._try(first)
        if not new:
            hold._redis.eval(_RELEASE, 1, hold._lock, hold._token)
            return None
        while not hold._mine(found):
            if time.monotonic() > until:
                hold.drop()
                raise BusyError
            time.sleep(_POLL)
            found = hold._try(redis.pipeline(transaction=False))
        return hold

    def _try(self, pipe: Pipeline) -> list[Any]:
        pipe.set(self._lock, self._token, nx=True, ex=_THINKING_FOR)
        for key in session.keys(*self._account):
            pipe.get(key)
        return pipe.execute()

    def _mine(self, found: list[Any]) -> bool:
        locked, place, profile = found
        self.place, self.kept_profile = session.read_place(place), session.read_profile(profile)
        return bool(locked)

    def settle(self) -> None:
        """All but the reply is durable: time for a slow LINE."""
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.expire(self._event, _REPLYING_FOR)
            pipe.eval(_EXTEND, 1, self._lock, self._token, _REPLYING_FOR)
            pipe.execute()

    def remember(self, place: session.Place) -> None:
        """Where she is from now on; written at the end."""
        session.save_place(self._end, *self._account, place)

    def forget(self) -> None:
        """She wants nothing kept."""
        self._end.delete(*session.keys(*self._account))

    def end(self) -> None:
        """It is done; the next of hers may begin."""
        self._end.set(self._event, _DONE, ex=_DONE_FOR)
        self._end.eval(_RELEASE, 1, self._lock, self._token)
        self._end.execute()

    def drop(self) -> None:
        """It came to nothing: LINE's next delivery finds it new."""
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.delete(self._event)
            pipe.eval(_RELEASE, 1, self._lock, self._token)
            pipe.execute()


def wait_until_done(redis: Redis, incoming: Incoming, patience: float) -> None:
    """Somebody else has it in hand; only its end may be reported to LINE as taken in. Raises BusyError."""
    until = time.monotonic() + patience
    while redis.get(_mark(incoming)) != _DONE:
        if time.monotonic() > until:
            raise BusyError
        time.sleep(_POLL)


def _mark(incoming: Incoming) -> str:
    """Where it stands that an event is in hand, or done."""
    return f"connect:event:{incoming.id}"
