"""What LINE refuses for all stops the channel, loses nothing, and goes on by itself (docs/operations.md)."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


@pytest.fixture(scope="module")
def hospital(fragile_world: Processes) -> HospitalSystem:
    return a_hospital(fragile_world, "30020")


@pytest.fixture
def phone(fragile_world: Processes) -> Iterator[Phone]:
    yield Phone.new(fragile_world)
    for what in ("faults", "answers"):
        requests.delete(f"{fragile_world.simulator_url}/_simulator/{what}/test", timeout=5)
    line(fragile_world, "quota", limit=None)
    fragile_world.redis().flushall()


@pytest.fixture
def connect_id(hospital: HospitalSystem, phone: Phone) -> str:
    return phone.choose(hospital.code, f"ทดสอบ {hospital.code}")


def line(world: Processes, what: str, **values: Any) -> None:
    answer = requests.put(f"{world.simulator_url}/_simulator/{what}/test", json=values, timeout=5)
    assert answer.status_code == 200, answer.text


def refused(world: Processes) -> int:
    return requests.get(f"{world.simulator_url}/_simulator/stats/test", timeout=5).json()["refused"]


def waits_for(hospital: HospitalSystem, ref: str, kind: str, reason: str) -> bool:
    message = hospital.message(ref, kind)
    return (message["state"], message["reason"]) == ("planned", reason)


def sent(hospital: HospitalSystem, ref: str, kind: str = "queue_card") -> bool:
    return hospital.message(ref, kind)["state"] == "sent"


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_token_stops_the_channel_until_it_works_again_and_nothing_is_lost(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str, status: int
):
    line(fragile_world, "answers", status=status, body='{"message": "no"}', everything=True)
    before = refused(fragile_world)
    hospital.book(connect_id, f"R{status}-1", day(hospital, 2, "10:00"))
    wait_until(lambda: waits_for(hospital, f"R{status}-1", "queue_card", "channel_refused"), "the refusal")
    wait_until(lambda: "channel test is stopped" in fragile_world.log("worker"), "the alarm")
    for number in range(2, 12):
        hospital.book(connect_id, f"R{status}-{number}", day(hospital, 2, "10:00"))
    wait_until(lambda: waits_for(hospital, f"R{status}-11", "queue_card", "channel_refused"), "the gate")
    assert refused(fragile_world) - before <= 2  # nobody asks LINE again for each message

    requests.delete(f"{fragile_world.simulator_url}/_simulator/answers/test", timeout=5)

    refs = [f"R{status}-{number}" for number in range(1, 12)]
    wait_until(lambda: all(sent(hospital, ref) for ref in refs), "LINE to take the token")
    assert len(phone.pushed()) == 11


def test_a_used_up_quota_stops_the_channel_until_there_is_more_of_it(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    line(fragile_world, "quota", limit=50, used=50)
    before = refused(fragile_world)
    for number in range(5):
        hospital.book(connect_id, f"Q{number}", day(hospital, 2, "10:00"))
    wait_until(lambda: waits_for(hospital, "Q4", "queue_card", "quota_used_up"), "the gate")
    burnt = refused(fragile_world) - before
    wait_until(lambda: "50 of 50 used" in fragile_world.log("worker"), "the keeper to have read the quota")

    line(fragile_world, "quota", limit=100, used=50)

    wait_until(lambda: all(sent(hospital, f"Q{number}") for number in range(5)), "the quota to have grown")
    assert len(phone.pushed()) == 5
    assert burnt <= 10


def test_a_limit_that_comes_and_goes_loses_nothing(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    for ref in ("F1", "F2", "F3"):
        line(fragile_world, "faults", quota_used_up=True)
        hospital.book(connect_id, ref, day(hospital, 2, "10:00"))
        wait_until(lambda ref=ref: waits_for(hospital, ref, "queue_card", "quota_used_up"), f"{ref} refused")
        line(fragile_world, "faults")
        wait_until(lambda ref=ref: sent(hospital, ref), f"{ref} sent")
    assert len(phone.pushed()) == 3


def test_the_last_part_of_a_quota_is_kept_for_cards(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str
):
    line(fragile_world, "quota", limit=1000, used=980)
    fragile_world.redis().flushall()  # so that LINE is asked now
    wait_until(lambda: "980 of 1,000 used" in fragile_world.log("worker"), "the quota to be read")

    hospital.book(connect_id, "KEPT", day(hospital, 2, "10:00"))
    wait_until(lambda: sent(hospital, "KEPT"), "the card")
    hospital.move_clock(now=day(hospital, 1, "09:00"))

    wait_until(lambda: waits_for(hospital, "KEPT", "day_before", "quota_reserved"), "the gate")
    assert len(phone.pushed()) == 1
