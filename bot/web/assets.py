"""Styles, scripts and pictures, served from the folder of the code that uses them."""

import mimetypes
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, abort, request, url_for

from bot.auth import states_auth

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


def serve_assets(blueprint: Blueprint, folder: Path) -> None:
    """Serve the folder under the blueprint's `/assets/`; templates link by `asset("blueprint", "file")`.

    Links carry a hash of the content, so that browsers keep a file for ever and see a new one at once.
    """

    @states_auth("none")
    def asset(name: str) -> Response:
        found = _read(folder, name)
        if found is None:
            abort(404)
        content, mark = found
        response = Response(content, content_type=f"{_type(name)}; charset=utf-8")
        response.set_etag(mark)
        response.headers["Cache-Control"] = _FOR_EVER if request.args.get("v") == mark else "no-cache"
        return response.make_conditional(request)  # pyright: ignore[reportReturnType]

    blueprint.add_url_rule("/assets/<path:name>", "asset", asset)
    _FOLDERS[blueprint.name] = folder


def asset_url(blueprint: str, name: str) -> str:
    """Where a blueprint's asset is. Raises LookupError for one that is not there."""
    found = _read(_FOLDERS[blueprint], name)
    if found is None:
        raise LookupError(f"{blueprint} has no asset {name}")
    return url_for(f"{blueprint}.asset", name=name, v=found[1])


_FOLDERS: dict[str, Path] = {}


@lru_cache(maxsize=256)
def _read(folder: Path, name: str) -> tuple[bytes, str] | None:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    content = path.read_bytes()
    return content, sha256(content).hexdigest()[:16]


def _type(name: str) -> str:
    suffix = Path(name).suffix
    return _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
