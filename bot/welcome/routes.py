"""One page for everybody. Chats read its `og:` tags and picture, and show them under the link."""

from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response

from bot.auth import states_auth
from bot.house import house
from bot.web import Pages, catalogue, serve_assets
from bot.welcome.share import HEIGHT, PATH, WIDTH, share_url

HERE = Path(__file__).parent
PAGES = Pages("welcome.hello", catalogue(HERE / "words"))

blueprint = Blueprint("welcome", __name__, url_prefix=PATH, template_folder="templates")
serve_assets(blueprint, HERE / "assets")


@blueprint.get("")
@states_auth("none")
def hello() -> Response:
    """Who we are in three lines, and one button. Nothing about who shared it."""
    settings = house().settings
    line_id = settings.line_live_id
    response = PAGES.render(
        "welcome/hello.html",
        share_url=lambda language: share_url(settings.public_url, language),
        public_url=settings.public_url.rstrip("/"),
        size=(WIDTH, HEIGHT),
        add_friend=f"https://line.me/R/ti/p/{quote(line_id, safe='')}" if line_id else None,
    )
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
