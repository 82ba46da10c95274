"""A hospital sees its own last calls: what came of them, and nothing of a patient."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world.people import HospitalSystem
from tests.world.processes import Processes


@pytest.fixture
def day(hospital: HospitalSystem) -> str:
    """The day after tomorrow."""
    return (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date().isoformat()


def _patient(hospital: HospitalSystem) -> str:
    return hospital.call("POST", "/sandbox/patients").json()["connect_id"]


def _calls(hospital: HospitalSystem, ref: str = "") -> list[dict[str, Any]]:
    answer = hospital.call("GET", f"/calls?booking_ref={ref}")
    assert answer.status_code == 200, answer.text
    return answer.json()["calls"]


def test_a_booking_is_found_with_all_calls_about_it(hospital: HospitalSystem, day: str):
    mine = _patient(hospital)
    hospital.book(mine, "LOG-1", f"{day}T10:00:00+07:00")
    hospital.book(mine, "LOG-2", f"{day}T11:00:00+07:00")
    hospital.call("POST", "/queue-calls", {"booking_ref": "LOG-1", "queues_ahead": -1})
    hospital.call("POST", "/bookings/LOG-1/cancel")

    found = _calls(hospital, "LOG-1")

    assert [(each["route"], each["status"]) for each in found] == [
        ("/api/v4/bookings/{booking_ref}/cancel", 200),
        ("/api/v4/queue-calls", 422),
        ("/api/v4/bookings", 201),
    ]
    assert (found[1]["problem"], found[1]["fields"]) == ("wrong-fields", ["queues_ahead"])


def test_a_nightly_call_tells_which_bookings_were_not_taken(hospital: HospitalSystem, day: str):
    good = {
        "connect_id": _patient(hospital),
        "booking_ref": "LOG-3",
        "appointment_at": f"{day}T10:00",
        "queue_number": "A1",
        "department": "อายุรกรรม",
    }
    hospital.call("POST", "/reminders", {"bookings": [good, {"booking_ref": "LOG-4"}]})

    items = _calls(hospital, "LOG-4")[0]["items"]

    assert (items["taken"], items["refused"]) == (1, 1)
    assert items["first_refused"][0]["booking_ref"] == "LOG-4"
    assert "connect_id" in items["first_refused"][0]["fields"]


def test_nothing_of_a_patient_and_no_key_is_kept(hospital: HospitalSystem, world: Processes, day: str):
    mine = _patient(hospital)
    hospital.book(mine, "LOG-5", f"{day}T10:00:00+07:00", patient_name="Secret Somsri", note="secret note")
    hospital.call("POST", "/bookings", {"Secret Somsri": mine, "connect_id": "secret"})
    hospital.v3(
        "/test/api/queue",
        {
            "userId": mine,
            "queueNumber": "secret คิวที่ 201",
            "patientName": "Secret Somsri",
            "appointmentDate": day.replace("-", "/"),
            "appointmentTime": "secret 09:00",
            "hospitalName": "Secret Hospital",
        },
    )

    kept = str(world.redis().xrange(f"calls:test:{hospital.code}"))

    assert "LOG-5" in kept
    for secret in ("ecret", mine, hospital.key, hospital.v3_key):
        assert secret not in kept
    newest = _calls(hospital)[0]
    assert (newest["version"], newest["route"]) == (3, "/test/api/queue")
    assert "hospitalName" in newest["warnings"]


def test_the_log_is_bounded_and_goes_after_a_month(hospital: HospitalSystem, world: Processes):
    key = f"calls:test:{hospital.code}"
    with world.redis().pipeline() as pipe:
        for _ in range(600):
            pipe.xadd(key, {"call": "{}"})
        pipe.execute()

    hospital.clock()

    assert world.redis().xlen(key) == 500
    assert 29 * 86_400 < world.redis().ttl(key) <= 30 * 86_400
    world.redis().delete(key)


def test_a_call_without_a_known_key_is_in_nobodys_log(hospital: HospitalSystem):
    before = _calls(hospital)
    hospital.session.get(f"{hospital.web_url}/api/v4/bookings/X", timeout=10)

    assert _calls(hospital) == before
