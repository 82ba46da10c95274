"""The template studio: editors change the cards without a programmer.

`shelf` reads what there is, `cards` draws and judges a draft while it is written, `publishing` lets it out.
"""

from bot.studio import cards, frames, listing, publishing
from bot.studio.pages import blueprint

__all__ = ["blueprint", "cards", "frames", "listing", "publishing"]
