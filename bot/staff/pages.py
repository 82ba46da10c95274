"""The staff pages' blueprint and how they are drawn. `draw` shows only what the reader may do."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g

from bot.staff.rights import Right
from bot.web import Entry, Pages, catalogue, serve_assets

blueprint = Blueprint("staff", __name__, url_prefix="/staff", template_folder="templates")
_HERE = Path(__file__).parent
WORDS = catalogue(_HERE / "words")
serve_assets(blueprint, _HERE / "assets")
# Endpoint, words, right. Whoever adds pages for staff (the studio) adds its entry here.
NAVIGATION: list[tuple[str, str, Right]] = [
    ("staff.home", "home", "own"),
    ("staff.hospitals", "hospitals", "hospitals.see"),
    ("staff.people", "people", "people"),
    ("staff.operations", "operations", "operations"),
    ("staff.trail", "trail", "audit"),
    ("staff.account", "account", "own"),
]


def draw(template: str, status: int = 200, **values: Any) -> Response:
    """A page; `me` is whoever is signed in, or None."""
    who = g.get("staff")
    entries = [Entry(endpoint, words) for endpoint, words, right in NAVIGATION if who and who.may(right)]
    home = "staff.home" if who else "staff.sign_in"
    return Pages(home, WORDS, entries).render(f"staff/{template}", status, me=who, **values)
