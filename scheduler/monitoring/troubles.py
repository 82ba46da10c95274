"""What an operator has to know now: alarms of `/readyz`, the probe, `flask line status`, the staff page.

docs/operations.md tells of each code what it means and what to do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from redis import Redis, RedisError
from sqlalchemy.exc import SQLAlchemyError

from bookings.now import real_now
from records.claims import oldest_due
from records.database import Database
from records.messages import URGENT
from scheduler.channels.quota import Level
from scheduler.channels.state import ChannelStates
from scheduler.monitoring.heartbeat import alarm_alive, count_workers, hung_workers, last_sweep_late
from settings import Settings

CODES = (
    "database_away",
    "redis_away",
    "alarm_away",
    "worker_away",
    "worker_hung",
    "sweep_late",
    "messages_late",
    "channel_refused",
    "quota_short",
    "quota_reserved",
    "quota_used_up",
)
_LATE = timedelta(minutes=2)
_OF_LEVEL: dict[Level, str] = {
    "short": "quota_short",
    "reserved": "quota_reserved",
    "used_up": "quota_used_up",
}
_WARNINGS = {"quota_short"}


@dataclass(frozen=True)
class Trouble:
    """`code` is for whoever watches; `note` is for operators only, it may hold figures and LINE's words."""

    code: str
    channel: str | None = None
    since: datetime | None = None
    note: str = ""

    @property
    def grave(self) -> bool:
        """Whether messages do not leave; else it is a warning."""
        return self.code not in _WARNINGS


def troubles(settings: Settings, redis: Redis, database: Database) -> list[Trouble]:
    """All there are. What cannot be asked is one itself."""
    found: list[Trouble] = []
    try:
        found += _of_processes(redis)
        states = ChannelStates(redis)
        for channel in settings.channels:
            found += _of_channel(states, channel, settings.quota_reserve_percent)
    except RedisError:
        found.append(Trouble("redis_away"))
    try:
        found += _of_ledger(database)
    except SQLAlchemyError:
        found.append(Trouble("database_away"))
    return found


def _of_processes(redis: Redis) -> list[Trouble]:
    hung = hung_workers(redis)
    found = [Trouble("worker_hung", since=since) for since in hung]
    if not count_workers(redis):
        found.append(Trouble("worker_away"))
    if not alarm_alive(redis):
        found.append(Trouble("alarm_away"))
    if since := last_sweep_late(redis):
        found.append(Trouble("sweep_late", since=since))
    return found


def _of_channel(states: ChannelStates, channel: str, reserve_percent: int) -> list[Trouble]:
    found: list[Trouble] = []
    if stop := states.stop(channel):
        found.append(Trouble("channel_refused", channel, stop.since, f"LINE says: {stop.answer}"))
    quota = states.quota(channel, reserve_percent)
    if quota and (code := _OF_LEVEL.get(quota.level)):
        note = f"{quota.used:,} of {quota.limit or 0:,} used, about {quota.per_day:,.0f} a day"
        if quota.level == "short":
            note += f", the reserve begins on {quota.lasts_until:%Y-%m-%d}"
        found.append(Trouble(code, channel, quota.spent_at, note))
    return found


def _of_ledger(database: Database) -> list[Trouble]:
    """Urgent messages that nobody claims, whatever the cause."""
    with database.read() as session:
        oldest = oldest_due(session, URGENT, real_now())
    late = oldest is not None and real_now() - oldest > _LATE
    return [Trouble("messages_late", since=oldest)] if late else []
