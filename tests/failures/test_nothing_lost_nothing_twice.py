"""What breaks, and what the patient must not notice (docs/architecture.md, "The ledger")."""

import signal
from typing import Any

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


@pytest.fixture(scope="module")
def hospital(fragile_world: Processes) -> HospitalSystem:
    return a_hospital(fragile_world, "30001")


@pytest.fixture
def phone(fragile_world: Processes) -> Phone:
    return Phone.new(fragile_world)


@pytest.fixture
def connect_id(hospital: HospitalSystem, phone: Phone) -> str:
    return phone.choose(hospital.code, f"ทดสอบ {hospital.code}")


def faults(world: Processes, **shares: Any) -> None:
    url = f"{world.simulator_url}/_simulator/faults/test"
    answer = requests.put(url, json=shares, timeout=5) if shares else requests.delete(url, timeout=5)
    assert answer.status_code == 200, answer.text


def stats(world: Processes) -> dict[str, int]:
    return requests.get(f"{world.simulator_url}/_simulator/stats/test", timeout=5).json()


def card_sent(hospital: HospitalSystem, ref: str) -> bool:
    return hospital.message(ref, "queue_card")["state"] == "sent"


def test_with_redis_away_calls_are_kept_and_sent_when_it_is_back_empty(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    answered = len(phone.replies())
    fragile_world.stop("redis", signal.SIGKILL)

    booked = hospital.book(connect_id, "REDIS", day(hospital, 2, "10:00"))
    tapped = phone.tap(data="do=help")
    assert booked["state"] == "booked"
    assert tapped["status"] == 503
    fragile_world.start("redis")

    wait_until(lambda: card_sent(hospital, "REDIS"), "the sweep")
    assert len(phone.pushed()) == 1
    wait_until(lambda: len(phone.replies()) == answered + 1, "LINE to deliver again")


def test_with_line_answering_500_everything_is_sent_later_once(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    faults(fragile_world, fail_before=1.0)
    hospital.book(connect_id, "L500", day(hospital, 2, "10:00"))
    failed = stats(fragile_world)["failed"]
    wait_until(lambda: stats(fragile_world)["failed"] > failed, "a failed try")
    faults(fragile_world)

    wait_until(lambda: card_sent(hospital, "L500"), "the repeated try")
    assert len(phone.pushed()) == 1


def test_an_error_after_line_accepted_is_not_shown_twice(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    repeated = stats(fragile_world)["repeated"]
    faults(fragile_world, fail_after=1.0)
    hospital.book(connect_id, "AFTER", day(hospital, 2, "10:00"))
    wait_until(lambda: len(phone.pushed()) == 1, "LINE to accept")
    faults(fragile_world)

    wait_until(lambda: card_sent(hospital, "AFTER"), "the repeated try")
    assert stats(fragile_world)["repeated"] > repeated
    assert stats(fragile_world)["duplicates"] == 0
    assert len(phone.pushed()) == 1


def test_a_worker_killed_in_the_middle_of_a_push_loses_and_repeats_nothing(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    faults(fragile_world, timeout_after=1.0)
    hospital.book(connect_id, "KILL", day(hospital, 2, "10:00"))
    wait_until(lambda: len(phone.pushed()) == 1, "LINE to accept")
    assert hospital.message("KILL", "queue_card")["state"] == "sending"
    fragile_world.stop("worker", signal.SIGKILL)
    faults(fragile_world)
    fragile_world.start("worker")

    wait_until(lambda: card_sent(hospital, "KILL"), "the lease to end")
    assert stats(fragile_world)["duplicates"] == 0
    assert len(phone.pushed()) == 1


def test_an_unknown_user_ends_as_failed_with_a_reason(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    requests.post(f"{fragile_world.simulator_url}/_simulator/reset", timeout=5)
    hospital.book(connect_id, "GONE", day(hospital, 2, "10:00"))

    wait_until(lambda: hospital.message("GONE", "queue_card")["state"] == "failed", "the refusal")
    assert hospital.message("GONE", "queue_card")["reason"] == "unknown_user"
