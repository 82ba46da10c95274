"""Somebody who has a keyboard and no mouse: she goes on with Tab until she hears what she wants."""

from playwright.sync_api import ElementHandle, Page

MOST = 150  # presses until she gives up
_HEARD = """(element) => {
  const named = element.getAttribute("aria-labelledby");
  const words = element.getAttribute("aria-label")
    || (named && document.getElementById(named)?.innerText)
    || element.labels?.[0]?.innerText
    || element.innerText || element.title || element.value || "";
  return words.trim();
}"""
_RING = """(element) => [element, element.parentElement].some((each) => {
  const style = getComputedStyle(each);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
})"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page

    def go_to(self, words: str, *, back: bool = False) -> None:
        """Press Tab (or Shift+Tab) until what has the focus is called so, or begins so."""
        heard: list[str] = []
        for _ in range(MOST):
            self._page.keyboard.press("Shift+Tab" if back else "Tab")
            heard.append(self.hears())
            if heard[-1] == words or heard[-1].startswith(words):
                assert self._is_seen(), f"{words} has the focus, but nothing shows it"
                return
        raise AssertionError(f"{words!r} cannot be reached; there were {heard[-30:]}")

    def press(self, words: str, *, back: bool = False, key: str = "Enter") -> None:
        self.go_to(words, back=back)
        self._page.keyboard.press(key)

    def type(self, words: str) -> None:
        self._page.keyboard.type(words)
        self._page.keyboard.press("Enter")

    def hears(self) -> str:
        """What a screen reader says of what has the focus."""
        focused = self._focused()
        return str(focused.evaluate(_HEARD)) if focused else ""

    def _is_seen(self) -> bool:
        """A ring around it, or around the field that it stands in."""
        focused = self._focused()
        return focused is not None and bool(focused.evaluate(_RING))

    def _focused(self) -> ElementHandle | None:
        """In the innermost frame that has it."""
        frame = self._page.main_frame
        while True:
            element = frame.evaluate_handle("document.activeElement").as_element()
            inner = element.content_frame() if element else None
            if inner is None:
                return element
            frame = inner
