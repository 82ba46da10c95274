"""Draws the picture that chats show under the link, with headless Chromium: `make rich-menu` does it too.

Committed beside its words, as the rich menu's pictures are; a test says when it is stale.
"""

import hashlib
import io
import json
import sys
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bot.welcome.share import HEIGHT, WIDTH
from flex_templates.gallery.studio import FLAGS, chromium

HERE = Path(__file__).parent
LANGUAGES = ("th", "en")
_COLOURS = 255
MOST_BYTES = 300_000  # some chats leave out what is larger
_SHOWN = ("title", "line_1", "line_2", "line_3", "card_title", "card_number", "card_when")
_DRAWN = HERE / "drawn.json"
_CROSS = "M10 5h4v5h5v4h-5v5h-4v-5H5v-4h5z"


def page(language: str) -> str:
    """The picture as a page of exactly its size."""
    said = json.loads((HERE / f"words/{language}.json").read_text("utf-8"))
    lines = "".join(f"<li>{escape(said[f'line_{number}'])}</li>" for number in (1, 2, 3))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f"<style>{(HERE / 'preview.css').read_text('utf-8')}</style>"
        f'<body style="width:{WIDTH}px;height:{HEIGHT}px"><header><svg viewBox="0 0 24 24">'
        f'<rect width="24" height="24" rx="6"/><path d="{_CROSS}"/></svg>MOPH Connect</header>'
        f"<main><h1>{escape(said['title'])}</h1><ul>{lines}</ul></main>"
        f"<aside><b>{escape(said['card_title'])}</b><small>{escape(said['card_number'])}</small>"
        f"<strong>A042</strong><p>{escape(said['card_when'])}</p></aside>"
    )


def sources() -> str:
    """A digest of everything that the pictures are made from."""
    said = [
        json.loads((HERE / f"words/{language}.json").read_text("utf-8"))[key]
        for language in LANGUAGES
        for key in _SHOWN
    ]
    return hashlib.sha256(json.dumps(said).encode() + (HERE / "preview.css").read_bytes()).hexdigest()


def is_stale() -> bool:
    """Whether the committed pictures show an older source."""
    return json.loads(_DRAWN.read_text("utf-8")).get("sources") != sources()


def draw(program: str) -> None:
    """Write `assets/preview-th.png` and `-en.png`. Raises ValueError for one that is too large."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            sheet = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for language in LANGUAGES:
                sheet.set_content(page(language))
                _write(HERE / f"assets/preview-{language}.png", sheet.screenshot())
        finally:
            browser.close()
    _DRAWN.write_text(json.dumps({"sources": sources()}, indent=2) + "\n", "utf-8")


def _write(path: Path, shot: bytes) -> None:
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes; some chats leave it out")


if __name__ == "__main__":
    found = chromium()
    if found is None:
        sys.exit("Chromium is not installed: run `make chromium`.")
    draw(found)
