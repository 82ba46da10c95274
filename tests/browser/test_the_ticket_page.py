"""The ticket as a phone shows it: whole on every width, and there again without internet."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.stage import PATIENCE, PICTURES
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until

SCREENS = ((320, 568), (375, 667), (430, 932), (1280, 800))
LONG = {
    "th": {
        "department": "คลินิกโรคหัวใจและหลอดเลือดสำหรับผู้สูงอายุ นอกเวลาราชการ",
        "location": "อาคารเฉลิมพระเกียรติ 72 พรรษา ชั้น 12 ฝั่งทิศตะวันออก ช่องบริการ 24",
        "note": "งดน้ำและอาหารหลังเที่ยงคืน นำบัตรประชาชน ยาที่ใช้อยู่ทุกชนิด และผลตรวจเดิมมาด้วย",
        "patient_name": "เด็กชายปุณณวิชญ์ภูมิรพีพงศ์ วงศ์สุวรรณประเสริฐกุล ณ อยุธยา",
    },
    "en": {
        "department": "Cardiovascular clinic for older people, outside office hours",
        "location": "Chalerm Phrakiat Building, 12th floor, east wing, counter 24",
        "note": "Nothing to eat or drink after midnight; bring your ID card and all your medicines",
        "patient_name": "Bartholomew Featherstonehaugh-Cholmondeley",
    },
}
Opened = Callable[..., tuple[Page, str]]


@pytest.fixture
def ticket(world: Processes, hospital: HospitalSystem, chrome: Browser) -> Iterator[Opened]:
    """Opens the ticket of a new booking in a new browser; answers its page and its address."""
    context = chrome.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def opened(language: str, **fields: str) -> tuple[Page, str]:
        phone = Phone.new(world, "Somsri", language=language)
        connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
        day = (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date()
        hospital.book(connect_id, f"HN-{language}", f"{day}T10:00:00+07:00", **fields)
        wait_until(lambda: "/t/" in str(phone.pushed()), "the card")
        found = re.search(r"https?://[^/]+(/t/[\w-]{38})['\"]", str(phone.pushed()))
        assert found
        url = world.web_url + found[1]
        page.goto(url)
        return page, url

    yield opened
    context.close()


def test_an_opened_ticket_is_there_without_internet(ticket: Opened):
    page, url = ticket("th", queue_number="B017")
    expect(page.locator("#saved")).to_be_visible()
    expect(page.locator("#offline")).to_be_hidden()

    page.context.set_offline(True)
    page.goto("about:blank")
    page.goto(url)

    expect(page.get_by_text("B017")).to_be_visible()
    expect(page.locator("svg.bars")).to_be_visible()
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#saved")).to_be_visible()
    page.screenshot(path=_file("offline", "th", page), full_page=True)


def test_a_ticket_never_opened_here_needs_the_internet(ticket: Opened):
    page, url = ticket("th")
    expect(page.locator("#saved")).to_be_visible()
    page.context.set_offline(True)

    other = url[:-38] + "x" * 38
    assert page.evaluate("(url) => fetch(url).then(() => 'kept', () => 'nothing')", other) == "nothing"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_ticket_fits_every_screen_with_the_longest_words(ticket: Opened, language: str):
    page, _ = ticket(language, queue_number="ARI-0042", **LONG[language])

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        # A browser lays a page out anew some time after its window changed.
        page.wait_for_function(f"innerWidth === {width} && document.documentElement.scrollWidth <= {width}")
        assert page.evaluate(_CUT_OFF) == []
        code = page.locator(".codes svg").first.bounding_box()
        number = page.locator(".number strong").bounding_box()
        assert code
        assert number
        assert code["width"] >= 140  # a kiosk's scanner reads it
        assert number["y"] + number["height"] <= height  # seen without scrolling
        assert number["height"] < 110  # on one line
        page.screenshot(path=_file("ticket", language, page), full_page=True)


_CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each instanceof HTMLElement && each.clientWidth)
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML.slice(0, 80))"""


def _file(name: str, language: str, page: Page) -> str:
    """For whoever wants to look."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    return str(PICTURES / f"{name}-{language}-{size['width'] if size else 0}.png")
