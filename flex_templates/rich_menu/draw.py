"""Draws the menu's pictures with headless Chromium: `make rich-menu`."""

import hashlib
import io
import json
import sys
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from flex_templates.gallery.studio import FLAGS, chromium
from flex_templates.rich_menu.areas import AREAS, HEIGHT, HERE, LANGUAGES, WIDTH, Area, words

MOST_BYTES = 1_000_000  # LINE: 1 MB
_COLOURS = 255
_SOURCES = ("areas.py", "words.json", "menu.css", "icons.json")
_DRAWN = HERE / "drawn.json"


def page(language: str) -> str:
    """The picture as a page of exactly its size."""
    said = words(language)
    icons = json.loads((HERE / "icons.json").read_text("utf-8"))
    css = (HERE / "menu.css").read_text("utf-8")
    tiles = "".join(_tile(area, said[area.name], icons[area.name]) for area in AREAS)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{css}</style>'
        f'<body style="width:{WIDTH}px;height:{HEIGHT}px">{tiles}'
    )


def _tile(area: Area, label: str, path: str) -> str:
    size = f"left:{area.x}px;top:{area.y}px;width:{area.width}px;height:{area.height}px"
    return (
        f'<div class="tile {area.name}" style="{size}"><span class="icon"><svg viewBox="0 0 24 24">'
        f'<path d="{path}"/></svg></span><b>{escape(label)}</b></div>'
    )


def sources() -> str:
    """A digest of everything that the pictures are made from."""
    whole = b"".join((HERE / name).read_bytes() for name in _SOURCES)
    return hashlib.sha256(whole).hexdigest()


def is_stale() -> bool:
    """Whether the committed pictures show an older source."""
    return json.loads(_DRAWN.read_text("utf-8")).get("sources") != sources()


def draw(program: str) -> None:
    """Write `th.png` and `en.png`. Raises ValueError for a picture that LINE would not take."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            sheet = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for language in LANGUAGES:
                sheet.set_content(page(language))
                _write(HERE / f"{language}.png", sheet.screenshot())
        finally:
            browser.close()
    _DRAWN.write_text(json.dumps({"sources": sources()}, indent=2) + "\n", "utf-8")


def _write(path: Path, shot: bytes) -> None:
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes; LINE takes {MOST_BYTES}")


if __name__ == "__main__":
    found = chromium()
    if found is None:
        sys.exit("Chromium is not installed: run `make chromium`.")
    draw(found)
