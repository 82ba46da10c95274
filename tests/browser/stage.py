"""The demo page as somebody uses it: phone, hospital's desk, time machine, and what happened."""

import json
import re
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.world.processes import ROOT

PATIENCE = 20_000  # milliseconds
PICTURES = Path(ROOT, "var", "browser")
NARROW = 1000  # pixels: below it there are tabs
_WORDS = {
    language: json.loads(
        Path(ROOT, "flex_templates", "words", f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("th", "en")
}


class Stage:
    """One visit. The patient and the page speak the same language."""

    def __init__(self, page: Page, language: str = "th", series: str = "") -> None:
        self.page = page
        self.language = language
        self._series = series
        self._shots = 0

    @property
    def phone(self) -> FrameLocator:
        return self.page.frame_locator("#phone")

    @property
    def chat(self) -> Locator:
        return self.phone.locator("#chat")

    @property
    def browser(self) -> FrameLocator:
        """The page in the phone's in-app browser."""
        return self.phone.frame_locator("iframe.browser-frame")

    @property
    def has_tabs(self) -> bool:
        return self.page.viewport_size is not None and self.page.viewport_size["width"] < NARROW

    def word(self, card: str, name: str) -> str:
        """What the patient reads, from the editors' tables."""
        return _WORDS[self.language][card][name]

    @property
    def next(self) -> Locator:
        """What the page says to do next."""
        return self.page.locator("#next")

    def open(self) -> None:
        """A first visit, in her language."""
        self.page.locator(f"#languages [data-language={self.language}]").click()
        expect(self.page.locator("#start")).to_be_visible()

    def begin(self) -> None:
        """She adds the account and agrees."""
        self.page.locator("#start").click()
        self.says("common", "yes")

    def tap(self, card: str, name: str) -> None:
        """The newest thing in the chat with that word on it."""
        self._in_bot_rows(card, name).last.click()

    def says(self, card: str, name: str) -> None:
        """Wait until the service said it."""
        expect(self._in_bot_rows(card, name).last).to_be_visible(timeout=PATIENCE)

    def hears(self, words: str | re.Pattern[str]) -> None:
        """Wait until a message with these words is there."""
        expect(self.chat.locator(".row.from-bot").filter(has_text=words).last).to_be_visible(timeout=PATIENCE)

    def chip(self, words: str) -> None:
        """One of the quick replies."""
        self.phone.locator("#quick .chip", has_text=words).first.click()

    def show(self, tab: str) -> None:
        """That part of the page: `phone`, `desk`, `time`, `log`."""
        if self.has_tabs:
            self.page.locator(f"#tab-{tab}").click()

    def send(self, words: str) -> None:
        """Type it, and send it."""
        self.phone.locator("#words").fill(words)
        self.phone.locator("#send").click()

    def find(self, words: str) -> None:
        """Find the hospital, up to the way to its booking page."""
        self.tap("common", "choose")
        self.says("choose_hospital", "title")
        self.send(words)
        self.says("open_booking", "open")

    def connect_id(self) -> str:
        """The ID in the booking page's address, as the hospital learns it."""
        self.tap("open_booking", "open")
        address = self.phone.locator("iframe.browser-frame").get_attribute("src") or ""
        self.close_sheet()
        return address.rpartition("regist=")[2]

    def travel(self, stop: str) -> None:
        """Move the hospital's clock, and look at the phone again."""
        self.show("time")
        self.page.locator(f"#time-{stop}").click()
        self.arrives()
        self.show("phone")

    def go_on(self) -> None:
        """Do what the page says comes next: it moves the clock, the phone stays in view."""
        expect(self.next).to_have_attribute("aria-disabled", "false")
        said = self.next.inner_text()
        self.next.click()
        expect(self.next).not_to_have_text(said)
        self.arrives()

    def arrives(self) -> None:
        """The clock has stopped."""
        expect(self.page.locator("#time")).not_to_have_class(re.compile("is-travelling"), timeout=PATIENCE)

    def close_sheet(self) -> None:
        self.phone.locator("#sheet .close").first.click()

    def photograph(self, name: str) -> None:
        """For whoever wants to look: `var/browser/`."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._shots += 1
        size = self.page.viewport_size
        number = f"{self._series}{self._shots:02}-" if self._series else ""
        file = f"{number}{name}-{self.language}-{size['width'] if size else 0}.png"
        self.page.screenshot(path=PICTURES / file, animations="disabled")

    def _in_bot_rows(self, card: str, name: str) -> Locator:
        return self.chat.locator(".row.from-bot").get_by_text(self.word(card, name), exact=True)
