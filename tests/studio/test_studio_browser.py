"""Somebody who never saw JSON changes the queue card, in Chromium."""

from collections.abc import Callable, Iterator
from os import environ
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect, sync_playwright

from bot.staff.guard import COOKIE
from flex_templates.gallery.studio import FLAGS, chromium
from tests.repository.tree import ROOT
from tests.studio.conftest import Desk
from tests.studio.test_studio import greeting
from tests.world.processes import wait_until

SHOTS = ROOT / "var/studio"


@pytest.fixture
def page(address: str, desk: Callable[[str], Desk]) -> Iterator[Page]:
    """A publisher's browser; its console must stay clean."""
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="th")
        context.add_cookies([{"name": COOKIE, "value": desk("publisher").token, "url": address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        troubles: list[str] = []
        page.on(
            "console",
            lambda said: (
                troubles.append(said.text) if said.type == "error" and "409" not in said.text else None
            ),
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{address}/studio/")
        yield page
        browser.close()
    assert troubles == []


def test_a_greeting_and_a_colour_are_changed_published_and_taken_back(page: Page, app: Flask):
    page.locator("[data-card=queue_card]").scroll_into_view_if_needed()
    expect(page.locator("[data-card=queue_card] .fx-bubble")).to_be_visible()
    shoot(page, "list")
    page.get_by_role("link", name="บัตรคิว", exact=True).click()
    phone = page.frame_locator("#frame")
    expect(phone.get_by_text("ได้คิวแล้วค่ะ")).to_be_visible()

    page.locator("[data-field='th/title']").fill("จองเรียบร้อยแล้วค่ะ <img src=x onerror=alert(1)>")
    expect(phone.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    page.locator("[data-field='th/title']").fill("จองเรียบร้อยแล้วค่ะ")
    page.locator("[data-field='#0B6E4F']").fill("#1b5faa")
    header = phone.locator("[data-pointer='/header']")
    expect(phone.get_by_text("จองเรียบร้อยแล้วค่ะ")).to_be_visible()
    expect(header).to_have_css("background-color", "rgb(27, 95, 170)")
    expect(page.locator("#state")).to_have_text("บันทึกแล้ว")
    shoot(page, "editor")

    header.click(position={"x": 4, "y": 4})
    expect(page.locator("#text")).to_be_focused()
    page.get_by_role("link", name="เผยแพร่").click()
    page.get_by_label("เปลี่ยนอะไร").fill("คำทักทายและสี")
    shoot(page, "publish")
    page.get_by_role("button", name="เผยแพร่ให้ผู้ป่วยเห็น").click()
    expect(page.get_by_role("status")).to_contain_text("เผยแพร่แล้ว")
    wait_until(lambda: greeting(app) == "จองเรียบร้อยแล้วค่ะ", "the new greeting", 5)
    shoot(page, "versions")

    page.get_by_role("link", name="เทียบกัน", exact=True).first.click()
    sides = [page.frame_locator(".two iframe").nth(at) for at in (0, 1)]
    expect(sides[0].get_by_text("ได้คิวแล้วค่ะ")).to_be_visible()
    expect(sides[1].get_by_text("จองเรียบร้อยแล้วค่ะ")).to_be_visible()
    shoot(page, "compare")
    page.go_back()
    page.get_by_text("กลับไปใช้รุ่นนี้").first.click()
    page.get_by_role("button", name="ยืนยัน ใช้รุ่นนี้").click()
    expect(page.get_by_role("status")).to_contain_text("กลับไปใช้รุ่นเดิมแล้ว")
    wait_until(lambda: greeting(app) == "ได้คิวแล้วค่ะ", "the old greeting", 5)


def test_keeping_ones_own_shows_what_it_replaces_first(page: Page, app: Flask, desk: Callable[[str], Desk]):
    page.get_by_role("link", name="บัตรคิว", exact=True).click()
    title = page.locator("[data-field='th/title']")
    expect(title).to_be_visible()
    other = desk("editor")
    other.post("queue_card/save", {**other.opened("queue_card"), "changes": {"th/title": "ของเขา"}})

    with page.expect_response(lambda answer: answer.url.endswith("/save")):
        title.fill("ของฉัน")
    page.get_by_role("button", name="ใช้ของฉัน", exact=True).click()
    expect(page.locator("#difference del")).to_contain_text("ของเขา")
    expect(page.locator("#difference ins")).to_contain_text("ของฉัน")
    shoot(page, "conflict")
    page.get_by_role("button", name="ยืนยัน ใช้ของฉันแทน").click()

    expect(page.locator("#state")).to_have_text("บันทึกแล้ว")
    assert other.opened("queue_card")["words"]["th"]["title"] == "ของฉัน"


def shoot(page: Page, name: str) -> None:
    """Pictures to look at: STUDIO_PICTURES=1 puts them into var/studio/."""
    if not environ.get("STUDIO_PICTURES"):
        return
    Path(SHOTS).mkdir(parents=True, exist_ok=True)
    for width in (1280, 768, 375):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=name != "list")
        if page.locator(".phone").count():
            page.locator(".phone").first.scroll_into_view_if_needed()
            page.screenshot(path=SHOTS / f"{name}-{width}-phone.png")
    page.set_viewport_size({"width": 1280, "height": 900})
