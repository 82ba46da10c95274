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
_ENTRIES = [Entry("studio.cards", "cards"), Entry("staff.home", "staff")]
NAVIGATION.insert(1, ("studio.cards", "studio", "templates.see"))


def draw(template: str, status: int = 200, **values: Any) -> Response:
    """A page for whoever is signed in; it may frame the phone's drawing."""
    pages = Pages("studio.cards", WORDS, _ENTRIES)
    return pages.render(f"studio/{template}", status, frames="'self'", me=g.staff, zone=BANGKOK, **values)
