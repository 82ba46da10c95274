"""The demo page in headless Chromium, over a world of its own."""

import json
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page

from tests.browser.stage import PATIENCE
from tests.world.browser import a_browser, troubles_of
from tests.world.people import HospitalSystem
from tests.world.processes import Processes
from tests.world.seed import a_hospital

CODE = "29999"
NAME = "โรงพยาบาลทดลองเดินทาง"
Opened = Callable[[int, int], Page]


@pytest.fixture(scope="session")
def demo_hospital(world: Processes) -> HospitalSystem:
    """The one hospital that the demo page knows."""
    made = a_hospital(world, CODE, name_th=NAME, name_en="Journey Trial Hospital")
    known = {"code": CODE, "name": NAME, "test_key": made.key, "live_key": "", "v3_key": made.v3_key}
    facts = {"web_url": world.web_url, "simulator_url": world.simulator_url, "hospitals": [known]}
    (world.directory / "demo.json").write_text(json.dumps(facts), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One for each module."""
    with a_browser() as browser:
        yield browser


@pytest.fixture
def demo_page(world: Processes, demo_hospital: HospitalSystem, chrome: Browser) -> Iterator[Opened]:
    """Opens the demo page as on a first visit: nobody has a phone. Nothing may go wrong in its console."""
    contexts = [chrome.new_context()]
    troubles: list[list[str]] = []

    def opened(width: int, height: int) -> Page:
        page = contexts[0].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        troubles.append(troubles_of(page))
        requests.post(f"{world.simulator_url}/_simulator/reset", timeout=5)
        page.goto(world.simulator_url)
        return page

    yield opened
    contexts[0].close()
    assert [each for of_page in troubles for each in of_page] == []
