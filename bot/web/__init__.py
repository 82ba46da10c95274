"""What all our web pages share: one look, two languages, one shield. See `bot/web/README.md`."""

from bot.web.assets import serve_assets
from bot.web.pages import Entry, Pages, blueprint
from bot.web.words import catalogue

__all__ = ["Entry", "Pages", "blueprint", "catalogue", "serve_assets"]
