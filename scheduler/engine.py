"""The parts a worker process works with, wired once at its start."""

from dataclasses import dataclass, field

from redis import Redis

from bookings.links import TicketLinks
from flex_templates import Renderer
from records.database import Database
from records.templates import PublishedSource, Suspects
from scheduler.alarm import Alarm
from scheduler.channels.gate import Gate
from scheduler.pace import Pace
from scheduler.queue import connect
from settings import Settings


@dataclass(frozen=True)
class Engine:
    """Everything that sending needs."""

    settings: Settings
    database: Database
    redis: Redis
    alarm: Alarm
    templates: PublishedSource
    renderer: Renderer
    pace: Pace
    gate: Gate
    links: TicketLinks
    suspects: Suspects = field(default_factory=Suspects)

    @classmethod
    def of(cls, settings: Settings) -> "Engine":
        """Build the parts; no connection is opened yet."""
        redis = connect(settings.redis_url, patience=None)
        alarm = Alarm(redis)
        database = Database(settings.database_url, ring=alarm.ring)
        pace = Pace(redis, settings.pace_per_second)
        gate = Gate(redis, settings.channels, settings.quota_reserve_percent)
        templates = PublishedSource(database)
        renderer, links = Renderer(templates), TicketLinks.of(settings)
        return cls(settings, database, redis, alarm, templates, renderer, pace, gate, links)
