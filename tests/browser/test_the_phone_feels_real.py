"""What makes a phone of it: dots, read marks, times, days, stickers, places, the lock screen, blocking."""

import re
from datetime import datetime, timedelta

import requests
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.stage import Stage
from tests.world.people import HospitalSystem
from tests.world.processes import Processes


def test_dots_show_while_an_answer_is_on_its_way_and_go_when_it_comes(demo_page: Opened, world: Processes):
    stage = Stage(demo_page(375, 667))
    stage.begin()
    user = requests.get(f"{world.simulator_url}/_simulator/users", timeout=5).json()["users"][0]["user_id"]
    dots = stage.chat.locator(".loading")
    expect(dots).to_be_hidden()

    answer = requests.post(
        f"{world.simulator_url}/v2/bot/chat/loading/start",
        json={"chatId": user, "loadingSeconds": 20},
        headers={"Authorization": f"Bearer {world.environment['LINE_TEST_TOKEN']}"},
        timeout=5,
    )

    assert answer.status_code == 202
    expect(dots).to_be_visible()
    stage.tap("common", "yes")
    stage.says("consent_given", "title")
    expect(dots).to_be_hidden()


def test_messages_have_a_face_a_time_and_a_read_mark_and_days_stand_between(
    demo_page: Opened, demo_hospital: HospitalSystem
):
    stage = Stage(demo_page(375, 667))
    stage.begin()
    expect(stage.chat.locator(".row.from-bot .avatar img").first).to_be_visible()
    expect(stage.chat.locator(".row time").first).to_have_text(re.compile(r"^\d\d:\d\d$"))
    stage.tap("common", "yes")
    stage.says("consent_given", "title")
    expect(stage.chat.locator(".row.from-user .read")).to_have_text("อ่านแล้ว")
    expect(stage.chat.locator(".day").last).to_have_text("วันนี้")

    stage.find("ทดลองเดินทาง")
    stage.says("open_booking", "open")
    demo_hospital.move_clock(advance="P1D")
    stage.send("ช่วยเหลือ")
    stage.says("help", "title")

    expect(stage.chat.locator(".day").last).to_have_text("วันนี้")
    first_day = stage.chat.locator(".day").first
    expect(first_day).not_to_have_text("วันนี้")


def test_stickers_are_pictures_and_a_place_is_a_map(demo_page: Opened):
    stage = Stage(demo_page(375, 667))
    stage.begin()
    stage.tap("common", "yes")
    stage.says("consent_given", "title")

    stage.phone.locator("#show-stickers").click()
    stage.phone.locator(".sticker-choice").first.click()
    sticker = stage.chat.locator(".row.from-user img.sticker")
    expect(sticker).to_be_visible()
    expect(sticker).to_have_attribute("alt", re.compile("สติกเกอร์: .+"))
    assert sticker.evaluate("(image) => image.naturalWidth > 0")

    stage.phone.locator("#show-attach").click()
    stage.phone.locator("#share-location").click()
    stage.phone.locator("#sheet .choice").first.click()
    expect(stage.chat.locator(".row.from-user .place-map")).to_be_visible()


def test_the_lock_screen_shows_the_alternative_text_and_blocking_ends_it(
    demo_page: Opened, demo_hospital: HospitalSystem
):
    stage = Stage(demo_page(375, 667))
    stage.begin()
    stage.tap("common", "yes")
    stage.says("consent_given", "title")
    stage.find("ทดลองเดินทาง")
    connect_id = stage.connect_id()
    day = (datetime.fromisoformat(demo_hospital.clock()) + timedelta(days=2)).date()
    ref = f"LOCK-{connect_id[:8]}"
    stage.phone.locator("#show-lock").click()
    demo_hospital.book(connect_id, ref, f"{day}T10:00:00+07:00", department="จิตเวช")
    shown = stage.phone.locator("#lock .notification-words").first
    expect(shown).to_contain_text("ได้คิวแล้วค่ะ")
    expect(shown).not_to_contain_text("จิตเวช")
    stage.phone.locator("#lock-close").click()

    stage.phone.locator("#show-more").click()
    stage.phone.locator("#block").click()
    expect(stage.phone.locator("#composer")).to_be_hidden()
    stage.phone.locator("#blocked button").click()
    stage.hears("ยินดีต้อนรับกลับ")


def test_each_patient_has_a_phone_in_her_own_language(demo_page: Opened):
    stage = Stage(demo_page(375, 667))
    stage.begin()
    page = stage.page
    page.locator("#show-patients").click()
    page.locator("#add-patient").click()
    page.locator("#new-name").fill("Mana")
    page.get_by_label("English").check()
    page.locator("#start").click()
    stage.hears("Hello Mana")
    expect(stage.phone.locator("#words")).to_have_attribute("placeholder", "Message")

    page.locator("#show-patients").click()
    page.locator("#patient-list .patient").filter(has_text="สมศรี").click()
    stage.says("common", "yes")
    expect(stage.chat.get_by_text("Hello Mana")).to_have_count(0)
