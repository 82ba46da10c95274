"""One pace for all workers (LINE: 2,000 pushes a second and channel)."""

import asyncio
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from scheduler.lane import AT_ONCE, LATE, Slots
from scheduler.pace import Pace
from scheduler.queue import connect
from settings import Settings
from tests.world.processes import Processes, free_port


def test_slots_of_one_channel_follow_each_other_whoever_takes_them(world: Processes):
    channel = f"test-{uuid.uuid4().hex}"
    first, second = Pace(world.redis(), 100), Pace(world.redis(), 100)

    waits = [pace.reserve(channel, 50)[0] for pace in (first, second, first, second)]

    assert waits[0] == 0
    # 50 slots at 100 a second are half a second; the moments between the calls make it a little less
    assert all(0.5 * n - 0.4 < wait <= 0.5 * n for n, wait in enumerate(waits) if n)


def test_channels_do_not_wait_for_each_other(world: Processes):
    pace = Pace(world.redis(), 10)
    pace.reserve(f"busy-{uuid.uuid4().hex}", 1000)

    assert pace.reserve(f"quiet-{uuid.uuid4().hex}", 1) == (0, 1)


def test_without_redis_a_worker_keeps_a_slow_pace_of_its_own():
    pace = Pace(connect(f"redis://127.0.0.1:{free_port()}", patience=1), 1600)

    assert pace.reserve("live", 200) == (0, 200)
    assert 0.8 < pace.reserve("live", 1)[0] <= 1.0


def test_twenty_workers_together_keep_below_what_line_allows_in_any_second(world: Processes):
    channel, redis = f"test-{uuid.uuid4().hex}", world.redis()
    rate = Settings().pace_per_second
    workers = [Pace(world.redis(), rate) for _ in range(20)]
    leaves: list[tuple[float, float, int]] = []  # not before, not after, how many

    for turn in range(400):
        count = 1 + (7 * turn) % int(rate * AT_ONCE)
        workers[turn % 20].reserve(channel, count)
        # Redis keeps the moment up to which the channel's time is given away.
        begin = float(redis.get(f"connect:pace:{channel}") or 0) - count / rate  # pyright: ignore[reportArgumentType]
        leaves.append((begin, begin + LATE, count))

    def within(second: float) -> int:
        """The most that can leave in it: early ones late, late ones early."""
        return sum(count for first, last, count in leaves if last >= second and first < second + 1)

    assert sum(count for _, _, count in leaves) > 2 * rate
    assert max(within(last) for _, last, _ in leaves) <= 2_000


def test_who_is_urgent_has_the_next_slot_whoever_asked_for_it(world: Processes):
    left: list[str] = []

    async def leave(slots: Slots, who: str) -> None:
        assert await slots.take(who == "card", time.monotonic() + 60)
        left.append(who)

    async def all_at_once() -> None:
        with ThreadPoolExecutor(1) as redis_thread:
            slots = Slots(f"test-{uuid.uuid4().hex}", Pace(world.redis(), 100), redis_thread)
            await asyncio.gather(*[leave(slots, who) for who in (*["reminder"] * 20, "card")])

    asyncio.run(all_at_once())

    assert left[0] == "card"
    assert len(left) == 21


def test_no_more_is_reserved_at_once_than_fits_into_the_moment(world: Processes):
    pace, channel = Pace(world.redis(), 1000), f"test-{uuid.uuid4().hex}"

    assert pace.reserve(channel, 300, within=0.1) == (0, 100)
    assert Pace(world.redis(), 3).reserve(f"test-{uuid.uuid4().hex}", 300, within=0.1) == (0, 1)


def test_when_line_says_too_fast_all_workers_slow_down(world: Processes):
    channel = f"test-{uuid.uuid4().hex}"
    first, second = Pace(world.redis(), 1000), Pace(world.redis(), 1000)
    first.slow_down(channel, 1000)
    second.slow_down(channel, 1000)  # of the same second: the same reason

    pause, _ = second.reserve(channel, 70)
    assert 0.3 < pause <= 0.5
    assert 0.05 < second.reserve(channel, 1)[0] - pause <= 0.1  # 700 a second, and recovering


def slowed(world: Processes, channel: str) -> float:
    """The pace a second after the last refusal: Redis is told that it was then."""
    key, redis = f"connect:pace:{channel}:slowed", world.redis()
    rate, since = (float(each or 0) for each in redis.hmget(key, "rate", "since"))  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType, reportUnknownArgumentType]
    redis.hset(key, "since", since - 1)
    return rate


def test_many_workers_small_shares_of_refusals_are_seen_as_what_they_are_together(world: Processes):
    channel, rate = f"test-{uuid.uuid4().hex}", 1000.0
    workers = [Pace(world.redis(), 1000) for _ in range(20)]

    for _ in range(60):  # seconds: a twentieth is refused in each, whatever the pace
        for worker in workers:
            worker.slow_down(channel, round(rate / 20 / len(workers)))
        rate = slowed(world, channel)

    assert rate > 300


def test_what_was_slowed_down_is_as_quick_as_before_within_a_minute(world: Processes):
    channel, pace = f"test-{uuid.uuid4().hex}", Pace(world.redis(), 1000)
    rate = 1000.0
    for _ in range(30):
        pace.slow_down(channel, 1000)
        rate = slowed(world, channel)
    assert rate < 100

    for _ in range(50):
        slowed(world, channel)

    waited, _ = pace.reserve(channel, 500)
    assert 0.4 < pace.reserve(channel, 1)[0] - waited <= 0.5
