"""The studio's blueprint and how its pages are drawn."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g

from bookings.times import BANGKOK
from bot.staff.pages import NAVIGATION
from bot.web import Entry, Pages, catalogue
from bot.web.assets import serve_assets

HERE = Path(__file__).parent
WORDS = catalogue(HERE / "words")
blueprint = Blueprint("studio", __name__, url_prefix="/studio", template_folder="templates")
serve_assets(blueprint, HERE / "assets")
_ENTRIES = [
    Entry("studio.cards", "cards"),
    Entry("studio.files", "files"),
    Entry("studio.house_style", "house_style"),
    Entry("staff.home", "staff"),
]
NAVIGATION.insert(1, ("studio.cards", "studio", "templates.see"))


def draw(template: str, status: int = 200, nonce: str = "", side: bool = True, **values: Any) -> Response:
    """A page for whoever is signed in; it may frame the phone's drawing. `nonce`: as in `bot.web`.

    `side`: whether the menu stands beside it; the editor needs the width.
    """
    pages = Pages("studio.cards", WORDS, _ENTRIES if side else ())
    return pages.render(
        f"studio/{template}", status, frames="'self'", nonce=nonce, me=g.staff, zone=BANGKOK, **values
    )
