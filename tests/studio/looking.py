"""The studio's pages in Chromium, and pictures of them to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import environ

from playwright.sync_api import Browser, Page, expect

from bot.staff.guard import COOKIE
from tests.repository.tree import ROOT
from tests.world.browser import troubles_of

SHOTS = ROOT / "var/studio"
WIDTHS = (1280, 768, 375)
expect.set_options(timeout=15_000)  # a busy machine draws slowly
_EXPECTED = ("409", "422")  # answers that a page asks for knowingly


@contextmanager
def a_page(
    browser: Browser, address: str, token: str, *, scripts: bool = True, language: str = "th"
) -> Iterator[Page]:
    """Somebody's page at that address; its console must stay clean."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale=language, java_script_enabled=scripts
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    troubles = troubles_of(page)
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
