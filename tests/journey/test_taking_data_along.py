"""PDPA: she takes along all that is kept about her, nothing of anybody else; deleting leaves nothing."""

import json
import re
from typing import Any

import requests
from redis import Redis
from sqlalchemy import select

from records.bookings import Booking, Survey
from records.database import Database
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes


def a_life(phone: Phone, hospital: HospitalSystem, ref: str, words: str) -> str:
    """She books, is served and answers the survey, and has a second booking that she cannot keep."""
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.book(connect_id, f"{ref}-1", day(hospital, 2, "10:00"))
    hospital.move_clock(now=day(hospital, 3, "12:00"))
    phone.tap(data="do=rate")
    phone.tap(label="ข้าม")
    phone.tap(data="do=answer&")
    phone.type(words)
    hospital.book(connect_id, f"{ref}-2", day(hospital, 2, "10:00"))
    phone.tap(data="do=mine")
    phone.tap(data="do=cannot")
    phone.tap(data="do=why&")
    return connect_id


def link(phone: Phone, world: Processes) -> str:
    phone.type("ข้อมูลของฉัน")
    phone.tap(data="do=take")
    found = re.search(r"https://[^/]+(/my-data/[\w-]+)", phone.last())
    assert found, phone.last()
    return world.web_url + found.group(1)


def kept_in_redis(world: Processes, phone: Phone) -> list[Any]:
    with Redis.from_url(world.redis_url) as redis:
        return list(redis.scan_iter(f"connect:*{phone.user_id}*"))


def test_she_takes_along_everything_of_hers_and_nothing_of_others(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    other = Phone.new(world, name="อีกคน")
    others = a_life(other, hospital, "THEIRS", "คำของอีกคน")
    hers = a_life(phone, hospital, "MINE", "คุณหมอใจดีที่สุด")

    answer = requests.get(link(phone, world), timeout=30)
    kept = answer.json()["records"]

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert [each["user_id"] for each in kept["line_accounts"]] == [phone.user_id]
    assert [each["connect_id"] for each in kept["links"]] == [hers]
    assert [(each["booking_ref"], each["cannot_reason"]) for each in kept["bookings"]] == [
        ("MINE-1", None),
        ("MINE-2", "busy"),
    ]
    assert [each["answers"]["comment"] for each in kept["surveys"]] == ["คุณหมอใจดีที่สุด"]
    assert {each["kind"] for each in kept["messages"]} >= {"queue_card", "survey"}
    assert answer.json()["conversation"]["position"] == "own_data.shown"
    for foreign in (other.user_id, others, "THEIRS", "คำของอีกคน"):
        assert foreign not in answer.text
    assert "MINE" not in json.dumps(requests.get(link(other, world), timeout=30).json())


def test_deleting_everything_ends_the_link_and_leaves_neither_answers_nor_position(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    a_life(phone, hospital, "LEFT", "ลบคำนี้ด้วยนะคะ")
    address = link(phone, world)
    assert kept_in_redis(world, phone)

    phone.type("ข้อมูลของฉัน")
    phone.tap(data="do=forget")
    phone.tap(data="do=forget&sure=yes")

    assert requests.get(address, timeout=30).status_code == 410
    assert kept_in_redis(world, phone) == []
    database = Database(world.database_url)
    try:
        with database.read() as session:
            assert session.scalars(select(Booking.id).where(Booking.booking_ref.like("LEFT-%"))).all() == []
            answers = [
                json.dumps(each, ensure_ascii=False) for each in session.scalars(select(Survey.answers))
            ]
    finally:
        database.close()
    assert not any("ลบคำนี้" in each for each in answers)


def test_her_rights_do_not_end_with_her_consent(world: Processes, hospital: HospitalSystem, phone: Phone):
    a_life(phone, hospital, "STILL", "ยังเป็นของฉัน")
    phone.type("ข้อมูลของฉัน")
    phone.tap(data="do=withdraw")
    phone.tap(data="do=consent&v=no")
    phone.type("ข้อมูลของฉัน")

    assert "STILL-1" in requests.get(link(phone, world), timeout=30).text
