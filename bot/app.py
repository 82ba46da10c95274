"""Puts the application together: the house, the doors, the errors, and no more."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bookings.links import TicketLinks
from bookings.take_along import DataLinks
from bot import redaction
from bot.call_log import CallLog
from bot.health import blueprint as health
from bot.hospital import blueprints as hospital
from bot.house import House
from bot.limits import Limits
from bot.line.webhook import blueprint as line
from bot.logos import blueprint as logos
from bot.own_data import blueprint as own_data
from bot.portal import blueprint as portal
from bot.staff import blueprints as staff
from bot.studio import blueprint as studio
from bot.ticket import blueprint as ticket
from bot.web import blueprint as web
from bot.welcome import blueprint as welcome
from flex_templates import Renderer
from records.database import Database
from records.templates import PublishedSource
from scheduler.alarm import Alarm
from scheduler.queue import connect
from settings import Settings


def create_app(settings: Settings) -> Flask:
    """The application of these settings. Opens no connection yet, so a server may fork afterwards."""
    redaction.install(settings.log_level)
    redis = connect(settings.redis_url, patience=2)
    database = Database(settings.database_url, ring=Alarm(redis).ring)
    app = Flask(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    renderer = Renderer(PublishedSource(database))
    app.extensions["house"] = House(
        settings,
        database,
        redis,
        renderer,
        TicketLinks.of(settings),
        DataLinks.of(settings),
        Limits(redis),
        CallLog(redis),
    )
    if settings.trusted_proxies:
        # Without it every caller would have the proxy's address; with it and no proxy, any that she claims.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)
    for blueprint in (health, logos, line, ticket, own_data, web, welcome, portal, *staff, studio, *hospital):
        app.register_blueprint(blueprint)
    return app
