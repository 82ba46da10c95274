"""Headless Chromium with the page that draws. The drawing scripts are those of the phone and the studio."""

import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from flex_templates.gallery.drawings import Drawing

HERE = Path(__file__).parent
DRAWING = HERE.parent / "drawing"
ADDRESS = "http://cards.test"  # nothing listens there: every request is answered from these folders
FOLDERS = {"page": HERE / "page", "flex": DRAWING}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Where the browser is: `CHROMIUM`, else on the PATH. `sh scripts/chromium.sh` installs it."""
    named = environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Studio:
    """A page that shows drawings side by side."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def show(self, shown: Iterable[Drawing], *, captions: bool = False) -> None:
        """Draw these instead of what was there; done when fonts and pictures have come."""
        self._page.evaluate("([drawings, captions]) => cards.show(drawings, captions)", [
            [drawing.shown() for drawing in shown], captions,
        ])  # fmt: skip

    def picture(self, at: int, path: Path) -> None:
        """The screen at that place in the list, as PNG."""
        self._page.locator(".screen").nth(at).screenshot(path=path)

    def whole(self, path: Path) -> None:
        """All screens in one PNG."""
        self._page.locator("#board").screenshot(path=path)

    def faults(self) -> list[dict[str, Any]]:
        """What is cut off or sticks out: `{name, sample, pointer, text, what}`."""
        return self._page.evaluate("() => cards.faults()")

    def measured(self, selector: str, *properties: str) -> dict[str, Any]:
        """The first such element: `x`, `y`, `width`, `height`, and these CSS properties as computed."""
        return self._page.evaluate("(asked) => cards.measured(...asked)", [selector, properties])

    def baseline(self, selector: str) -> float:
        """Where the letters of that element's first line stand."""
        return self._page.evaluate("(selector) => cards.baseline(selector)", selector)

    def words(self, selector: str) -> str:
        """What the first such element says."""
        return self._page.locator(selector).first.inner_text()

    def count(self, selector: str) -> int:
        return self._page.locator(selector).count()

    def resize(self, width: int) -> None:
        """How wide the board is: the screens stand in as many columns as fit."""
        self._page.set_viewport_size({"width": width, "height": 800})


@contextmanager
def studio(program: str, *, sharpness: float = 1.0) -> Generator[Studio]:
    """Start the browser at that path; `sharpness` is the number of pixels to a CSS pixel."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            page = browser.new_page(
                viewport={"width": 1280, "height": 800}, device_scale_factor=sharpness, locale="th"
            )
            page.route("**/*", _answer)
            page.goto(f"{ADDRESS}/page/page.html")
            page.wait_for_function("() => window.cards")
            yield Studio(page)
        finally:
            browser.close()


def _answer(route: Route) -> None:
    """Our own files; any other picture is the sample of a ticket's code."""
    url = route.request.url
    if route.request.resource_type == "image":
        route.fulfill(path=HERE / "page/code.png")
        return
    folder, _, name = url.removeprefix(f"{ADDRESS}/").partition("/")
    path = FOLDERS.get(folder, HERE) / Path(name).name
    if url.startswith(ADDRESS) and path.is_file():
        route.fulfill(path=path)
    else:
        route.abort()
