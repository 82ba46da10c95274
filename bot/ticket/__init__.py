"""A booking's ticket, opened by a link of `bookings/links.py`: page, picture, calendar entry."""

from bot.ticket.routes import blueprint

__all__ = ["blueprint"]
