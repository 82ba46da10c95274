"""In Chromium: she links her phone by the code that the page shows, and her words come to it."""

import re
from collections.abc import Iterator
from os import environ

import pytest
from playwright.sync_api import expect, sync_playwright

from bot.staff.guard import COOKIE
from flex_templates.gallery.studio import FLAGS, chromium
from records.database import Database
from tests.studio.test_trying_on_a_phone import Editor, seen
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


@pytest.fixture
def database(world: Processes) -> Iterator[Database]:
    found = Database(world.database_url)
    a_hospital(world, "19002")
    yield found
    found.close()


def test_a_greeting_is_changed_and_seen_on_her_own_phone(world: Processes, database: Database):
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    editor, phone = Editor(world, database, "มาลี"), Phone.new(world, "มาลี")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="th")
        context.add_cookies([{"name": COOKIE, "value": editor.token, "url": world.web_url}])
        page = context.new_page()
        page.goto(f"{world.web_url}/studio/queue_card")
        page.locator("[data-field='th/title']").fill("จองเรียบร้อยแล้วนะคะ")
        page.get_by_role("button", name="ส่งทดสอบเข้าโทรศัพท์ฉัน").click()
        expect(page.locator("#try-code")).to_have_text(re.compile(r"\d{4}-\d{4}"))
        phone.type(page.locator("#try-code").inner_text())
        expect(page.locator("#try-name")).to_have_text("มาลี")
        page.get_by_role("button", name="ส่งเลย").click()
        expect(page.locator("#try-said")).to_have_text("ส่งแล้ว ดูในโทรศัพท์ได้เลย", timeout=20_000)
        browser.close()

    wait_until(phone.pushed, "the test")
    (shown,) = phone.pushed()
    assert shown["message"]["contents"]["header"]["contents"][0]["text"] == "จองเรียบร้อยแล้วนะคะ"
    editor.call("POST", "queue_card/discard", {"seen": seen(editor)})
