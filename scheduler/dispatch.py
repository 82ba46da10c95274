"""Claim → judge → render → push → record, overlapped: while one batch is pushed the next is claimed."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

import uvloop
from sqlalchemy.orm import Session

from bookings.kinds import KINDS
from bookings.now import real_now
from records.messages import URGENCIES, URGENT
from records.templates import Failure
from scheduler.claiming import Delivery, Terms, take_batch
from scheduler.engine import Engine
from scheduler.forms import make
from scheduler.lane import Lane, Slots
from scheduler.outcomes import NOT_PUSHED, Answer
from scheduler.push import CONNECTIONS, TIMEOUT, Push, PushClient, push_body
from scheduler.recording import Done, note_failures, record_all, weigh_failures

log = logging.getLogger(__name__)
T = TypeVar("T")
LIMIT = 1_000  # messages that a worker holds and has not begun to push; urgent ones come on top
LEAST = 20  # the limit where the pace is so slow that most would be given back
URGENT_LIMIT = LIMIT // 5
URGENT_HANDS = 40
LEASE = timedelta(seconds=2 * TIMEOUT + 5)  # so long a dead worker's messages wait
_BEGIN_WITHIN = LEASE.total_seconds() - TIMEOUT
_HOLD_FOR = 0.8 * _BEGIN_WITHIN  # seconds' worth of pushes that a worker holds at a slow pace
_NOT_IN_TIME = Answer(NOT_PUSHED, "line_too_busy")
_LOOK_EVERY = 0.1  # seconds between two looks for urgent messages, and between two recordings
_LOOK = 0.01


class Dispatch:
    """Sends what is due. One for a worker process: event loop, threads and connections outlive a job."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._loop = uvloop.new_event_loop()
        self._line = PushClient(engine.settings.channels)
        self._database, self._redis = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._limit = LIMIT

    def drain(self, seconds: float) -> bool:
        """Send what is due for about that many seconds; returns whether anything may be left."""
        return self._loop.run_until_complete(self._drain(seconds))

    async def _drain(self, seconds: float) -> bool:
        run = _Run(self._engine, self._line, self._database, self._redis, self._limit)
        try:
            return await run.drain(seconds)
        finally:
            self._limit = run.next_limit()


class _Run:
    """One slice of time."""

    def __init__(
        self,
        engine: Engine,
        line: PushClient,
        database: ThreadPoolExecutor,
        redis: ThreadPoolExecutor,
        limit: int,
    ) -> None:
        self._engine, self._line, self._limit = engine, line, limit
        self._database, self._redis = database, redis
        self._lanes: dict[tuple[str, bool], Lane] = {}
        self._slots: dict[str, Slots] = {}
        self._hands: list[asyncio.Task[None]] = []
        self._done: list[Done] = []
        self._failed: list[tuple[Failure, str]] = []
        self._under_way = 0
        self._begun, self._given_back, self._since = 0, 0, time.monotonic()
        self._over = asyncio.Event()

    async def drain(self, seconds: float) -> bool:
        recorder = asyncio.create_task(self._keep_recording())
        try:
            return await self._claim_until(time.monotonic() + seconds)
        finally:
            for (_, urgent), lane in self._lanes.items():
                lane.close(_hands(urgent))
            await asyncio.gather(*self._hands)
            # Never cancelled: what it is writing must be whole before the loop stops.
            self._over.set()
            await asyncio.gather(recorder, return_exceptions=True)
            await self._record()

    async def _claim_until(self, until: float) -> bool:
        """Keep the lanes filled; look for urgent messages while they are full, and until they are empty."""
        looked = 0.0
        while (now := time.monotonic()) < until + _BEGIN_WITHIN:
            usual, urgent = self._held(urgent=False), self._held(urgent=True)
            if now >= until and not usual:
                break
            room = self._limit - usual - urgent
            if now < until and room >= self._limit // 2:
                found = await self._claim(room, URGENCIES)
                looked = time.monotonic()
                if not found and not self._under_way:
                    return False
                if found < room:
                    await asyncio.sleep(_LOOK)
            elif now - looked >= _LOOK_EVERY and urgent < URGENT_LIMIT:
                await self._claim(URGENT_LIMIT - urgent, URGENT)
                looked = time.monotonic()
            else:
                await asyncio.sleep(_LOOK)
        return True

    def next_limit(self) -> int:
        """What was claimed should leave within its lease, however many workers share a pace however slow."""
        if self._given_back:
            log.info("the pace let %s messages wait, %s left", self._given_back, self._begun)
            rate = self._begun / max(0.1, time.monotonic() - self._since)
            return min(LIMIT, max(LEAST, int(rate * _HOLD_FOR)))
        return min(LIMIT, self._limit * 2) if self._begun else self._limit

    def _held(self, *, urgent: bool) -> int:
        """How many wait in the urgent or in the usual lanes."""
        return sum(lane.waiting() for (_, each), lane in self._lanes.items() if each == urgent)

    async def _claim(self, limit: int, urgencies: Iterable[int]) -> int:
        engine = self._engine
        until = time.monotonic() + _BEGIN_WITHIN
        # One look at the gate for a claim, in the thread that speaks to Redis.
        standing = await asyncio.get_running_loop().run_in_executor(self._redis, engine.gate.read)
        terms = Terms(limit, LEASE, until, standing, engine.links, engine.templates.pin, urgencies)
        found, deliveries = await self._in_database(lambda session: take_batch(session, real_now(), terms))
        self._under_way += len(deliveries)
        for delivery in deliveries:
            self._lane(delivery).put(delivery)
        return found

    def _lane(self, delivery: Delivery) -> Lane:
        kind = KINDS.get(delivery.kind)
        # A kind of no booking is an editor's test: she waits for it.
        key = (delivery.channel, kind is None or kind.urgency in URGENT)
        if key not in self._lanes:
            lane = self._lanes[key] = Lane(key[1], self._slots_of(delivery.channel))
            hands = [lane.work(self._push, self._give_back) for _ in range(_hands(key[1]))]
            self._hands += map(asyncio.create_task, hands)
        return self._lanes[key]

    def _slots_of(self, channel: str) -> Slots:
        if channel not in self._slots:
            self._slots[channel] = Slots(
                channel, self._engine.pace, self._redis, lambda: self._waiting(channel)
            )
        return self._slots[channel]

    def _waiting(self, channel: str) -> int:
        return sum(lane.queued() for (name, _), lane in self._lanes.items() if name == channel)

    async def _push(self, delivery: Delivery) -> None:
        gate, channel = self._engine.gate, delivery.channel
        self._begun += 1
        answer = gate.admit(channel, delivery.kind) or gate.heard(channel, await self._answer(delivery))
        # Not in one with the line above: the list of before the waiting may be recorded by then.
        self._done.append((delivery, answer))
        self._under_way -= 1

    def _give_back(self, delivery: Delivery) -> None:
        """The pace is too slow for all that this worker has claimed."""
        self._done.append((delivery, _NOT_IN_TIME))
        self._under_way -= 1
        self._given_back += 1

    async def _answer(self, delivery: Delivery) -> Answer:
        """Never raises: one message that cannot be made must not lose the answers of its neighbours."""
        try:
            return await self._line.push(self._ready(delivery))
        except Exception:
            log.exception("message %s could not be made", delivery.message_id)
            return Answer(400, "not made")

    def _ready(self, delivery: Delivery) -> Push:
        made = make(self._engine.renderer, delivery.made_from, delivery.kind, delivery.form)
        self._failed += [(each, delivery.user_id) for each in made.failures]
        body = push_body(delivery.user_id, made.messages, delivery.made_from["silent"])
        return Push(delivery.channel, body, delivery.retry_key)

    async def _keep_recording(self) -> None:
        while not await self._over_within(_LOOK_EVERY):
            try:
                await self._record()
            except Exception as error:  # whatever it is, the next turn has these outcomes again
                log.error("outcomes not recorded, tried again: %s", type(error).__name__)

    async def _over_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)
        return self._over.is_set()

    async def _record(self) -> None:
        if not self._done:
            return  # what failed to be made is noted once its message's outcome is there too
        done, self._done = self._done, []
        failed, self._failed = self._failed, []
        engine = self._engine
        try:
            await self._in_database(lambda session: record_all(session, done, engine))
        except Exception:
            self._done = done + self._done
            raise
        # Editors see which version fails, after the outcomes: they matter more.
        if failed or engine.suspects or any(answer.status in {400, 413} for _, answer in done):
            found = weigh_failures(done, failed, engine.suspects)
            if found:
                await self._in_database(lambda session: note_failures(session, found))

    async def _in_database(self, work: Callable[[Session], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._database, self._engine.database.write, work)


def _hands(urgent: bool) -> int:
    return URGENT_HANDS if urgent else CONNECTIONS
