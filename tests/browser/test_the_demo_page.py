"""The journey as somebody sees it who reads nothing: S1 to S11 on the demo page, in headless Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.stage import Stage


@pytest.mark.parametrize(
    ("width", "height", "language"),
    [(1440, 900, "th"), (375, 667, "en")],
    ids=["wide, Thai", "phone, English"],
)
def test_the_whole_journey_by_what_the_screen_suggests(
    demo_page: Opened, width: int, height: int, language: str
):
    stage = Stage(demo_page(width, height), language)
    stage.open()
    stage.begin()

    stage.tap("common", "yes")
    stage.tap("common", "choose")
    stage.says("choose_hospital", "title")
    stage.chip("ทดลองเดินทาง" if language == "th" else "Journey Trial")
    stage.tap("open_booking", "open")
    stage.browser.locator("button.primary").last.click()
    expect(stage.browser.locator(".good")).to_be_visible()
    stage.close_sheet()
    stage.says("queue_card", "title")

    for _ in ("midnight", "day_before"):
        stage.go_on()
    stage.hears(re.compile("พรุ่งนี้มีนัดค่ะ|Your appointment is tomorrow"))
    stage.tap("common", "come")
    stage.go_on()
    stage.hears(re.compile("วันนี้มีนัดค่ะ|Your appointment is today"))
    stage.go_on()
    stage.says("near_queue", "title")
    stage.go_on()
    stage.tap("survey", "rate_5")
    stage.says("survey_thanks", "title")
    stage.photograph("journey")
    expect(stage.next).to_have_attribute("aria-disabled", "true")

    stage.tap("common", "share")
    expect(stage.phone.locator("#sheet .shared")).to_contain_text("MOPH Connect")
    stage.close_sheet()
    stage.tap("common", "again")
    stage.says("open_booking", "open")
