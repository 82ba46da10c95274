"""Somebody who never saw JSON changes the queue card, in Chromium."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.studio.conftest import Desk
from tests.studio.looking import a_page, shoot
from tests.studio.test_studio import greeting
from tests.world.processes import wait_until


@pytest.fixture
def page(browser: Browser, address: str, desk: Callable[[str], Desk]) -> Iterator[Page]:
    """A publisher's browser."""
    with a_page(browser, address, desk("publisher").token) as page:
        page.goto(f"{address}/studio/")
        yield page


def test_a_greeting_and_a_colour_are_changed_published_and_taken_back(page: Page, app: Flask):
    page.locator("[data-card=queue_card]").scroll_into_view_if_needed()
    expect(page.locator("[data-card=queue_card] .fx-bubble")).to_be_visible()
    shoot(page, "list", whole=False)
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

    phone.get_by_text("จองเรียบร้อยแล้วค่ะ").click()
    expect(page.locator("[data-field='th/title']")).to_be_focused()
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
