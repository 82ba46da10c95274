"""The source view, in Chromium: one draft, findings at their lines, the picture that leads there and back."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests.studio.conftest import Desk
from tests.studio.looking import a_page, shoot
from tests.world.processes import wait_until

CARD = "queue_card"


@pytest.fixture
def me(desk: Callable[[str], Desk]) -> Desk:
    return desk("editor")


@pytest.fixture
def page(browser: Browser, address: str, me: Desk) -> Iterator[Page]:
    """The card opened, its picture drawn."""
    with a_page(browser, address, me.token) as page:
        page.goto(f"{address}/studio/{CARD}")
        expect(page.frame_locator("#frame").get_by_text("ได้คิวแล้วค่ะ")).to_be_visible()
        yield page


def source(page: Page) -> Locator:
    page.get_by_role("tab", name="โค้ด JSON").click()
    expect(page.locator(".cm-content")).to_be_visible()
    return page.locator(".cm-content")


def at(page: Page, text: str) -> Locator:
    """The line of the source that holds it."""
    return page.locator(".cm-line").filter(has_text=text).first


def behind(page: Page, text: str) -> None:
    """The cursor goes behind this text of the source."""
    line = at(page, text)
    line.click()
    page.keyboard.press("End")
    for _ in range(len(str(line.text_content()).partition(text)[2])):
        page.keyboard.press("ArrowLeft")


def test_both_views_write_the_same_draft_and_undo_is_one(page: Page, me: Desk):
    phone = page.frame_locator("#frame")
    source(page)
    behind(page, "look.colour or '#0B6E4F")
    page.keyboard.press("Backspace")
    page.keyboard.type("1")
    expect(phone.locator("[data-pointer='/header']")).to_have_css("background-color", "rgb(11, 110, 65)")

    page.get_by_role("tab", name="แบบฟอร์ม").click()
    expect(page.locator("[data-field='#0B6E41']")).to_have_value("#0b6e41")
    page.locator("[data-field='#0B6E41']").fill("#1b5faa")
    expect(page.locator("#state")).to_have_text("บันทึกแล้ว")
    source(page)
    expect(at(page, "look.colour or '#1B5FAA'")).to_be_visible()
    assert "'#1B5FAA'" in me.opened(CARD)["text"]

    while page.locator("#undo").is_enabled():
        page.locator("#undo").click()
    expect(at(page, "look.colour or '#0B6E4F'")).to_be_visible()
    expect(phone.locator("[data-pointer='/header']")).to_have_css("background-color", "rgb(11, 110, 79)")


def test_a_finding_stands_at_its_line_and_says_what_to_do(page: Page):
    source(page)
    behind(page, '"size": "mega')
    page.keyboard.type("x")

    marker = page.locator(".cm-lint-marker-error")
    expect(marker).to_have_count(1)
    marker.hover()
    expect(page.locator(".cm-tooltip-lint")).to_contain_text("กรุณาเลือกอย่างใดอย่างหนึ่ง")
    expect(page.locator("#notes li.error")).to_contain_text("/0/contents/size")
    shoot(page, "source")


def test_what_may_be_shown_is_suggested_by_its_thai_name(page: Page):
    source(page)
    shown, line = page.frame_locator("#frame").get_by_text("โรงพยาบาลปทุมธานี"), '"text": "{{ hospital.name }}'
    # The picture may be drawn anew just as it is clicked.
    wait_until(lambda: shown.click() or at(page, line).count(), "the line that the picture leads to")
    behind(page, line)
    page.keyboard.type("{{ depart")

    choice = page.locator(".cm-tooltip-autocomplete li").first
    expect(choice).to_contain_text("booking.department")
    expect(choice).to_contain_text("แผนก")
    shoot(page, "suggestions", whole=False)
    choice.click()
    expect(at(page, "{{ hospital.name }}{{ booking.department")).to_be_visible()


def test_picture_and_lines_lead_to_each_other(page: Page):
    phone = page.frame_locator("#frame")
    source(page)

    phone.get_by_text("แผนกอายุรกรรม").hover()
    expect(page.locator(".cm-pointed")).to_contain_text("{")
    at(page, '"{{ hospital.name }}"').hover()
    expect(phone.locator(".is-hovered")).to_have_text("โรงพยาบาลปทุมธานี")
    phone.get_by_text("แผนกอายุรกรรม").click()
    expect(page.locator(".cm-content")).to_be_focused()
    near = page.locator(".cm-activeLine").evaluate("(line) => line.nextElementSibling.textContent")
    assert "booking.department" in near


def test_the_phone_as_others_hold_it(page: Page):
    phone, frame = page.frame_locator("#frame"), page.locator("#frame")
    title = phone.get_by_text("ได้คิวแล้วค่ะ")
    usual = title.evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)")

    for width in ("320", "430", "375"):
        page.locator(f"#width [value='{width}']").check()
        expect(frame).to_have_js_property("clientWidth", int(width))
    page.get_by_label("ตัวใหญ่").check()
    expect(title).to_have_css("font-size", f"{round(usual * 1.6, 1)}px")
    page.get_by_label("พื้นมืด").check()
    expect(phone.locator("html")).to_have_class(re.compile("dark"))
    page.get_by_label("ข้อความยาวที่สุด").check()
    expect(phone.get_by_text("คัดกรองผู้ป่วยนอกหลัก-คัดกรอ9999")).to_be_visible()
    page.get_by_label("English").check()
    expect(page.locator("#alt")).to_contain_text("Tap to see your ticket")
    expect(page.locator("#bytes-words")).to_have_text(re.compile(r"^\d+\.\d / 30 KB$"))
    shoot(page, "longest")


def test_a_narrow_page_shows_the_phone_when_asked(page: Page, address: str):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{address}/studio/{CARD}")

    page.get_by_role("button", name="ตัวอย่างบนโทรศัพท์").click()

    title = page.frame_locator("#frame").get_by_text("ได้คิวแล้วค่ะ")
    expect(title).to_be_visible()
    expect(page.locator("#frame")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    shoot(page, "narrow")


def test_leaving_with_unsaved_work_asks(page: Page):
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.route("**/save", lambda route: route.abort())
    page.locator("[data-field='th/title']").fill("ยังไม่บันทึก")
    expect(page.frame_locator("#frame").get_by_text("ยังไม่บันทึก")).to_be_visible()

    page.goto("about:blank")

    assert asked == ["beforeunload"]


def test_without_scripts_a_draft_is_kept_all_the_same(browser: Browser, address: str, me: Desk):
    with a_page(browser, address, me.token, scripts=False) as page:
        page.goto(f"{address}/studio/{CARD}")
        page.locator("[name='field:th/title']").fill("ไม่มีสคริปต์")
        text = json.loads(page.locator("#text").input_value())
        text[0]["contents"]["size"] = "giga"
        page.locator("#text").fill(json.dumps(text)[:-1])
        page.get_by_role("button", name="บันทึกฉบับร่าง").click()
        expect(page.get_by_role("alert")).to_contain_text("ไม่ใช่ JSON")
        expect(page.locator("[name='field:th/title']")).to_have_value("ไม่มีสคริปต์")

        page.locator("#text").fill(json.dumps(text))
        page.get_by_role("button", name="บันทึกฉบับร่าง").click()
        shoot(page, "without-script")

    kept = me.opened(CARD)
    assert kept["words"]["th"]["title"] == "ไม่มีสคริปต์"
    assert '"giga"' in kept["text"]
