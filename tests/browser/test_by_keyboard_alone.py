"""The journey without a mouse, and what a screen reader is told on the way."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.keyboard import Keyboard
from tests.browser.stage import Stage


def test_the_whole_journey_by_keyboard_alone(demo_page: Opened):
    page = demo_page(1280, 800)
    stage, keyboard = Stage(page), Keyboard(page)

    keyboard.press("เริ่ม: เพิ่มเพื่อน")
    stage.says("common", "yes")
    keyboard.press("ยินยอม")
    stage.says("consent_given", "title")
    keyboard.press("จองคิว")
    stage.says("choose_hospital", "title")
    keyboard.go_to("ข้อความ")
    keyboard.type("ทดลองเดินทาง")
    stage.says("open_booking", "open")
    keyboard.press("เปิดหน้าจองคิว", back=True)
    keyboard.press("จองคิว")
    expect(stage.browser.locator(".good")).to_be_visible()
    keyboard.press("ปิด", back=True)
    stage.says("queue_card", "title")
    expect(stage.phone.locator("#announce")).to_contain_text("ได้คิวแล้วค่ะ")

    keyboard.press("0:00 วันก่อนนัด")
    stage.arrives()
    keyboard.press("9:00 วันก่อนนัด")
    stage.arrives()
    stage.hears("พรุ่งนี้มีนัดค่ะ")
    keyboard.press("ไปตามนัด", back=True)
    stage.hears("ขอบคุณค่ะ แล้วพบกัน")
    keyboard.press("6:00 วันนัด")
    stage.arrives()
    keyboard.press("ใกล้ถึงคิว")
    stage.arrives()
    stage.says("near_queue", "title")
    keyboard.press("เที่ยงวันถัดไป")
    stage.arrives()
    stage.says("survey", "title")
    keyboard.press("ดีมาก", back=True, key=" ")
    stage.says("survey_thanks", "title")
    keyboard.press("จองอีกครั้ง")
    stage.says("open_booking", "open")


def test_what_covers_the_chat_holds_the_focus_and_gives_it_back(demo_page: Opened):
    page = demo_page(1280, 800)
    stage, keyboard = Stage(page), Keyboard(page)
    stage.begin()

    keyboard.press("หน้าจอล็อก")
    assert keyboard.hears() == "แตะเพื่อปลดล็อก"
    page.keyboard.press("Escape")
    assert keyboard.hears() == "หน้าจอล็อก"

    keyboard.press("เมนูแชต")
    expect(stage.phone.locator("#sheet")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert _place(page) != "screen"
    stage.phone.locator("#sheet").press("Escape")
    assert keyboard.hears() == "เมนูแชต"


def test_every_control_has_a_name_and_every_area_a_heading(demo_page: Opened):
    page = demo_page(1280, 800)
    stage = Stage(page)
    stage.begin()
    stage.tap("common", "yes")
    stage.says("consent_given", "title")

    for frame in (page.main_frame, *page.main_frame.child_frames):
        nameless = frame.evaluate(_NAMELESS)
        assert nameless == []
    for heading in ("โต๊ะโรงพยาบาล", "เกิดอะไรขึ้นบ้าง", "ไทม์แมชชีน"):
        expect(page.get_by_role("region", name=heading)).to_be_visible()
    expect(stage.phone.get_by_role("log")).to_be_visible()


_NAMELESS = """() => [...document.querySelectorAll(
    "button, a[href], input, select, textarea, [role=button], [role=link], iframe")]
  .filter((each) => each.checkVisibility() && !each.closest("[inert]"))
  .filter((each) => !(each.getAttribute("aria-label") || each.innerText || each.title
    || [...(each.labels ?? [])].some((label) => label.innerText)
    || each.querySelector("img")?.alt || "").trim())
  .map((each) => each.outerHTML.slice(0, 90))"""


def _place(page: Page) -> str:
    """Which part of the phone has the focus."""
    inside = page.main_frame.child_frames[0]
    return str(inside.evaluate("document.activeElement.closest('#screen, #sheet, #lock')?.id ?? ''"))
