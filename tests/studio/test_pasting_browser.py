"""In Chromium: a sample of one's own, a card pasted from the Flex Simulator, and one copied back to it."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flex_templates.cards import holding
from tests.studio.conftest import Desk
from tests.studio.looking import a_page, shoot

CARD = "queue_card"
PLAIN = holding(
    {"type": "text", "text": "ถึงคิวของคุณแล้ว <b>", "wrap": True, "weight": "bold", "size": "lg"},
    {"type": "text", "text": "โรงพยาบาลปทุมธานี", "wrap": True},
)["contents"]


@pytest.fixture
def me(desk: Callable[[str], Desk]) -> Desk:
    return desk("editor")


@pytest.fixture
def page(browser: Browser, address: str, me: Desk) -> Iterator[Page]:
    with a_page(browser, address, me.token) as page:
        page.goto(f"{address}/studio/{CARD}")
        expect(page.frame_locator("#frame").get_by_text("ได้คิวแล้วค่ะ")).to_be_visible()
        yield page


def test_a_sample_of_ones_own_is_one_click_away(page: Page):
    phone = page.frame_locator("#frame")
    page.get_by_role("button", name="ชุดข้อมูลของฉัน").click()
    page.get_by_label("ชื่อของชุดข้อมูล").fill("ห้องเจาะเลือด")
    page.locator("[data-path='booking.date']").fill("พรุ่งนี้")
    page.locator("[data-path='booking.department']").fill("ห้องเจาะเลือด")
    page.get_by_role("button", name="บันทึกชุดข้อมูล").click()
    expect(page.locator("[data-path='booking.date'] + .wrong")).to_contain_text("2026-11-25")
    shoot(page, "sample", whole=False)
    page.locator("[data-path='booking.date']").fill("2026-12-30")
    page.get_by_role("button", name="บันทึกชุดข้อมูล").click()

    expect(phone.get_by_text("ห้องเจาะเลือด")).to_be_visible()
    page.reload()
    expect(phone.get_by_text("แผนกอายุรกรรม")).to_be_visible()
    page.get_by_label("ห้องเจาะเลือด").check()
    expect(phone.get_by_text("ห้องเจาะเลือด")).to_be_visible()
    page.get_by_role("button", name="ชุดข้อมูลของฉัน").click()
    page.get_by_role("button", name="ลบชุดนี้").click()
    expect(phone.get_by_text("แผนกอายุรกรรม")).to_be_visible()
    expect(page.get_by_label("ห้องเจาะเลือด")).to_have_count(0)


def test_a_pasted_card_becomes_the_draft_and_its_texts_data_one_by_one(page: Page, me: Desk):
    phone = page.frame_locator("#frame")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="วางจาก Flex Simulator").click()
    page.locator("#pasted").fill("{ ไม่ใช่ JSON")
    page.get_by_role("button", name="ใช้แบบนี้").click()
    expect(page.locator("#paste-said")).to_contain_text("ไม่ใช่ JSON")
    shoot(page, "paste", whole=False)
    page.locator("#pasted").fill(json.dumps(PLAIN, ensure_ascii=False))
    page.get_by_role("button", name="ใช้แบบนี้").click()
    expect(phone.get_by_text("ถึงคิวของคุณแล้ว <b>")).to_be_visible()

    offer = page.locator("#offers li").filter(has_text="«ชื่อโรงพยาบาล»")
    offer.hover()
    expect(phone.locator(".is-hovered")).to_have_text("โรงพยาบาลปทุมธานี")
    shoot(page, "offers", whole=False)
    offer.get_by_role("button", name="ใช้").click()
    expect(offer).to_have_count(0)
    page.get_by_label("ข้อมูลน้อยที่สุด").check()
    expect(phone.get_by_text("รพ.", exact=True)).to_be_visible()
    skips = page.locator("#offers li").get_by_role("button", name="ข้าม")
    while skips.count():
        skips.first.press("Enter")
    expect(page.locator("#offers-none")).to_be_visible()

    expect(page.locator("#state")).to_have_text("บันทึกแล้ว")
    assert "{{ hospital.name }}" in me.opened(CARD)["text"]
    page.locator("#undo").click()
    page.locator("#undo").click()
    expect(phone.get_by_text("ได้คิวแล้วค่ะ")).to_be_visible()


def test_what_is_copied_is_plain_and_may_be_pasted_again(page: Page):
    page.locator(".menu summary").click()
    page.get_by_role("button", name="คัดลอกไป Flex Simulator").click()
    expect(page.locator("#copy")).to_have_text("คัดลอกแล้ว")

    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))

    assert copied["type"] == "bubble"
    assert "{{" not in json.dumps(copied)
    assert "โรงพยาบาลปทุมธานี" in json.dumps(copied, ensure_ascii=False)
