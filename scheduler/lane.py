"""A channel's way out in one worker: what waits to be pushed, and the moments at which it may leave."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

from scheduler.claiming import Delivery
from scheduler.pace import Pace

AT_ONCE = 0.01  # seconds' worth of pushes that one reservation lets go together
_SOON = 1.0  # seconds; a slot further ahead is not reserved before the one in front of it has come
LATE = 0.02  # seconds; a slot that could not be used in time is lost, not caught up: no second is overfull
_Waiting = deque[tuple[asyncio.Future[bool], float]]


class Slots:
    """Moments of one channel that a worker has reserved. Who is urgent has the next, whoever asked for it."""

    def __init__(
        self, channel: str, pace: Pace, redis_thread: Executor, coming: Callable[[], int] = lambda: 0
    ) -> None:
        """`coming`: how many will ask soon, so that one reservation is enough for them too."""
        self._channel, self._pace, self._thread, self._coming = channel, pace, redis_thread, coming
        self._urgent, self._usual = _Waiting(), _Waiting()
        self._giving: asyncio.Task[None] | None = None
        self._left, self._until = 0, 0.0  # reserved, and nobody has asked yet

    async def take(self, urgent: bool, until: float) -> bool:
        """True when one push may leave; False when the next slot came after `until` (monotonic seconds)."""
        now = time.monotonic()
        if now > until:
            return False
        if self._left and now <= self._until:
            self._left -= 1
            return True
        mine = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._usual).append((mine, until))
        if self._giving is None or self._giving.done():
            self._giving = asyncio.create_task(self._give_all())
        return await mine

    async def _give_all(self) -> None:
        """While one reservation is waited for and used the next is made: no moment is lost between them."""
        try:
            following = self._reserve(0)
            while following:
                at, count = await following
                ahead = at - time.monotonic()
                following = self._reserve(count) if ahead < _SOON else None
                await asyncio.sleep(ahead)
                if time.monotonic() - at < LATE:
                    self._left, self._until = self._give(count), at + LATE
                following = following or self._reserve(0)
        except Exception as error:
            for waiting, _ in (*self._urgent, *self._usual):
                waiting.set_exception(error)
            raise

    def _reserve(self, promised: int) -> asyncio.Future[tuple[float, int]] | None:
        """Moments for those who wait beyond the promised; None when nobody does; who is late is told."""
        now = time.monotonic()
        waiting = sum(until >= now for _, until in (*self._urgent, *self._usual))
        if not waiting:
            self._give(0)
        if waiting <= promised:
            return None
        count = waiting - promised + self._coming()
        return asyncio.get_running_loop().run_in_executor(self._thread, self._at, count)

    def _at(self, count: int) -> tuple[float, int]:
        wait, given = self._pace.reserve(self._channel, count, AT_ONCE)
        return time.monotonic() + wait, given

    def _give(self, count: int) -> int:
        """Returns how many are left. Who is too late takes none, and is told so."""
        now = time.monotonic()
        while waiting := self._urgent or self._usual:
            mine, until = waiting[0]
            if now <= until and not count:
                break
            waiting.popleft()
            mine.set_result(now <= until)
            count -= now <= until
        return count


class Lane:
    """Urgent or usual pushes of one channel, first come first served."""

    def __init__(self, urgent: bool, slots: Slots) -> None:
        self._urgent, self._slots = urgent, slots
        self._queue: asyncio.Queue[Delivery | None] = asyncio.Queue()
        self._at_slots = 0

    def put(self, delivery: Delivery) -> None:
        """One more to push."""
        self._queue.put_nowait(delivery)

    def queued(self) -> int:
        """How many no hand has taken yet."""
        return self._queue.qsize()

    def waiting(self) -> int:
        """How many are not begun."""
        return self._queue.qsize() + self._at_slots

    def close(self, hands: int) -> None:
        """Nothing more comes; each hand stops when the rest is done."""
        for _ in range(hands):
            self._queue.put_nowait(None)

    async def work(
        self, push: Callable[[Delivery], Awaitable[None]], give_back: Callable[[Delivery], None]
    ) -> None:
        """One hand: takes, waits for its slot, pushes, until the lane is closed.

        What cannot leave before its lease ends is given back: by then another worker may have it.
        """
        while (delivery := await self._queue.get()) is not None:
            self._at_slots += 1
            may_leave = await self._slots.take(self._urgent, delivery.until)
            self._at_slots -= 1
            if may_leave:
                await push(delivery)
            else:
                give_back(delivery)
