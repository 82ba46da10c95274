"""S12 and S13 as a new developer walks them: from `/developers` to the first queue card on the phone."""

import shutil
import subprocess
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.portal.samples import LANGUAGES
from tests.world.browser import a_browser, troubles_of
from tests.world.processes import ROOT, Processes

PATIENCE = 20_000  # milliseconds
_PICTURES = Path(ROOT, "var", "browser")
PAGES = (
    "",
    "/calls",
    "/errors",
    "/states",
    "/nightly",
    "/version-3",
    "/going-live",
    "/log",
    "/conformance",
    "/sandbox",
)


@pytest.fixture(params=[(1280, 800), (375, 667)], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that has never been here; nothing may go wrong in its console."""
    width, height = request.param
    with a_browser() as browser:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="th")
        page.set_default_timeout(PATIENCE)
        troubles = troubles_of(page)
        yield page
    assert troubles == []


def _php(source: str, folder: Path) -> str:
    """What the sample prints, copied and run as it is."""
    if not shutil.which("php"):
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("php is not installed: run `sh scripts/samples.sh`.")
    file = folder / "book.php"
    file.write_text(source, encoding="utf-8")
    done = subprocess.run(["php", str(file)], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_from_the_guide_to_a_card_from_ones_own_code(page: Page, world: Processes, tmp_path: Path):
    page.goto(f"{world.web_url}/developers")
    page.get_by_role("link", name="ขอพื้นที่ทดลอง").first.click()
    page.get_by_label("ชื่อโรงพยาบาลหรือระบบของท่าน").fill("โรงพยาบาลลองดู")
    page.get_by_role("button", name="สร้างพื้นที่ทดลอง").click()
    expect(page.locator("#made-key")).to_contain_text("mc_test_")
    _photograph(page, "made")
    page.get_by_role("link", name="ต่อไป: บัตรคิวใบแรก").click()
    page.locator("#make-patient").click()
    expect(page.locator("#phone")).to_be_visible()
    page.locator("#run").click()

    expect(page.locator("#status")).to_have_text("201")
    expect(page.frame_locator("#phone").get_by_text("ได้คิวแล้วค่ะ", exact=True)).to_be_visible()
    expect(page.frame_locator("#phone").get_by_text("โรงพยาบาลลองดู").first).to_be_visible()
    _photograph(page, "console")

    source = page.locator("[data-call=book] pre code").nth(list(LANGUAGES).index("PHP")).text_content()
    ran = _php(source or "", tmp_path)
    assert "201" in ran.splitlines()[0]
    expect(page.frame_locator("#phone").get_by_text("ได้คิวแล้วค่ะ", exact=True)).to_have_count(2)
    assert "200" in _php(source or "", tmp_path).splitlines()[0]


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_page_is_wider_than_the_screen(page: Page, world: Processes, language: str):
    for path in PAGES:
        page.goto(f"{world.web_url}/developers{path}?lang={language}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
        _photograph(page, f"{path.strip('/') or 'start'}-{language}")


def _photograph(page: Page, name: str) -> None:
    """For whoever wants to look: `var/browser/`."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=_PICTURES / f"developers-{name}-{width}.png", full_page=True)
