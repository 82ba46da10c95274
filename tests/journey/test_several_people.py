"""The same mother books for her child and her own mother (docs/journey.md): one account, several people."""

import json
import re

import pytest

from tests.journey.test_the_journey import day
from tests.journey.test_what_real_life_adds import settled
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import wait_until


def connect_id(phone: Phone) -> str:
    found = re.search(r"regist=([0-9a-f]{24})", phone.last())
    assert found, phone.last()
    return found.group(1)


def for_mother(phone: Phone, hospital: HospitalSystem) -> str:
    phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    phone.tap(data=f"do=whom&h={hospital.code}")
    phone.tap(data="do=add&kin=mother")
    return connect_id(phone)


def pushed(phone: Phone, count: int) -> str:
    wait_until(lambda: len(phone.pushed()) >= count, f"{count} cards")
    return text_of(phone.pushed()[-1])


def test_each_person_has_a_connect_id_and_cards_say_for_whom(hospital: HospitalSystem, phone: Phone):
    hers = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    mothers = for_mother(phone, hospital)
    assert hers != mothers
    phone.tap(data=f"do=name&p={re.findall('do=name&p=([0-9]+)', phone.last())[0]}")
    hostile = '</script>{{ 7*7 }}","type":"button'
    phone.type(hostile)

    hospital.book(mothers, "MOM-1", day(hospital, 2, "10:00"))
    card = json.loads(pushed(phone, 1))
    assert hostile in json.dumps(card, ensure_ascii=False).replace('\\"', '"')
    hospital.book(hers, "ME-1", day(hospital, 2, "10:00"))
    own = pushed(phone, 2)
    assert "7*7" not in own
    assert "สำหรับ ตัวคุณเอง" in own


def test_alone_a_card_says_nothing_of_for_whom(hospital: HospitalSystem, phone: Phone):
    hospital.book(phone.choose(hospital.code, f"ทดสอบ {hospital.code}"), "ME-2", day(hospital, 2, "10:00"))

    assert "ตัวคุณเอง" not in pushed(phone, 1)


def test_booking_again_from_her_own_card_asks_nobody_for_whom(hospital: HospitalSystem, phone: Phone):
    hers = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    for_mother(phone, hospital)
    hospital.book(hers, "ME-3", day(hospital, 2, "10:00"))
    pushed(phone, 1)
    phone.tap(data="do=cancel")
    phone.tap(label="ยืนยันยกเลิก")

    phone.tap(data="do=again")

    assert connect_id(phone) == hers


def test_again_asks_for_whom_once_there_are_others(hospital: HospitalSystem, phone: Phone):
    mothers = for_mother(phone, hospital)

    phone.tap(data="do=choose")
    phone.tap(data=f"do=hospital&code={hospital.code}")
    assert "regist=" not in phone.last()
    person = re.findall("p=([0-9]+)", phone.last())[0]
    phone.tap(data=f"do=hospital&code={hospital.code}&p={person}")

    assert connect_id(phone) == mothers


@pytest.mark.contract(
    "so is that of a person whom the account's holder removed, whose messages end `cancelled: "
    "person_removed`.",
)
def test_a_removed_person_is_unknown_and_pending_messages_say_why(hospital: HospitalSystem, phone: Phone):
    mothers = for_mother(phone, hospital)
    hospital.book(mothers, "GONE-1", day(hospital, 2, "10:00"))
    settled(hospital, "GONE-1")
    phone.tap(data="do=people")
    phone.tap(data="do=remove")
    phone.tap(data="do=remove&p")
    assert [reason for _, state, reason in settled(hospital, "GONE-1") if state == "cancelled"] == [
        "person_removed"
    ] * 3

    refused = hospital.call(
        "POST",
        "/bookings",
        {
            "connect_id": mothers,
            "booking_ref": "GONE-2",
            "appointment_at": day(hospital, 2, "10:00"),
            "queue_number": "A1",
            "department": "ตา",
        },
    )
    assert refused.status_code == 404
    assert hospital.call("POST", "/queue-calls", {"booking_ref": "GONE-1"}).status_code == 202
    assert ("near_queue", "cancelled", "person_removed") in settled(hospital, "GONE-1")
    phone.tap(data="do=mine")
    assert "A042" not in phone.last()
    assert len(phone.pushed()) == 1
