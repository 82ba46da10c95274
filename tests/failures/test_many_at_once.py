"""Twenty calls for one booking at once end in one truth (docs/hospital-api.md, common rules)."""

from collections import Counter
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


def test_twenty_equal_nightly_calls_at_once_end_in_one_truth(hospital: HospitalSystem, phone: Phone):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    known, new = [f"K{each}" for each in range(5)], [f"N{each}" for each in range(5)]
    fields = {"connect_id": connect_id, "appointment_at": day(hospital, 2, "10:00"), "department": "ตา"}
    for ref in known:
        hospital.book(connect_id, ref, day(hospital, 2, "10:00"), queue_number=ref, department="ตา")
    batch = {"bookings": [fields | {"booking_ref": ref, "queue_number": ref} for ref in known + new]}

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: hospital.call("POST", "/reminders", batch), range(20)))

    assert {each.status_code for each in answers} == {200}
    results = [each for answer in answers for each in answer.json()["results"]]
    assert Counter((each["booking_ref"] in new, each["status"]) for each in results) == {
        (True, 201): 5,
        (True, 200): 95,
        (False, 200): 100,
    }
    hospital.move_clock(now=day(hospital, 1, "09:00"))
    for ref in known + new:
        settled(hospital, ref)
        kinds = Counter(each["kind"] for each in hospital.booking(ref)["messages"])
        cards = {"queue_card": 1} if ref in known else {}  # a booking that this call makes has no card
        assert kinds == {"day_before": 1, "same_day": 1, "survey": 1} | cards
        assert hospital.booking(ref)["reconfirmed_at"]
    assert len(phone.pushed()) == 15
