"""Twenty calls for one booking at once end in one truth (docs/hospital-api.md, common rules)."""

from concurrent.futures import ThreadPoolExecutor

from tests.journey.test_the_journey import day
from tests.journey.test_what_real_life_adds import settled
from tests.world.people import HospitalSystem, Phone


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
