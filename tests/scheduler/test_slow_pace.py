"""A worker that may push only slowly holds no message beyond its lease: it may have become untrue by then."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.scheduler.test_urgent_overtakes import remind_often
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

BURST, PACE = 240, 10  # so that the last leave long after the lease of the first claim


@pytest.fixture
def very_slow_world(tmp_path: Path) -> Iterator[Processes]:
    """Two workers, so that one sweeps while the other sends."""
    world = Processes(tmp_path)
    world.environment = dict(world.environment) | {"PACE_PER_SECOND": str(PACE)}
    try:
        world.start()
        world.launch("worker.2")
        yield world
    finally:
        world.stop_all()


def accepted(world: Processes) -> int:
    """Pushes that LINE took; none was repeated."""
    stats = requests.get(f"{world.simulator_url}/_simulator/stats/test", timeout=5).json()
    assert (stats["repeated"], stats["duplicates"]) == (0, 0)
    return stats["accepted"]


@pytest.mark.more
def test_what_is_cancelled_while_it_waits_for_a_slow_pace_is_not_sent(very_slow_world: Processes):
    hospital = a_hospital(very_slow_world, "30041")
    phone = Phone.new(very_slow_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    remind_often(hospital, connect_id, BURST)
    last = [f"R{number}" for number in range(BURST - 20, BURST)]

    with ThreadPoolExecutor(1) as clock:
        moved = clock.submit(hospital.move_clock, now=day(hospital, 1, "09:00"))
        wait_until(lambda: len(phone.pushed()) >= PACE, "the burst")
        for ref in last:
            assert hospital.call("DELETE", f"/bookings/{ref}").status_code == 200
        moved.result()
    ends = Counter[tuple[str, str]]()

    def ended() -> bool:
        messages = [each for number in range(BURST) for each in hospital.booking(f"R{number}")["messages"]]
        due = [each for each in messages if each["kind"] in {"day_before", "cancelled"}]
        ends.clear()
        ends.update((each["kind"], each["state"]) for each in due)
        return not any(state in {"planned", "sending"} for _, state in ends)

    wait_until(ended, "all", 60)
    assert ends["day_before", "sent"] == BURST - len(last)
    assert ends["day_before", "cancelled"] == len(last)
    assert accepted(very_slow_world) == sum(count for (_, state), count in ends.items() if state == "sent")


@pytest.mark.more
def test_of_many_cards_at_once_a_worker_holds_no_more_than_its_pace_lets_go(very_slow_world: Processes):
    hospital = a_hospital(very_slow_world, "30042")
    phone = Phone.new(very_slow_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")

    def book(number: int) -> None:
        hospital.book(connect_id, f"R{number}", day(hospital, 3, "10:00"), queue_number=f"A{number}")

    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(book, range(BURST)))
    wait_until(lambda: len(phone.pushed()) == BURST, "all cards", 60)
    assert accepted(very_slow_world) == BURST
