"""The web application, for a WSGI server: `gunicorn wsgi:app`."""

from bot.app import create_app
from settings import Settings

app = create_app(Settings())
