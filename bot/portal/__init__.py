"""The hospital developers' side (S12, S13): the guide, the sandbox, the console. All below `/developers`."""

from bot.portal.routes import blueprint

__all__ = ["blueprint"]
