"""The journey as somebody sees it who reads nothing: S1 to S10 on the demo page, in headless Chromium."""

import json
import re
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest
import requests
from playwright.sync_api import FrameLocator, Page, expect, sync_playwright

from flex_templates.gallery.studio import FLAGS, chromium
from tests.world.people import HospitalSystem
from tests.world.processes import ROOT, Processes
from tests.world.seed import a_hospital

CODE = "29999"
PATIENCE = 20_000  # milliseconds


@pytest.fixture(scope="module")
def hospital(world: Processes) -> HospitalSystem:
    """The one hospital that the demo page knows."""
    made = a_hospital(world, CODE, name_th="โรงพยาบาลทดลองเดินทาง")
    known = {
        "code": CODE,
        "name": "โรงพยาบาลทดลองเดินทาง",
        "test_key": made.key,
        "live_key": "",
        "v3_key": made.v3_key,
    }
    facts = {"web_url": world.web_url, "simulator_url": world.simulator_url, "hospitals": [known]}
    (world.directory / "demo.json").write_text(json.dumps(facts), encoding="utf-8")
    return made


@pytest.fixture(params=[(1440, 900), (375, 667)], ids=["wide", "phone"])
def page(world: Processes, hospital: HospitalSystem, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The demo page; nothing may go wrong in its console."""
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    width, height = request.param
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        # A first visit: nobody else has a phone.
        requests.post(f"{world.simulator_url}/_simulator/reset", timeout=5)
        page.goto(world.simulator_url)
        yield page
        browser.close()
    assert troubles == []


def test_the_whole_journey_on_the_demo_page(page: Page, hospital: HospitalSystem):
    tabs = page.viewport_size is not None and page.viewport_size["width"] < 1000
    page.locator("#start").click()
    phone = page.frame_locator("#phone")
    chat = phone.locator("#chat")

    _tap(phone, "ยินยอม")
    phone.locator("#quick .chip").first.click()
    phone.locator("#quick .chip", has_text="ทดลองเดินทาง").click()
    _tap(phone, "เปิดหน้าจองคิว")
    phone.frame_locator("iframe.browser-frame").locator("button.primary").last.click()
    expect(phone.frame_locator("iframe.browser-frame").locator("body")).to_contain_text("เรียบร้อยแล้ว")
    phone.locator("#sheet .close").first.click()
    expect(chat.get_by_text("ได้คิวแล้วค่ะ")).to_be_visible(timeout=PATIENCE)

    _travel(page, tabs, "midnight")
    _travel(page, tabs, "day-before")
    expect(chat.get_by_text("พรุ่งนี้มีนัดค่ะ")).to_be_visible(timeout=PATIENCE)
    _tap(phone, "ไปตามนัด")
    _travel(page, tabs, "same-day")
    expect(chat.get_by_text("วันนี้มีนัดค่ะ")).to_be_visible(timeout=PATIENCE)
    _travel(page, tabs, "near")
    expect(chat.get_by_text("ใกล้ถึงคิวแล้วค่ะ").last).to_be_visible(timeout=PATIENCE)
    _travel(page, tabs, "noon-after")
    _tap(phone, "ดีมาก")
    expect(chat.get_by_text("ขอบคุณสำหรับคะแนนค่ะ")).to_be_visible(timeout=PATIENCE)
    _photograph(page)


def _tap(phone: FrameLocator, words: str) -> None:
    phone.locator("#chat .row.from-bot").get_by_text(words, exact=True).last.click()


def _travel(page: Page, tabs: bool, stop: str) -> None:
    """Move the hospital's clock, and look at the phone again."""
    if tabs:
        page.locator("#tab-time").click()
    page.locator(f"#time-{stop}").click()
    expect(page.locator("#time")).not_to_have_class(re.compile("is-travelling"), timeout=PATIENCE)
    if tabs:
        page.locator("#tab-phone").click()


def _photograph(page: Page) -> None:
    """For whoever wants to look: `var/browser/`."""
    folder = Path(ROOT, "var", "browser")
    folder.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=folder / f"journey-{width}.png")
