"""The web application, for a WSGI server: `gunicorn wsgi:app`."""

import gc

from bot.app import create_app
from settings import Settings

app = create_app(Settings())

# What is there now lives as long as the process: the collector need not walk over it during each large call.
gc.collect()
gc.freeze()
