"""Chromium for the studio's pages, and pictures of them to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import environ

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.staff.guard import COOKIE
from flex_templates.gallery.studio import FLAGS, chromium
from tests.repository.tree import ROOT

SHOTS = ROOT / "var/studio"
WIDTHS = (1280, 768, 375)
expect.set_options(timeout=15_000)  # a busy machine draws slowly
_EXPECTED = ("409", "422")  # answers that a page asks for knowingly


def a_chromium() -> Iterator[Browser]:
    """The browser, started once for many tests."""
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def a_page(
    browser: Browser, address: str, token: str, *, scripts: bool = True, language: str = "th"
) -> Iterator[Page]:
    """Somebody's page at that address; its console must stay clean."""
    troubles: list[str] = []
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale=language, java_script_enabled=scripts
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert [each for each in troubles if not any(code in each for code in _EXPECTED)] == []


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """STUDIO_PICTURES=1 puts pictures of the page at three widths into var/studio/."""
    if not environ.get("STUDIO_PICTURES"):
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=whole)
    page.set_viewport_size({"width": 1280, "height": 900})
