"""`/healthz`: the process answers. `/readyz`: everything it needs does. Open to all, they tell no secret."""

from collections.abc import Callable

from flask import Blueprint, Response, jsonify
from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot.auth import states_auth
from bot.house import house
from scheduler.heartbeat import alarm_alive, count_workers

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@states_auth("none")
def alive() -> Response:
    """200 while the process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@states_auth("none")
def ready() -> tuple[Response, int]:
    """200 when all parts answer, else 503; the body says which: `{"status", "parts": {part: bool}}`."""
    parts = {name: _answers(check) for name, check in _CHECKS.items()}
    fine = all(parts.values())
    return jsonify(status="ok" if fine else "not ready", parts=parts), 200 if fine else 503


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
    "worker": lambda: count_workers(house().redis) > 0,
}
