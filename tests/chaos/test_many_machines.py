"""Two machines of web, worker and alarm over one database and one Redis: nothing lost, nothing twice."""

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.with_postgres import serving
from tests.chaos.storm import BOOKED, REMINDED, Storm, number_of
from tests.journey.test_the_journey import day
from tests.world.people import Phone, text_of
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

PATIENTS = 20


def another_machine(world: Processes, directory: Path) -> Processes:
    """Web, worker and alarm that share the first one's database, Redis and LINE."""
    directory.mkdir()
    other = Processes(directory)
    other.database_url = world.database_url
    other.environment = dict(world.environment) | {"WEB_PORT": str(other.web_port)}
    return other


@pytest.mark.more
@pytest.mark.timeout(240)
def test_two_machines_that_hear_the_same_calls_send_each_card_and_reminder_once(tmp_path: Path):
    with serving() as server:
        world = Processes(tmp_path, server.url if server else None)
        other = another_machine(world, tmp_path / "other")
        try:
            world.start()
            other.start("web", "worker", "alarm")
            hospital = a_hospital(world, "30010")
            here = Storm(world, server, hospital, day(hospital, 2, "10:00"))
            here.invite(PATIENTS)
            there = replace(here, hospital=replace(hospital, web_url=other.web_url))
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda storm: storm.rage([]), (here, there)))
            here.settle()
            ends, seen, stats = here.ends(), here.seen(), here.stats()
            here.close()
            there.close()
        finally:
            other.stop_all()
            world.stop_all()

    assert Counter((end.kind, end.state) for end in ends) == {
        ("queue_card", "sent"): PATIENTS * BOOKED,
        ("day_before", "sent"): PATIENTS * REMINDED,
    }
    assert stats["duplicates"] == 0
    for user, shown in seen.items():
        for number in range(REMINDED):
            assert sum(number_of(user, number) in text for text in shown) == 1 + (number < BOOKED)


@pytest.mark.more
@pytest.mark.timeout(240)
def test_two_alarms_that_ring_for_the_same_minute_and_one_that_dies_then_send_each_reminder_once(
    tmp_path: Path,
):
    with serving() as server:
        world = Processes(tmp_path, server.url if server else None)
        other = another_machine(world, tmp_path / "other")
        try:
            world.start()
            other.launch("worker")
            other.launch("alarm")
            hospital = a_hospital(world, "30011")
            phone = Phone.new(world)
            connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
            for number in range(PATIENTS):
                hospital.book(connect_id, f"A{number}", day(hospital, 2, "10:00"), queue_number=f"A{number}")
            hospital.move_clock(now=day(hospital, 1, "08:59"))
            hospital.move_clock(advance="PT55S")  # then time itself: the alarms ring
            wait_until(lambda: hospital.message("A0", "day_before")["state"] != "planned", "the alarm")
            other.stop("alarm", signal.SIGKILL)

            def reminded(number: int) -> bool:
                return hospital.message(f"A{number}", "day_before")["state"] == "sent"

            wait_until(lambda: all(reminded(number) for number in range(PATIENTS)), "the reminders")
            pushed = Counter(text_of(each) for each in phone.pushed())
        finally:
            other.stop_all()
            world.stop_all()

    assert len(pushed) == 2 * PATIENTS  # a card and a reminder for each
    assert set(pushed.values()) == {1}
