"""Whether messages leave, for operators: every alarm in words, and each channel's month."""

from dataclasses import dataclass

from flask import Response, abort
from redis import RedisError

from bookings.times import BANGKOK
from bot.house import house
from bot.staff.guard import note, requires
from bot.staff.pages import blueprint, draw
from scheduler.channels.keeper import resume, token_trouble
from scheduler.channels.quota import Quota
from scheduler.channels.state import ChannelStates, Stop
from scheduler.monitoring.heartbeat import count_workers
from scheduler.monitoring.troubles import troubles


@dataclass(frozen=True)
class Row:
    """One channel. Without a quota LINE was not asked yet."""

    name: str
    stop: Stop | None
    quota: Quota | None


@blueprint.get("/operations")
@requires("operations")
def operations() -> Response:
    """Looked at anew each time."""
    return _page()


@blueprint.post("/operations/<channel>/resume")
@requires("operations")
def resume_channel(channel: str) -> Response:
    """Let a stopped channel go on, once LINE takes its token."""
    here = house()
    if channel not in here.settings.channels:
        abort(404)
    try:
        if token_trouble(here.settings.channels[channel]):
            return _page(422, refused=channel)
        resume(ChannelStates(here.redis), here.database, channel)
    except RedisError:
        return _page(503)
    here.database.write(lambda session: note(session, "channel.resumed", channel))
    return _page(done=channel)


def _page(status: int = 200, **values: str) -> Response:
    here = house()
    found = troubles(here.settings, here.redis, here.database)
    rows, workers = _rows()
    return draw("operations.html", status, troubles=found, rows=rows, workers=workers, zone=BANGKOK, **values)


def _rows() -> tuple[list[Row], int]:
    here, percent = house(), house().settings.quota_reserve_percent
    states = ChannelStates(here.redis)
    try:
        rows = [Row(name, states.stop(name), states.quota(name, percent)) for name in here.settings.channels]
        return rows, count_workers(here.redis)
    except RedisError:
        return [], 0
