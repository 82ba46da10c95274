"""The phone's drawing, in a frame that has no origin: whatever a template holds can reach nothing of ours."""

from pathlib import Path

from flask import Response, abort, render_template, request

from bot.auth import states_auth
from bot.studio.pages import HERE, blueprint

_FOLDERS = (HERE / "frame", HERE.parents[1] / "flex_templates/drawing")
_TYPES = {".js": "text/javascript", ".css": "text/css"}


@blueprint.get("/frame")
@states_auth("none")
def frame() -> Response:
    """An empty chat; the studio's page tells it what to draw. It holds nothing of anybody."""
    own = f"'self' {request.host}"
    response = Response(render_template("studio/frame.html"))
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/drawing/<name>")
@states_auth("none")
def drawing(name: str) -> Response:
    """The drawing's scripts and styles, open to the frame without an origin too."""
    path = next((folder / name for folder in _FOLDERS if (folder / Path(name).name).is_file()), None)
    kind = _TYPES.get(Path(name).suffix)
    if path is None or kind is None:
        abort(404)
    response = Response(path.read_bytes(), content_type=f"{kind}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    return response
