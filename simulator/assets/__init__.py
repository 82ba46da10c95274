"""Scripts and styles of the pages, served as they lie here.

How a card is drawn (`/assets/flex/`) is one set of scripts for the phone and the editors' studio. They lie
with the templates, and the phone serves those files: it reads a folder and imports nothing.
"""

from pathlib import Path

from aiohttp import web

_HERE = Path(__file__).parent
_DRAWING = _HERE.parents[1] / "flex_templates/drawing"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def routes() -> list[web.RouteDef]:
    return [web.get("/assets/{path:.+}", _asset)]


async def _asset(request: web.Request) -> web.StreamResponse:
    wanted = request.match_info["path"]
    folder, name = (_DRAWING, wanted[5:]) if wanted.startswith("flex/") else (_HERE, wanted)
    path = (folder / name).resolve()
    kind = _TYPES.get(path.suffix)
    if kind is None or not path.is_relative_to(folder) or not path.is_file():
        raise web.HTTPNotFound
    headers = {
        "Content-Type": f"{kind}; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)
