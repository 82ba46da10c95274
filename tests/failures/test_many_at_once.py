"""Twenty calls for one booking at once end in one truth (docs/hospital-api.md, common rules)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.journey.test_the_journey import day
from tests.journey.test_what_real_life_adds import settled
from tests.world.people import HospitalSystem, Phone, text_of


@pytest.mark.contract(
    "Every write is idempotent by its natural key (`booking_ref` within the hospital and mode).",
)
def test_twenty_equal_bookings_at_once_make_one_and_one_card(hospital: HospitalSystem, phone: Phone):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    body = {
        "connect_id": connect_id,
        "booking_ref": "ONE",
        "appointment_at": day(hospital, 2, "10:00"),
        "queue_number": "A042",
        "department": "ตา",
    }

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: hospital.call("POST", "/bookings", body).status_code, range(20)))

    assert sorted(statuses) == [200] * 19 + [201]
    assert [kind for kind, _, _ in settled(hospital, "ONE")].count("queue_card") == 1
    assert len(phone.pushed()) == 1


def test_twenty_patients_taps_at_once_are_one_answer(hospital: HospitalSystem, phone: Phone):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.book(connect_id, "TAPS", day(hospital, 2, "10:00"))
    hospital.move_clock(now=day(hospital, 1, "09:00"))

    with ThreadPoolExecutor(8) as pool:
        taps = list(pool.map(lambda number: phone.tap(data=f"do={('come', 'cannot')[number % 2]}"), range(8)))

    assert {each["status"] for each in taps} <= {200, 503}
    assert hospital.booking("TAPS")["state"] in {"confirmed", "cancel_requested"}


@pytest.mark.contract(
    "the last write wins;",
)
def test_twenty_different_calls_at_once_end_in_one_of_them_and_she_is_told_that_one(
    hospital: HospitalSystem, phone: Phone
):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    visit = day(hospital, 2, "10:00")

    def call(number: int) -> int:
        fields = {"queue_number": f"N{number:02}", "department": "ตา", "appointment_at": visit}
        body = {"connect_id": connect_id, "booking_ref": "MANY", **fields}
        return hospital.call("POST", "/bookings", body).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(call, range(20)))

    settled(hospital, "MANY")
    number = hospital.booking("MANY")["queue_number"]
    assert sorted(statuses) == [200] * 19 + [201]
    assert number in {f"N{each:02}" for each in range(20)}
    assert number in text_of(phone.pushed()[-1])
