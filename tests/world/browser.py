"""Chromium for the tests that look at pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import environ

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from flex_templates.gallery.studio import FLAGS, chromium


def needed_chromium() -> str:
    """The program. Skips where there is none; in CI that is a failure."""
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    return program


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Hold it no longer than a module: Playwright runs one at a time, and its event loop bars asyncio's."""
    program = needed_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def troubles_of(page: Page) -> list[str]:
    """What goes wrong in the page's console from now on."""
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return troubles
