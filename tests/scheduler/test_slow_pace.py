"""A worker that may push only slowly holds no message beyond its lease: it may have become untrue by then."""

import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from records.database import Database
from records.messages import OPEN, Message
from tests.journey.test_the_journey import day
from tests.scheduler.test_urgent_overtakes import paced_world, remind_often
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

BURST, PACE = 240, 10  # so that the last leave long after the lease of the first claim


@pytest.fixture
def very_slow_world(tmp_path: Path) -> Iterator[Processes]:
    """Two workers, so that one sweeps while the other sends."""
    with paced_world(tmp_path, PACE, workers=2) as world:
        yield world


def connected(world: Processes, code: str) -> tuple[HospitalSystem, Phone, str]:
    """A hospital, and a patient with her Connect ID there."""
    hospital, phone = a_hospital(world, code), Phone.new(world)
    return hospital, phone, phone.choose(code, f"ทดสอบ {code}")


def stats(world: Processes) -> dict[str, int]:
    """The simulator's count; nothing was pushed twice."""
    found = requests.get(f"{world.simulator_url}/_simulator/stats/test", timeout=5).json()
    assert (found["repeated"], found["duplicates"]) == (0, 0)
    return found


def ends(world: Processes, *kinds: str) -> Counter[tuple[str, str | None]]:
    """How many messages of these kinds are in each state, for each reason."""
    query = select(Message.state, Message.reason, func.count()).where(Message.kind.in_(kinds))
    with closing(Database(world.database_url)) as database, database.read() as session:
        rows = session.execute(query.group_by(Message.state, Message.reason)).all()
    return Counter({(state, reason): count for state, reason, count in rows})


def none_open(found: Counter[tuple[str, str | None]]) -> bool:
    return not any(state in OPEN for state, _ in found)


@pytest.mark.more
def test_what_is_cancelled_while_it_waits_for_a_slow_pace_is_not_sent(very_slow_world: Processes):
    hospital, phone, connect_id = connected(very_slow_world, "30041")
    remind_often(hospital, connect_id, BURST)
    last = [f"R{number}" for number in range(BURST - 20, BURST)]

    with ThreadPoolExecutor(1) as clock:
        moved = clock.submit(hospital.move_clock, now=day(hospital, 1, "09:00"))
        wait_until(lambda: len(phone.pushed()) >= PACE, "the burst")
        for ref in last:
            assert hospital.call("DELETE", f"/bookings/{ref}").status_code == 200
        moved.result()

    wait_until(lambda: none_open(ends(very_slow_world, "day_before", "cancelled")), "all", 60)
    reminders = ends(very_slow_world, "day_before")
    assert sum(count for (state, _), count in reminders.items() if state == "sent") == BURST - len(last)
    told = ends(very_slow_world, "cancelled")
    assert stats(very_slow_world)["accepted"] == BURST - len(last) + told["sent", None]


@pytest.mark.more
def test_of_many_cards_at_once_a_worker_holds_no_more_than_its_pace_lets_go(very_slow_world: Processes):
    hospital, phone, connect_id = connected(very_slow_world, "30042")

    def book(number: int) -> None:
        hospital.book(connect_id, f"R{number}", day(hospital, 3, "10:00"), queue_number=f"A{number}")

    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(book, range(BURST)))
    wait_until(lambda: len(phone.pushed()) == BURST, "all cards", 60)
    assert stats(very_slow_world)["accepted"] == BURST


@pytest.mark.more
def test_a_refusal_while_redis_is_away_stops_the_channel_too_and_loses_nothing(very_slow_world: Processes):
    hospital, phone, connect_id = connected(very_slow_world, "30043")
    remind_often(hospital, connect_id, BURST)
    answers = f"{very_slow_world.simulator_url}/_simulator/answers/test"

    with ThreadPoolExecutor(1) as clock:
        moved = clock.submit(hospital.move_clock, now=day(hospital, 1, "09:00"))
        wait_until(lambda: len(phone.pushed()) >= PACE, "the burst")
        very_slow_world.stop("redis", signal.SIGKILL)
        no = {"status": 401, "body": '{"message": "no"}', "everything": True}
        requests.put(answers, json=no, timeout=5).raise_for_status()
        wait_until(
            lambda: ends(very_slow_world, "day_before")["planned", "channel_refused"] >= 10, "the gate"
        )
        refused = stats(very_slow_world)["refused"]
        requests.delete(answers, timeout=5)
        very_slow_world.start("redis")
        moved.result()

    wait_until(lambda: none_open(ends(very_slow_world, "day_before")), "all", 90)
    assert refused <= 4  # one push of each worker, and what was on its way
    assert ends(very_slow_world, "day_before") == {("sent", None): BURST}
    assert stats(very_slow_world)["accepted"] == BURST
