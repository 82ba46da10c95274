"""Where the document and its reference page are served: open to all, they tell no secret."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.auth import states_auth
from bot.hospital.answers import answer
from bot.hospital.faults import FAULTS
from bot.hospital.openapi.document import document
from bot.hospital.v3 import CALLS
from bot.hospital.v3.notice import NEEDED, NINE
from bot.hospital.v3.quirks import QUIRKS
from bot.house import house
from bot.web import Pages, catalogue, serve_assets

_HERE = Path(__file__).parent
PAGES = Pages("portal.start", catalogue(_HERE / "words"))
blueprint = Blueprint("reference", __name__, url_prefix="/developers/reference", template_folder="templates")
serve_assets(blueprint, _HERE / "assets")


@blueprint.app_template_filter()
def markdown(text: str) -> Markup:
    """Our own sentences as HTML; markup inside them is shown, not run."""
    return Markup(MarkdownIt("js-default").render(text))  # noqa: S704


served = Blueprint("openapi", __name__)


@served.get("/openapi.json")
@states_auth("none")
def openapi() -> Response:
    """OpenAPI 3.1 of version 4."""
    response = answer(_document())
    response.headers["Cache-Control"] = "public, max-age=300"
    # Nothing secret, and tools in a browser like to read it.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("")
@states_auth("none")
def page() -> Response:
    """The same for people, drawn on the server."""
    found = _document()
    return PAGES.render(
        "reference/page.html",
        document=found,
        schemas=found["components"]["schemas"],
        faults=FAULTS,
        v3_paths=list(CALLS),
        v3_fields=NINE,
        v3_needed=NEEDED,
        v3_quirks=QUIRKS,
    )


def _document() -> dict[str, Any]:
    return document(current_app, house().settings.public_url.rstrip("/"))
