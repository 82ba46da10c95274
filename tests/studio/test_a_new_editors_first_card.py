"""What the studio is for: somebody who never saw JSON changes the queue card, and the next patient sees it.

Real processes: the page in Chromium, her own phone and the patient's on the simulator, a hospital by its API.
"""

import itertools
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from bookings.now import real_now
from records.database import Database
from records.staff import Staff, begin_session
from tests.studio.looking import a_page, shoot
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes, wait_until

CARD = "queue_card"
OLD, NEW = "ได้คิวแล้วค่ะ", "จองเรียบร้อยแล้วค่ะ ขอบคุณที่ไว้วางใจ"
GREEN, BLUE = "#0B6E4F", "#1B5FAA"
SOON = 5.0  # seconds until all workers have what was published
_refs = itertools.count(1)


@pytest.fixture
def page(browser: Browser, world: Processes) -> Iterator[Page]:
    """A publisher who signed in, at the list of cards."""

    def work(session: Session) -> str:
        staff = Staff(login="malee", name="มาลี", role="publisher", recovery=[], created_at=real_now())
        session.add(staff)
        session.flush()
        return begin_session(session, staff, "test", real_now(), passed=True)

    with closing(Database(world.database_url)) as database:
        token = database.write(work)
    with a_page(browser, world.web_url, token) as page:
        page.goto(f"{world.web_url}/studio/")
        yield page


def next_card(hospital: HospitalSystem, patient: Phone, connect_id: str) -> str:
    """What she gets when her hospital books: the old card, the new one, or something between."""
    ref = f"B-{next(_refs)}"
    day = datetime.fromisoformat(hospital.clock()).date() + timedelta(days=3)
    before = patient.messages()[-1]["id"]
    hospital.book(connect_id, ref, f"{day}T10:00:00+07:00")
    [card, *_] = patient.messages(after=before, wait=20)
    text = text_of(card)
    shown = {each for each in (f'"{OLD}"', f'"{NEW}"', GREEN, BLUE) if each in text}
    known = {"old": {f'"{OLD}"', GREEN}, "new": {f'"{NEW}"', BLUE}}
    return next((name for name, expected in known.items() if shown == expected), str(shown))


def test_she_changes_it_tries_it_publishes_it_and_goes_back(
    page: Page, world: Processes, hospital: HospitalSystem, phone: Phone
):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    mine = Phone.new(world, "มาลี")
    assert next_card(hospital, phone, connect_id) == "old"

    page.get_by_role("link", name="บัตรคิว", exact=True).click()
    picture = page.frame_locator("#frame")
    picture.get_by_text(OLD).click()  # what she wants to change
    expect(page.locator("[data-field='th/title']")).to_be_focused()
    page.locator("[data-field='th/title']").fill(NEW)
    page.locator(f"[data-field='{GREEN}']").fill(BLUE.lower())
    expect(picture.get_by_text(NEW)).to_be_visible()
    expect(picture.locator("[data-pointer='/header']")).to_have_css("background-color", "rgb(27, 95, 170)")

    page.get_by_role("button", name="ส่งทดสอบเข้าโทรศัพท์ฉัน").click()
    code = page.locator("#try-code")
    expect(code).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
    mine.type(code.inner_text())
    page.get_by_role("button", name="ส่งเลย").click()
    wait_until(lambda: any(NEW in text_of(each) for each in mine.pushed()), "the test on her own phone")
    shoot(page, "tried", whole=False)
    page.get_by_role("button", name="ปิด").locator("visible=true").click()
    assert next_card(hospital, phone, connect_id) == "old"

    page.get_by_role("link", name="เผยแพร่").click()
    page.get_by_label("เปลี่ยนอะไร").fill("คำทักทายและสีใหม่")
    page.get_by_role("button", name="เผยแพร่ให้ผู้ป่วยเห็น").click()
    expect(page.get_by_role("status")).to_contain_text("เผยแพร่แล้ว")
    wait_until(lambda: next_card(hospital, phone, connect_id) == "new", "the changed card", SOON)

    page.get_by_text("กลับไปใช้รุ่นนี้").first.click()
    page.get_by_role("button", name="ยืนยัน ใช้รุ่นนี้").click()
    expect(page.get_by_role("status")).to_contain_text("กลับไปใช้รุ่นเดิมแล้ว")
    wait_until(lambda: next_card(hospital, phone, connect_id) == "old", "the card as it was", SOON)
