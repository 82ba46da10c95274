"""Draws the picture that chats show under the link, with headless Chromium: `make rich-menu` does it too.

Committed beside its words, as the rich menu's pictures are; a test says when it is stale.
"""

import json
from html import escape
from pathlib import Path

from bot.welcome.share import HEIGHT, WIDTH
from flex_templates.gallery.sheets import Sheets

HERE = Path(__file__).parent
LANGUAGES = ("th", "en")
_SHOWN = ("title", "line_1", "line_2", "line_3", "card_title", "card_number", "card_when")
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


def _source() -> bytes:
    said = [
        json.loads((HERE / f"words/{language}.json").read_text("utf-8"))[key]
        for language in LANGUAGES
        for key in _SHOWN
    ]
    return json.dumps(said).encode() + (HERE / "preview.css").read_bytes()


SHEETS = Sheets(
    {HERE / f"assets/preview-{language}.png": page(language) for language in LANGUAGES},
    (WIDTH, HEIGHT),
    most_bytes=300_000,  # some chats leave out what is larger
    source=_source(),
    record=HERE / "drawn.json",
)

if __name__ == "__main__":
    SHEETS.draw()
