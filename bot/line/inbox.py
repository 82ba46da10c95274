"""Takes events in so that a crash loses none and a second delivery repeats none.

An event is marked *in hand* for a short while, *done* for a day. Whoever dies in between leaves a mark that
soon goes: LINE, never answered with 200, delivers again (redelivery has to be on in LINE's console).
"""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Future, wait
from threading import Event as Flag

from redis import RedisError
from redis.exceptions import LockError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.house import House
from bot.line.api import LineAwayError
from bot.line.conversation import answer
from bot.line.incoming import Incoming

log = logging.getLogger(__name__)
DEADLINE = 1.5  # seconds of LINE's 2
_IN_HAND, _DONE = b"in hand", b"done"
# Seconds. Thinking is short, so a crash there is soon made good; a reply is tried for up to 45 s.
_THINKING_FOR, _REPLYING_FOR, _DONE_FOR = 20, 60, 24 * 3600
_LOCK_WAIT = 10  # seconds
_POLL = 0.05  # seconds


class _Later(Exception):
    """Not now: LINE shall deliver it again."""


_AGAIN = (_Later, RedisError, LockError, OperationalError, InterfaceError, PoolTimeout, LineAwayError)


def take_in(house: House, incoming: Sequence[Incoming]) -> bool:
    """Handle events, those of one account one after the other; False when LINE shall deliver again.

    Behind the deadline the work goes on. What is durable by then needs no second delivery, whatever the
    reply still waits for.
    """
    accounts: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for each in incoming:
        accounts[each.channel, each.user_id].append(each)
    work: list[tuple[Future[bool], Flag]] = []
    for theirs in accounts.values():
        durable = Flag()
        work.append((house.conversations.submit(_handle_all, house, theirs, durable), durable))
    wait([future for future, _ in work], timeout=DEADLINE)
    return all(future.result() if future.done() else durable.is_set() for future, durable in work)


def _handle_all(house: House, events: Sequence[Incoming], durable: Flag) -> bool:
    """One account's events in order; a failing one does not spoil its neighbours."""
    fine = True
    for number, incoming in enumerate(events):
        last = number == len(events) - 1
        try:
            _handle(house, incoming, durable if last and fine else Flag())
        except _AGAIN as error:
            log.warning("event %s comes again: %s", incoming.id, type(error).__name__)
            fine = False
        except Exception:
            # A fault of ours: it would fail again, so LINE shall not deliver it for ever.
            log.exception("event %s is given up", incoming.id)
    return fine


def _handle(house: House, incoming: Incoming, durable: Flag) -> None:
    key = f"connect:event:{incoming.id}"
    if not house.redis.set(key, _IN_HAND, nx=True, ex=_THINKING_FOR):
        return _wait_until_done(house, key)
    lock = house.redis.lock(
        f"connect:account:{incoming.channel}:{incoming.user_id}",
        timeout=_THINKING_FOR,
        blocking_timeout=_LOCK_WAIT,
    )

    def settled() -> None:
        durable.set()
        house.redis.expire(key, _REPLYING_FOR)
        lock.extend(_REPLYING_FOR, replace_ttl=True)

    try:
        with lock:
            answer(house, incoming, settled)
    except Exception:
        house.redis.delete(key)
        raise
    house.redis.set(key, _DONE, ex=_DONE_FOR)
    return None


def _wait_until_done(house: House, key: str) -> None:
    """Somebody else has it in hand; only its end may be reported to LINE as taken in."""
    until = time.monotonic() + DEADLINE
    while house.redis.get(key) != _DONE:
        if time.monotonic() > until:
            raise _Later
        time.sleep(_POLL)
