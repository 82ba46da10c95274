"""Nothing answered 2xx is ever lost, however the process ends after the answer (docs/hospital-api.md)."""

import itertools
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

CALLERS = 4


@pytest.mark.contract(
    "Nothing answered 2xx is ever lost.",
)
def test_what_was_answered_before_a_kill_is_there_after_it_and_sent_once(fragile_world: Processes):
    hospital = a_hospital(fragile_world, "30003")
    phone = Phone.new(fragile_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    visit, numbers, answered = day(hospital, 2, "10:00"), itertools.count(1), list[str]()

    def call_until_it_dies(_: int) -> None:
        answered.extend(_booked(hospital, connect_id, visit, numbers))

    with ThreadPoolExecutor(CALLERS) as pool:
        callers = pool.map(call_until_it_dies, range(CALLERS))
        wait_until(lambda: next(numbers) > 30, "thirty calls")
        fragile_world.stop("web", signal.SIGKILL)
        list(callers)
    fragile_world.start("web")

    assert answered
    for ref in answered:
        wait_until(lambda ref=ref: hospital.message(ref, "queue_card")["state"] == "sent", ref)
    stored = hospital.call("GET", f"/bookings?date={visit[:10]}").json()["bookings"]
    assert {each["booking_ref"] for each in stored} >= set(answered)
    assert len(phone.pushed()) == len(stored)


def _booked(hospital: HospitalSystem, connect_id: str, visit: str, numbers: Iterator[int]) -> Iterator[str]:
    """The bookings that were answered, until nobody answers any more."""
    alone = HospitalSystem(hospital.web_url, hospital.code, hospital.key, hospital.v3_key)
    for number in numbers:
        try:
            alone.book(connect_id, f"KILL-{number}", visit, queue_number=f"A{number}")
        except requests.RequestException:
            return
        yield f"KILL-{number}"
