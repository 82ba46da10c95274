"""Takes events in: a crash loses none, a second delivery repeats none, a flood starves nobody else."""

import logging
import time
from collections import defaultdict
from collections.abc import Generator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import BoundedSemaphore
from threading import Event as Flag

from redis import RedisError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.house import House
from bot.line.api import LineAwayError
from bot.line.conversation import answer
from bot.line.hold import BusyError, Hold, wait_until_done
from bot.line.incoming import Incoming

log = logging.getLogger(__name__)
DEADLINE = 1.5  # seconds of LINE's 2

_AGAIN = (BusyError, RedisError, OperationalError, InterfaceError, PoolTimeout, LineAwayError)


class _Work:
    """The events of one account, on their way in a thread of their own."""

    def __init__(self, house: House, events: Sequence[Incoming]) -> None:
        self._durable, self._room = Flag(), house.room
        self.future: Future[bool] = house.conversations.submit(_handle_all, house, events, self._durable)
        self.future.add_done_callback(self._over)

    def _over(self, _: object) -> None:
        self._durable.set()
        self._room.release()

    def durable(self, until: float) -> None:
        """Wait until nothing but the reply is outstanding, or it is over, or that moment."""
        self._durable.wait(max(0, until - time.monotonic()))

    @property
    def taken_in(self) -> bool:
        """What is durable needs no second delivery, whatever the reply still waits for."""
        return self.future.result() if self.future.done() else self._durable.is_set()


def take_in(house: House, incoming: Sequence[Incoming]) -> bool:
    """Handle events, those of one account one after the other; False when LINE shall deliver again.

    Behind the deadline the work goes on, and so it does where too many wait already: the next delivery finds
    it done. What there is no room for is not begun.
    """
    accounts: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for each in incoming:
        accounts[each.channel, each.user_id].append(each)
    work = [_Work(house, theirs) for theirs in accounts.values() if house.room.acquire(blocking=False)]
    with _seat(house.waiting) as seated:
        if seated:
            _wait(house, work)
    if len(work) < len(accounts):
        log.warning("no room for the events of %s accounts", len(accounts) - len(work))
    return len(work) == len(accounts) and all(each.taken_in for each in work)


def _wait(house: House, work: Sequence[_Work]) -> None:
    """Until all is durable; where few wait, also until LINE took the replies: then no crash loses one."""
    until = time.monotonic() + DEADLINE
    with _seat(house.waiting_for_line) as seated:
        if seated:
            wait([each.future for each in work], timeout=DEADLINE)
    for each in work:
        each.durable(until)


@contextmanager
def _seat(seats: BoundedSemaphore) -> Generator[bool]:
    """Whether one was free."""
    free = seats.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            seats.release()


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
    hold = Hold.take(house.redis, incoming)
    if hold is None:
        return wait_until_done(house.redis, incoming, DEADLINE)

    def settled() -> None:
        hold.settle()
        durable.set()

    try:
        answer(house, incoming, hold, settled)
    except Exception:
        hold.drop()
        raise
    hold.end()
    return None
