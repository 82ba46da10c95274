"""The template studio: editors change the cards without a programmer.

`shelf` reads what there is, `cards` draws and judges a draft while it is written, `publishing` lets it out.
"""

from flask import Response
from werkzeug.exceptions import HTTPException

from bot.staff.pages import draw
from bot.studio import (
    cards,
    comparing,
    files,
    frames,
    house_style,
    listing,
    pasting,
    publishing,
    samples,
    saving,
    trying,
)
from bot.studio.pages import blueprint

__all__ = [
    "blueprint",
    "cards",
    "comparing",
    "files",
    "frames",
    "house_style",
    "listing",
    "pasting",
    "publishing",
    "samples",
    "saving",
    "trying",
]


@blueprint.errorhandler(HTTPException)
def sorry(error: HTTPException) -> Response:
    """As the staff pages say it, in the reader's language."""
    code = error.code or 500
    return draw("sorry.html", code, what=f"error_{code}" if code in {401, 403, 404} else "error_other")
