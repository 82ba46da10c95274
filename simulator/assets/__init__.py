"""Scripts and styles of the pages, served as they lie here."""

from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def routes() -> list[web.RouteDef]:
    return [web.get("/assets/{path:.+}", _asset)]


async def _asset(request: web.Request) -> web.StreamResponse:
    path = (_FOLDER / request.match_info["path"]).resolve()
    kind = _TYPES.get(path.suffix)
    if kind is None or not path.is_relative_to(_FOLDER) or not path.is_file():
        raise web.HTTPNotFound
    headers = {
        "Content-Type": f"{kind}; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)
