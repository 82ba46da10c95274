"""What a friend sees whom a patient tells of the service: a page with a preview, the way into the chat."""

from bot.welcome.routes import blueprint
from bot.welcome.share import share_url

__all__ = ["blueprint", "share_url"]
