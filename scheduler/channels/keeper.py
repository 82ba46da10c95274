"""Keeps the gates: asks LINE whether a stopped channel may go on, and how much of its quota is left.

A thread in every worker; whoever looks first holds the others off, so that LINE is asked once.
"""

import logging
import threading
import time
from collections.abc import Callable

from redis import Redis, RedisError
from sqlalchemy.exc import SQLAlchemyError

from bookings.now import real_now
from records.claims import wake_held
from records.database import Database
from scheduler.channels.gate import LOOK_AGAIN, WAITED_FOR, Gate
from scheduler.channels.line_status import LineAwayError, LineStatus
from scheduler.channels.quota import Quota
from scheduler.channels.state import ChannelStates
from settings import Channel, Settings

log = logging.getLogger(__name__)
_EVERY = 1.0  # seconds
_LOOKING = 15  # seconds; longer than LINE may take to answer
_READ_EVERY = 300.0  # seconds between two readings of the quota
_READ_OFTEN = 5.0  # where it is nearly or quite over
_CLOSE = 50_000  # what is left then may be sent before the next reading
_BATCH = 5_000
_WAKE_TIMES = 3  # a claim under way may have found the gate shut still: looks in a row that wake what waits
_LEVELS = {
    "short": "the quota of channel %s will not last the month: %s of %s used, the reserve begins on %s",
    "reserved": "the quota of channel %s is nearly over, reminders wait: %s of %s used",
    "used_up": "the quota of channel %s is used up, everything waits: %s of %s used",
}

_WAITS = ("reserved", "used_up")


class Keeper(threading.Thread):
    """Looks every second whether something is to be asked."""

    def __init__(self, settings: Settings, redis: Redis, database: Database, gate: Gate) -> None:
        super().__init__(name="gate keeper", daemon=True)
        self._settings, self._database, self._gate = settings, database, gate
        self._states, self._line = ChannelStates(redis), LineStatus()
        self._to_wake = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until stopped."""
        while not self._stopped.is_set():
            try:
                self._look()
            except (RedisError, SQLAlchemyError) as error:
                log.warning("the gates were not looked at: %s", type(error).__name__)
            except Exception:  # whatever it is: without a keeper a stopped channel would stay so
                log.exception("the gates were not looked at")
            self._stopped.wait(_EVERY)

    def stop(self) -> None:
        """Ask nothing more."""
        self._stopped.set()

    def _look(self) -> None:
        self._gate.read()  # tells what was heard, also when this worker claims nothing more
        for channel in self._settings.channels.values():
            if self._states.look_due(channel.name):
                self._alone(self._look_at_token, channel)
            if self._states.reading_due(channel.name):
                self._alone(self._read_quota, channel)
        if self._to_wake:
            wake_waiting(self._database)
            self._to_wake -= 1

    def _alone(self, ask: Callable[[Channel], None], channel: Channel) -> None:
        what = f"{ask.__name__}:{channel.name}"
        if self._states.first(what, _LOOKING):
            ask(channel)
            self._states.leave(what)

    def _look_at_token(self, channel: Channel) -> None:
        try:
            works = self._line.token_works(channel)
        except LineAwayError as error:
            log.warning("channel %s: LINE was not reached: %s", channel.name, error)
            works = False
        if not works:
            self._states.still_stopped(channel.name)
            return
        log.warning("channel %s goes on: LINE takes its token", channel.name)
        self._states.go_on(channel.name)
        self._to_wake = _WAKE_TIMES

    def _read_quota(self, channel: Channel) -> None:
        try:
            quota, went_on = read_quota(
                self._states, self._line, channel, self._settings.quota_reserve_percent
            )
        except LineAwayError as error:
            log.info("the quota of channel %s was not read: %s", channel.name, error)
            self._states.read_soon(channel.name, _READ_OFTEN)
            return
        self._states.read_soon(channel.name, _READ_OFTEN if _may_change_soon(quota) else _READ_EVERY)
        self._gate.read(anew=True)
        self._say(channel.name, quota)
        if went_on:
            log.warning("channel %s goes on: its quota has room again", channel.name)
            self._to_wake = _WAKE_TIMES

    def _say(self, channel: str, quota: Quota) -> None:
        """Once for each level that is reached."""
        if self._states.changed(channel, quota.level) and quota.level in _LEVELS:
            limit = "no limit" if quota.limit is None else f"{quota.limit:,}"
            values = [channel, f"{quota.used:,}", limit]
            if quota.level == "short":
                values.append(f"{quota.lasts_until:%Y-%m-%d}")
            log.warning(_LEVELS[quota.level], *values)


def read_quota(
    states: ChannelStates, line: LineStatus, channel: Channel, reserve_percent: int
) -> tuple[Quota, bool]:
    """Ask LINE, and keep what it says; whether what waited may leave now. Raises LineAwayError."""
    counted = states.counted(channel.name)
    before = states.quota(channel.name, reserve_percent)
    more = states.keep_reading(channel.name, line.usage(channel), counted)
    # LINE's count may lag behind its refusals, so some room left is no reason to try again: more is.
    freed = more and states.forget_spent(channel.name)
    quota = states.quota(channel.name, reserve_percent)
    if quota is None:
        raise LineAwayError("Redis forgot it at once")
    waited = before is not None and before.level in _WAITS
    return quota, freed or (waited and quota.level not in _WAITS)


def token_trouble(channel: Channel) -> str | None:
    """Why the channel cannot go on: LINE refuses its token, or was not reached; None when it can."""
    try:
        works = LineStatus().token_works(channel)
    except LineAwayError as error:
        return f"LINE was not reached: {error}."
    return None if works else "LINE refuses the channel's token: set the right one and restart first."


def resume(states: ChannelStates, database: Database, channel: str) -> None:
    """Let it go on now, whatever stopped it."""
    states.go_on(channel, forget=True)
    states.forget_spent(channel)
    wake_surely(database)


def wake_surely(database: Database) -> None:
    """Twice: a claim under way may have found the gate shut still."""
    wake_waiting(database)
    time.sleep(1)
    wake_waiting(database)


def wake_waiting(database: Database) -> None:
    """Have everything that waited for a gate looked at now."""
    now = real_now()

    def some() -> int:
        return database.write(lambda session: wake_held(session, WAITED_FOR, now, now + LOOK_AGAIN, _BATCH))

    while some() >= _BATCH:
        pass
    database.ring({now})


def _may_change_soon(quota: Quota) -> bool:
    return quota.spent_at is not None or (quota.left is not None and quota.left - quota.reserve < _CLOSE)
