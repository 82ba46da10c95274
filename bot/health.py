"""`/healthz`: the process answers. `/readyz`: messages can leave. Open to all, they tell no secret."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify
from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot.auth import states_auth
from bot.house import house
from scheduler.monitoring.heartbeat import alarm_alive, count_workers, hung_workers
from scheduler.monitoring.troubles import troubles

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@states_auth("none")
def alive() -> Response:
    """200 while the process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@states_auth("none")
def ready() -> tuple[Response, int]:
    """200 when all parts answer and nothing keeps messages from leaving, else 503; the body says what.

    `{"status", "parts": {part: bool}, "alarms": [{"code", "channel", "since"}]}`; docs/operations.md explains
    each code. A warning is an alarm under status 200.
    """
    parts = {name: _answers(check) for name, check in _CHECKS.items()}
    here = house()
    alarms = troubles(here.settings, here.redis, here.database)
    fine = all(parts.values()) and not any(each.grave for each in alarms)
    shown = [{"code": each.code, "channel": each.channel, "since": _text(each.since)} for each in alarms]
    return jsonify(status="ok" if fine else "not ready", parts=parts, alarms=shown), 200 if fine else 503


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _answers(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (RedisError, SQLAlchemyError):
        return False


def _database() -> bool:
    house().database.ping()
    return True


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "redis": lambda: bool(house().redis.ping()),
    "alarm": lambda: alarm_alive(house().redis),
    "worker": lambda: count_workers(house().redis) > len(hung_workers(house().redis)),
}
