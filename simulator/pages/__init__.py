"""Web pages: Jinja templates with escaping on, and a strict Content-Security-Policy."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


def page(
    name: str,
    *,
    frames: str = "'none'",
    framed_by: str = "'self'",
    images: str = "'self' https:",
    status: int = 200,
    **values: Any,
) -> web.Response:
    """`frames`, `framed_by`, `images`: sources for the policy. Scripts and styles are our own files only."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src {images}; frame-src {frames}; frame-ancestors {framed_by}; "
        "form-action 'self'; base-uri 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    html = _templates.get_template(name).render(values)
    return web.Response(text=html, content_type="text/html", headers=headers, status=status)


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
