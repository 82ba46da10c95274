"""What docs/privacy.md promises and no other test holds; and that each of its rows names tests that exist."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import requests
from sqlalchemy import func, select

from records.database import Database
from records.people import LineAccount
from tests.journey.test_several_people import for_mother, pushed
from tests.journey.test_the_journey import day
from tests.repository.tree import ROOT
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes


def test_before_consent_nothing_about_her_is_stored(world: Processes, phone: Phone):
    for words in ("จองคิว", "ปทุมธานี", "คิวของฉัน", "โทร", "เจ็บหน้าอก"):
        phone.type(words)
    phone.tap(data="do=consent&v=no")

    database = Database(world.database_url)
    try:
        with database.read() as session:
            hers = select(func.count()).select_from(LineAccount).where(LineAccount.user_id == phone.user_id)
            assert session.scalar(hers) == 0
    finally:
        database.close()


def test_two_hospitals_know_her_by_different_ids(new_hospital: Callable[..., HospitalSystem], phone: Phone):
    one, other = new_hospital(), new_hospital()
    ids = [phone.choose(each.code, f"ทดสอบ {each.code}") for each in (one, other)]

    assert len(set(ids)) == 2
    wanted = {
        "booking_ref": "X-1",
        "appointment_at": day(other, 2, "10:00"),
        "queue_number": "1",
        "department": "ตา",
    }
    assert other.call("POST", "/bookings", {"connect_id": ids[0], **wanted}).status_code == 404
    assert phone.choose(one.code, f"ทดสอบ {one.code}") == ids[0]


def test_a_removed_persons_ticket_opens_no_more(hospital: HospitalSystem, phone: Phone, world: Processes):
    hospital.book(for_mother(phone, hospital), "OLD-1", day(hospital, 2, "10:00"))
    address = re.findall(r"https://connect\.example(/t/[\w-]+)", pushed(phone, 1))[0]
    assert requests.get(world.web_url + urlsplit(address).path, timeout=10).status_code == 200

    phone.tap(data="do=people")
    phone.tap(data="do=remove")
    phone.tap(data="do=remove&p")

    assert requests.get(world.web_url + address, timeout=10).status_code == 410
    assert requests.get(f"{world.web_url}{address}/code.png", timeout=10).status_code == 410


def test_logs_hold_neither_who_she_is_nor_what_she_says(world: Processes, hospital: HospitalSystem):
    phone = Phone.new(world, "ชื่อที่ไม่มีใครเหมือน")
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.book(connect_id, "LOG-1", day(hospital, 2, "10:00"), patient_name="นางลับ ลับมาก", note="งดน้ำลับ")
    pushed(phone, 1)
    phone.type("ความลับของฉัน")

    hers = (phone.user_id, connect_id, "ชื่อที่ไม่มีใครเหมือน", "ลับมาก", "งดน้ำลับ", "ความลับของฉัน")
    logs = world.log("web") + world.log("worker")
    assert [secret for secret in hers if secret in logs] == []


def test_each_row_names_tests_that_exist():
    lines = (ROOT / "docs/privacy.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ")][1:]

    assert len(rows) >= 20
    for row in rows:
        named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", row)
        assert named, row
        assert all(f"def {name}(" in (ROOT / path).read_text("utf-8") for path, name in named), row
