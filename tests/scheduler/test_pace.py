"""One pace for all workers (LINE: 2,000 pushes a second and channel)."""

import uuid

from scheduler.pace import Pace
from scheduler.queue import connect
from tests.world.processes import Processes, free_port


def test_slots_of_one_channel_follow_each_other_whoever_takes_them(world: Processes):
    channel = f"test-{uuid.uuid4().hex}"
    first, second = Pace(world.redis(), 100), Pace(world.redis(), 100)

    waits = [pace.reserve(channel, 50) for pace in (first, second, first, second)]

    assert waits[0] == 0
    # 50 slots at 100 a second are half a second; the moments between the calls make it a little less
    assert all(0.5 * n - 0.4 < wait <= 0.5 * n for n, wait in enumerate(waits) if n)


def test_channels_do_not_wait_for_each_other(world: Processes):
    pace = Pace(world.redis(), 10)
    pace.reserve(f"busy-{uuid.uuid4().hex}", 1000)

    assert pace.reserve(f"quiet-{uuid.uuid4().hex}", 1) == 0


def test_without_redis_a_worker_keeps_a_slow_pace_of_its_own():
    pace = Pace(connect(f"redis://127.0.0.1:{free_port()}", patience=1), 1600)

    assert pace.reserve("live", 200) == 0
    assert 0.8 < pace.reserve("live", 1) <= 1.0


def test_an_urgent_push_passes_over_what_others_reserved_a_little_ahead(world: Processes):
    channel = f"test-{uuid.uuid4().hex}"
    pace = Pace(world.redis(), 1000)
    pace.reserve(channel, 30)

    assert pace.reserve(channel, 1, urgent=True) == 0
    assert pace.reserve(channel, 1) > 0


def test_when_line_says_too_fast_all_workers_slow_down(world: Processes):
    channel = f"test-{uuid.uuid4().hex}"
    first, second = Pace(world.redis(), 1000), Pace(world.redis(), 1000)
    first.slow_down(channel)
    second.slow_down(channel)  # of the same second: the same reason

    pause = second.reserve(channel, 70)
    assert 0.3 < pause <= 0.5
    assert 0.05 < second.reserve(channel, 1) - pause <= 0.1  # 700 a second, and recovering
