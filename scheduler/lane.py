"""A channel's way out in one worker: what waits to be pushed, and the moments at which it may leave."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

from scheduler.claiming import Delivery
from scheduler.pace import Pace

URGENT = frozenset({1, 2})  # near queue, queue cards and news: they never wait behind a burst
_AT_ONCE = 0.01  # seconds' worth of pushes that one reservation lets go together
_LATE = 0.02  # seconds; a slot that could not be used in time is lost, not caught up: no second is overfull


class Lane:
    """Urgent or usual pushes of one channel, first come first served."""

    def __init__(self, channel: str, urgent: bool, pace: Pace, redis_thread: Executor) -> None:
        self._channel, self._urgent, self._pace, self._thread = channel, urgent, pace, redis_thread
        self._queue: asyncio.Queue[Delivery | None] = asyncio.Queue()
        self._asking = asyncio.Lock()
        self._left, self._until = 0, 0.0

    def put(self, delivery: Delivery) -> None:
        """One more to push."""
        self._queue.put_nowait(delivery)

    def waiting(self) -> int:
        """How many wait."""
        return self._queue.qsize()

    def close(self, hands: int) -> None:
        """Nothing more comes; each hand stops when the rest is done."""
        for _ in range(hands):
            self._queue.put_nowait(None)

    async def work(self, push: Callable[[Delivery], Awaitable[None]]) -> None:
        """One hand: takes, waits for its slot, pushes, until the lane is closed."""
        while (delivery := await self._queue.get()) is not None:
            if self._left > 0 and time.monotonic() <= self._until:
                self._left -= 1
            else:
                await self._slot()
            await push(delivery)

    async def _slot(self) -> None:
        async with self._asking:
            if self._left <= 0 or time.monotonic() > self._until:
                most = max(1, int(self._pace.per_second * _AT_ONCE))
                count = min(most, self._queue.qsize() + 1)
                loop = asyncio.get_running_loop()
                wait = await loop.run_in_executor(
                    self._thread, self._pace.reserve, self._channel, count, self._urgent
                )
                if wait > 0:
                    await asyncio.sleep(wait)
                self._left = count
                self._until = time.monotonic() + count / self._pace.per_second + _LATE
            self._left -= 1
