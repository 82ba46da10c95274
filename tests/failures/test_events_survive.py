"""Events arrive though a worker dies in the middle, a hospital does not answer, or nobody sweeps."""

import json
import signal
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from tests.journey.test_telling_hospitals import Receiver, receiving
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

pytestmark = pytest.mark.more


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    yield from receiving()


def _told(hospital: HospitalSystem, webhook: str) -> list[dict[str, str]]:
    return hospital.call("GET", f"/webhooks/{webhook}/deliveries").json()["deliveries"]


def _connected(world: Processes, code: str, receiver: Receiver) -> tuple[HospitalSystem, Phone, str, str]:
    hospital, phone = a_hospital(world, code), Phone.new(world)
    connect_id = phone.choose(code, f"ทดสอบ {code}")
    made = hospital.call("POST", "/webhooks", {"url": receiver.url}).json()
    return hospital, phone, connect_id, made["id"]


def test_a_worker_killed_in_the_middle_of_telling_tells_again(fragile_world: Processes, receiver: Receiver):
    hospital, _, connect_id, webhook = _connected(fragile_world, "30101", receiver)
    receiver.hold.clear()
    hospital.book(connect_id, "KILLED", day(hospital, 2, "10:00"))
    first, body = receiver.next()
    fragile_world.stop("worker", signal.SIGKILL)
    receiver.hold.set()
    assert [each["state"] for each in _told(hospital, webhook)] == ["pending"]
    _let_the_lease_end(fragile_world)
    fragile_world.start("worker")

    again, same = receiver.next()

    assert (again["webhook-id"], same) == (first["webhook-id"], body)
    wait_until(lambda: _told(hospital, webhook)[0]["state"] == "delivered", "the second telling")


def _let_the_lease_end(world: Processes) -> None:
    """As if half a minute had passed."""
    engine = create_engine(world.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE event_deliveries SET wake_at = '2026-01-01 00:00:00.000000'"))
    engine.dispose()


def test_a_hospital_that_never_answers_keeps_no_patients_message_waiting(
    fragile_world: Processes, receiver: Receiver
):
    hospital, phone, connect_id, webhook = _connected(fragile_world, "30102", receiver)
    receiver.hold.clear()
    hospital.book(connect_id, "HELD-1", day(hospital, 2, "10:00"))
    receiver.next()

    hospital.book(connect_id, "HELD-2", day(hospital, 2, "11:00"))
    wait_until(lambda: hospital.message("HELD-2", "queue_card")["state"] == "sent", "her card", patience=5)
    wait_until(lambda: _told(hospital, webhook)[-1]["last_answer"] == "timeout", "the fifteen seconds")
    receiver.hold.set()

    assert len(phone.pushed()) == 2
    wait_until(lambda: {each["state"] for each in _told(hospital, webhook)} == {"delivered"}, "the retries")


def test_her_answer_is_told_at_once_though_nobody_sweeps(fragile_world: Processes, receiver: Receiver):
    hospital, phone, connect_id, _ = _connected(fragile_world, "30103", receiver)
    hospital.book(connect_id, "RUNG", day(hospital, 2, "10:00"))
    assert json.loads(receiver.next()[1])["type"] == "message.sent"
    fragile_world.stop("alarm")

    hospital.call("PATCH", "/bookings/RUNG", {"note": "งดน้ำ"})
    phone.tap(data="do=cancel")
    phone.tap(data="do=cancel")

    assert json.loads(receiver.next()[1])["type"] == "booking.cancel_requested"
    fragile_world.start("alarm")
