"""What a patient waits for now never stands behind a burst (docs/architecture.md, "A reminder")."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from records.database import Database
from records.messages import OPEN, Message
from scheduler.monitoring.heartbeat import count_workers
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

BURST = 240
PACE = 60  # a second: four seconds of burst, in which there is time for a card


@contextmanager
def paced_world(directory: Path, pace: int, workers: int) -> Iterator[Processes]:
    """LINE may be told so little a second that a burst takes a while."""
    world = Processes(directory)
    world.environment = dict(world.environment) | {"PACE_PER_SECOND": str(pace)}
    try:
        world.start()
        for number in range(2, workers + 1):
            world.launch(f"worker.{number}")
        wait_until(lambda: count_workers(world.redis()) == workers, "all workers", 60)
        yield world
    finally:
        world.stop_all()


@pytest.fixture(
    params=[pytest.param(1, id="one worker"), pytest.param(20, id="twenty workers", marks=pytest.mark.more)]
)
def slow_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Processes]:
    with paced_world(tmp_path, PACE, request.param) as world:
        yield world


def remind_often(hospital: HospitalSystem, connect_id: str, count: int = BURST) -> None:
    """So many bookings of one patient that are reminded of in the same minute."""
    bookings = [
        {
            "connect_id": connect_id,
            "booking_ref": f"R{number}",
            "appointment_at": day(hospital, 2, "10:00"),
            "queue_number": f"A{number}",
            "department": "ตา",
        }
        for number in range(count)
    ]
    answer = hospital.call("POST", "/reminders", {"bookings": bookings})
    assert answer.status_code == 200, answer.text


def under_way(database: Database) -> int:
    """How many messages were begun and have not ended."""
    with database.read() as session:
        still = Message.first_attempt_at.is_not(None), Message.state.in_(OPEN)
        return session.scalar(select(func.count()).select_from(Message).where(*still)) or 0


def test_a_card_overtakes_a_burst_of_reminders(slow_world: Processes):
    hospital = a_hospital(slow_world, "30040")
    phone = Phone.new(slow_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    remind_often(hospital, connect_id)

    with ThreadPoolExecutor(1) as clock:
        moved = clock.submit(hospital.move_clock, now=day(hospital, 1, "09:00"))
        wait_until(lambda: len(phone.pushed()) >= BURST // 10, "the burst")
        hospital.book(connect_id, "NOW", day(hospital, 3, "10:00"), queue_number="URGENT")
        wait_until(lambda: len(phone.pushed()) >= BURST + 1, "all")
        moved.result()

    with closing(Database(slow_world.database_url)) as database:
        wait_until(lambda: not under_way(database), "every outcome")
    order = ["URGENT" in text_of(each) for each in phone.pushed()]
    assert order.count(True) == 1
    assert order.index(True) < BURST // 2
    # An outcome that was not written down would have been pushed again.
    stats = requests.get(f"{slow_world.simulator_url}/_simulator/stats/test", timeout=5).json()
    assert (stats["repeated"], stats["duplicates"]) == (0, 0)
