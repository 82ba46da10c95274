"""Hospitals' logos, for the cards on patients' phones: open to all, kept for ever by whoever fetched one."""

from flask import Blueprint, Response, abort

from bot.auth import states_auth
from bot.house import house
from records.hospitals import Logo

blueprint = Blueprint("logos", __name__)


@blueprint.get("/logos/<digest>.png")
@states_auth("none")
def logo(digest: str) -> Response:
    """The picture of that name never changes."""
    with house().database.read() as session:
        found = session.get(Logo, digest)
    if found is None:
        abort(404)
    response = Response(found.png, mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
