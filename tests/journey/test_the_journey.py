"""S1 to S11 of docs/journey.md, through the public doors, by the hospital's test clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes, wait_until


def day(hospital: HospitalSystem, days: int, clock: str) -> str:
    """That clock time, `days` after the hospital's today."""
    today = datetime.fromisoformat(hospital.clock()).date()
    return f"{today + timedelta(days=days)}T{clock}:00+07:00"


def kinds(walk: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["kind"], each["due_at"][11:16], each["state"]) for each in walk["delivered"]]


def sent_at(hospital: HospitalSystem, ref: str, kind: str) -> str:
    message = hospital.message(ref, kind)
    assert message["state"] == "sent", message
    return message["sent_at"][:16]


@pytest.mark.contract(
    '"I will come" lets the same-day message come without a sound (LINE\'s `notificationDisabled`);',
    "it never stops it.",
)
def test_the_whole_journey(hospital: HospitalSystem, phone: Phone):
    # S1: the greeting by name, with the question for consent
    greeting = phone.messages(wait=10)[0]
    assert greeting["via"] == "reply"
    assert "สมศรี" in text_of(greeting)
    assert "do=consent" in text_of(greeting)

    # S2, S3: she chooses a hospital, and its booking page carries her Connect ID
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    opened = phone.tap(uri="http")["opened"]
    assert opened.endswith(f"regist={connect_id}")

    # S4, S5: the hospital's system calls, the card comes
    hospital.move_clock(now=day(hospital, 1, "13:00"))
    visit = day(hospital, 3, "10:00")
    before = phone.messages()[-1]["id"]
    assert hospital.book(connect_id, "HN-1", visit)["state"] == "booked"
    card = phone.messages(after=before, wait=10)[0]
    assert card["via"] == "push"
    assert "A042" in text_of(card)
    assert hospital.message("HN-1", "queue_card")["state"] in {"sending", "sent"}

    # S6: the nightly call wakes nobody
    hospital.move_clock(now=day(hospital, 2, "00:00"))
    nightly = hospital.call("POST", "/reminders", {"bookings": [_again(hospital, connect_id, visit)]})
    assert nightly.status_code == 200
    assert nightly.json()["results"][0]["status"] == 200
    assert len(phone.pushed()) == 1

    # S7: 9:00 the day before; she will come
    walk = hospital.move_clock(now=day(hospital, 0, "09:00"))
    assert kinds(walk) == [("day_before", "09:00", "sent")]
    assert walk["pending"] == 0
    assert sent_at(hospital, "HN-1", "day_before") == day(hospital, 0, "09:00")[:16]
    phone.tap(data="do=come")
    assert hospital.booking("HN-1")["state"] == "confirmed"

    # S8: 6:00 on the day, without a sound because she confirmed
    assert kinds(hospital.move_clock(now=day(hospital, 1, "06:00"))) == [("same_day", "06:00", "sent")]
    assert [each["silent"] for each in phone.pushed()] == [False, False, True]

    # S9: her queue is near
    hospital.move_clock(now=day(hospital, 0, "09:00"))
    before = phone.messages()[-1]["id"]
    called = hospital.call(
        "POST", "/queue-calls", {"booking_ref": "HN-1", "queues_ahead": 3, "room": "ห้อง 5"}
    )
    assert called.status_code == 202
    near = phone.messages(after=before, wait=5)[0]
    assert "ห้อง 5" in text_of(near)

    # S10: noon the day after
    visited = hospital.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"})
    assert visited.status_code == 200
    assert kinds(hospital.move_clock(now=day(hospital, 1, "12:00"))) == [("survey", "12:00", "sent")]
    phone.tap(data="do=rate")
    assert "do=again" in phone.last()

    # S11: again in two taps, and tells others in one
    assert "line.me/R/share" in phone.tap(uri="https://line.me/R/share?text=")["opened"]
    phone.tap(data=f"do=again&code={hospital.code}")
    assert phone.tap(uri="http")["opened"].endswith(f"regist={connect_id}")
    assert len(phone.pushed()) == 5


def _again(hospital: HospitalSystem, connect_id: str, at: str) -> dict[str, Any]:
    return {
        "connect_id": connect_id,
        "booking_ref": "HN-1",
        "appointment_at": at,
        "queue_number": "A042",
        "department": "อายุรกรรม",
    }


def test_once_in_real_seconds_the_alarm_itself_rings(hospital: HospitalSystem, phone: Phone):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.book(connect_id, "HN-2", day(hospital, 3, "10:00"))
    hospital.move_clock(now=day(hospital, 2, "08:59").replace("08:59:00", "08:59:57"))
    assert hospital.message("HN-2", "day_before")["state"] == "planned"

    wait_until(lambda: hospital.message("HN-2", "day_before")["state"] == "sent", "rq-scheduler to ring")

    moment = datetime.fromisoformat(hospital.message("HN-2", "day_before")["sent_at"])
    assert (moment.hour, moment.minute) == (9, 0)


@pytest.mark.contract(
    "`phone_url` (unguessable) shows that patient's LINE chat.",
)
def test_a_sandbox_patient_needs_no_phone_of_her_own(hospital: HospitalSystem):
    made = hospital.call("POST", "/sandbox/patients", {})
    assert made.status_code == 201, made.text
    patient = made.json()

    hospital.book(patient["connect_id"], "HN-3", day(hospital, 2, "10:00"))

    wait_until(lambda: hospital.message("HN-3", "queue_card")["state"] == "sent", "the card")
    assert hospital.session.get(patient["phone_url"], timeout=5).status_code == 200


@pytest.mark.contract(
    "An existing client must work after one change: the base URL.",
    "nightly (S6) | `/api/queue/schedule` · `/test/api/queue/schedule` | messages at 9:00 the day "
    "before and 6:00 on the day",
    "and shown whole.",
    "the text itself is what the card shows.",
    "The hospital shown is the registered one;",
)
def test_unmodified_version_three_calls_lead_from_card_to_survey(
    new_hospital: Callable[..., HospitalSystem], world: Processes
):
    hospital = new_hospital()
    phone = Phone.new(world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.move_clock(now=day(hospital, 1, "13:00"))
    body = {
        "userId": connect_id,
        "hospitalName": "โรงพยาบาลปทุมธานี",
        "origin": "กระทรวงสาธารณสุข",
        "queueNumber": "จุดคัดกรอง คิวที่ 201",
        "patientName": "นาย โตมร โตมานานแล้ว",
        "appointmentDate": day(hospital, 3, "00:00")[:10],
        "appointmentTime": "เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที",
        "detailsLink": "http://pth.ddns.net/",
        "currentQueueLink": "http://pth.ddns.net/",
    }
    before = phone.messages()[-1]["id"]
    booked = hospital.v3("/test/api/queue", body)
    assert booked.status_code == 200, booked.text
    assert booked.json()["status"] == "success"
    ref = booked.json()["booking_ref"]
    card = phone.messages(after=before, wait=10)[0]
    for shown in ("จุดคัดกรอง คิวที่ 201", body["appointmentTime"], f"โรงพยาบาลทดสอบ {hospital.code}"):
        assert shown in text_of(card)
    assert body["hospitalName"] not in text_of(card)

    hospital.move_clock(now=day(hospital, 2, "00:00"))
    assert hospital.v3("/test/api/queue/schedule", body).json()["booking_ref"] == ref
    assert kinds(hospital.move_clock(now=day(hospital, 0, "09:00"))) == [("day_before", "09:00", "sent")]
    assert kinds(hospital.move_clock(now=day(hospital, 1, "06:00"))) == [("same_day", "06:00", "sent")]

    hospital.move_clock(now=day(hospital, 0, "08:50"))
    before = phone.messages()[-1]["id"]
    assert hospital.v3("/test/api/queue/notify", body).status_code == 200
    assert phone.messages(after=before, wait=5)[0]["via"] == "push"
    assert kinds(hospital.move_clock(now=day(hospital, 1, "12:00"))) == [("survey", "12:00", "sent")]
    assert len(phone.pushed()) == 5
