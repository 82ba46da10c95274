"""Draws the menu's pictures with headless Chromium: `make rich-menu`."""

import json
from html import escape

from PIL import Image

from flex_templates.gallery.sheets import Sheets
from flex_templates.rich_menu.areas import AREAS, HEIGHT, HERE, LANGUAGES, WIDTH, Area, words

_SOURCES = ("areas.py", "words.json", "menu.css", "icons.json")


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


SHEETS = Sheets(
    {HERE / f"{language}.png": page(language) for language in LANGUAGES},
    (WIDTH, HEIGHT),
    most_bytes=1_000_000,  # LINE: 1 MB
    source=b"".join((HERE / name).read_bytes() for name in _SOURCES),
    record=HERE / "drawn.json",
    dither=Image.Dither.NONE,
)

if __name__ == "__main__":
    SHEETS.draw()
