"""Every page of the studio, in both languages and at three widths: whole, and large enough for fingers."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.studio.conftest import Desk
from tests.studio.looking import WIDTHS, a_page, shoot

CARD = "queue_card"
PAGES = (
    "",
    CARD,
    f"{CARD}/publish",
    f"{CARD}/versions",
    f"{CARD}/compare?old=0&new=draft",
    "files",
    "house-style",
)


@pytest.fixture
def me(desk: Callable[[str], Desk]) -> Desk:
    """A publisher whose draft waits behind one published version."""
    me = desk("publisher")
    me.post("house-style", word="ด่วน", instead="เวลาที่แน่นอน")
    for title in ("จองแล้วนะคะ", "จองเรียบร้อย"):
        saved = me.post(f"{CARD}/save", {**me.opened(CARD), "changes": {"th/title": title}}).json
        if title == "จองแล้วนะคะ":
            me.post(f"{CARD}/publish", seen=saved["seen"], note="สั้นลง")
    return me


@pytest.fixture(params=["th", "en"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str, me: Desk) -> Iterator[Page]:
    with a_page(browser, address, me.token, language=request.param) as page:
        yield page


def test_it_fits_and_says_what_it_is(page: Page, address: str):
    for path in PAGES:
        page.goto(f"{address}/studio/{path}")
        language = page.locator("html").get_attribute("lang")
        expect(page.locator("h1")).to_have_count(1)
        for frame in page.locator("iframe").all():
            expect(frame.content_frame.locator(".fx-bubble").first).to_be_attached()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        small = page.locator(":is(a.button, button, select, input:not([type=hidden])):not(.picture *)")
        low = [each for each in small.locator("visible=true").all() if _lower(each)]
        assert [each.inner_text() for each in low] == [], path
        shoot(page, f"{language}-{path.replace('/', '-').partition('?')[0] or 'cards'}", whole=path != "")


def _lower(each: object) -> bool:
    """Too low for a finger; a box to tick has its label."""
    box = each.bounding_box()  # type: ignore[attr-defined]
    ticked = each.get_attribute("type") in ("checkbox", "radio", "color", "file")  # type: ignore[attr-defined]
    return bool(box and box["height"] < 36 and not ticked)
