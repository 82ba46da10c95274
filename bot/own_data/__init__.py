"""What is kept about a patient as a file, opened by a link of `bookings/take_along.py`."""

from bot.own_data.routes import blueprint

__all__ = ["blueprint"]
