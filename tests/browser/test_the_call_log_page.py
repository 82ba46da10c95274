"""The call log as a hospital's developer opens it: her key, her calls, the messages of a booking."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_first_card import _PICTURES, page
from tests.world.people import HospitalSystem
from tests.world.processes import Processes

__all__ = ["page"]


@pytest.mark.contract(
    "`/developers/log` shows it.",
)
def test_a_refused_call_and_the_messages_of_a_booking_are_seen(
    page: Page, world: Processes, hospital: HospitalSystem
):
    day = (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date().isoformat()
    made = hospital.call("POST", "/sandbox/patients").json()
    hospital.book(made["connect_id"], "PAGE-1", f"{day}T10:00:00+07:00")
    hospital.call("POST", "/queue-calls", {"booking_ref": "PAGE-1", "queues_ahead": -1})

    page.goto(f"{world.web_url}/developers/log")
    page.locator("#log-key input").fill(hospital.key)
    page.locator("#log-key button").click()
    page.locator("#ref").fill("PAGE-1")
    page.locator("#search button.primary").click()

    expect(page.locator(".call")).to_have_count(2)
    expect(page.locator(".call").first).to_contain_text("queues_ahead")
    expect(page.locator(".call").last).to_contain_text("queue_card")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=_PICTURES / f"log-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


@pytest.mark.contract(
    "`/developers/conformance` shows it, to be printed.",
)
def test_the_conformance_run_says_what_is_well_and_what_is_missing(
    page: Page, world: Processes, hospital: HospitalSystem
):
    day = (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date().isoformat()
    made = hospital.call("POST", "/sandbox/patients").json()
    hospital.book(made["connect_id"], "RUN-1", f"{day}T10:00:00+07:00")
    hospital.call("POST", "/queue-calls", {"booking_ref": "RUN-1", "queues_ahead": -1})

    page.goto(f"{world.web_url}/developers/conformance?lang=th")
    page.locator("#log-key input").fill(hospital.key)
    page.locator("#log-key button").click()

    expect(page.locator("#verdict")).to_contain_text("2 / 11")
    expect(page.locator(".step.is-well").first).to_contain_text("จองคิว")
    expect(page.locator(".step.is-wrong")).to_contain_text("queues_ahead: จำนวนเต็มตั้งแต่ 0")
    expect(page.locator("#before li")).to_have_count(9)
    width = page.viewport_size["width"]  # type: ignore[index]
    page.screenshot(path=_PICTURES / f"conformance-th-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    hospital.call("POST", "/queue-calls", {"booking_ref": "RUN-1", "queues_ahead": 3})
    page.locator("#again").click()
    expect(page.locator("#verdict")).to_contain_text("3 / 11")
    page.emulate_media(media="print")
    expect(page.locator("#again")).to_be_hidden()
    expect(page.locator("#about")).to_contain_text(hospital.code)
    page.locator(".step.is-well a").first.click()
    expect(page.locator("#ref")).to_have_value("RUN-1")
    expect(page.locator(".call").last).to_contain_text("queue_card")
