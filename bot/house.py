"""What a request needs of the house: built once by `create_app`, reached through `house()`."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import cast

from flask import current_app
from redis import Redis

from bookings.links import TicketLinks
from bookings.take_along import DataLinks
from bot.call_log import CallLog
from bot.limits import Limits
from bot.line.api import LineApi
from flex_templates import Renderer
from records.database import Database
from records.templates import Suspects
from settings import Settings

CONVERSATIONS = 128  # accounts answered at once; most of their time they wait for LINE
# Requests, of the Procfile's 32 threads, that wait for what patients did; the others are for hospitals.
WAITING = 24
WAITING_FOR_LINE = 8  # of these: until LINE took the reply, not just until all else is durable
WALKS = 4  # test clocks on their way at once; each holds a request thread for up to 30 s


@dataclass(frozen=True)
class House:
    """The parts that live as long as the process."""

    settings: Settings
    database: Database
    redis: Redis
    renderer: Renderer
    links: TicketLinks
    take_along: DataLinks
    limits: Limits
    calls: CallLog
    walks: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WALKS))
    room: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(CONVERSATIONS))
    waiting: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WAITING))
    waiting_for_line: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WAITING_FOR_LINE))
    suspects: Suspects = field(default_factory=Suspects)
    line: LineApi = field(default_factory=LineApi)
    conversations: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(CONVERSATIONS, thread_name_prefix="conversation")
    )


def house() -> House:
    """The parts of the application that serves this request."""
    return cast(House, current_app.extensions["house"])
