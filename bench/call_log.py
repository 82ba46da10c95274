"""The hospitals' call log: what noting a call costs beside the same call unnoted, and how large it grows.

One process, SQLite, Redis on loopback; noted and unnoted calls take turns: both meet the same machine.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure, number
from bot.app import create_app
from bot.call_log import MOST, CallLog
from records.migrate import migrate
from settings import Settings
from tests.api.world import CODE, World, house_of
from tests.world.processes import Processes

SMOKE = ["--calls", "4", "--batches", "2"]
_UNLIMITED = "1000000/minute"
_A_CALL, _A_BATCH, _A_LOG = 0.5, 20.0, 6.0  # milliseconds, milliseconds, MB


class _Unnoted(CallLog):
    """Keeps nothing."""

    def note(self, *_: Any, **__: Any) -> None:
        pass


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--batches", type=int, default=10, help="nightly calls of 1,000 bookings")


def run(chosen: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as directory:
        parts = Processes(Path(directory))
        migrate(parts.database_url)
        try:
            parts.start("redis")
            return _measure(parts, chosen)
        finally:
            parts.stop_all()


def _measure(parts: Processes, chosen: argparse.Namespace) -> list[Figure]:
    settings = Settings(
        database_url=parts.database_url,
        redis_url=parts.redis_url,
        calls_per_key=_UNLIMITED,
        calls_per_address=_UNLIMITED,
    )
    app = create_app(settings)
    world = World.anew(app)
    booking = world.fields("B-1")
    batch = {"bookings": [{**booking, "booking_ref": f"NIGHTLY-{number:07}"} for number in range(1000)]}
    read = _both(world, lambda: world.call("GET", "/bookings/B-1"), chosen.calls, lambda: world.book("B-1"))
    book = _both(world, lambda: world.call("POST", "/bookings", booking), chosen.calls)
    night = _both(world, lambda: world.call("POST", "/reminders", batch), chosen.batches)
    full = _full_log(world, parts)
    return [
        *_figures("reading a booking", read, _A_CALL),
        *_figures("a booking told again", book, _A_CALL),
        *_figures("a nightly call of 1,000", night, _A_BATCH),
        Figure(
            f"memory of {MOST} nightly calls of 1,000",
            number(full, " MB"),
            number(_A_LOG, " MB"),
            full <= _A_LOG,
        ),
    ]


def _both(
    world: World, call: Callable[[], Any], times: int, before: Callable[[], Any] | None = None
) -> tuple[float, float]:
    """Milliseconds of an unnoted call, and what the noted one needs beyond: medians of pairs."""
    house = house_of(world.app)
    unnoted = replace(house, calls=_Unnoted(house.redis))
    if before:
        before()
    took: dict[bool, list[float]] = {False: [], True: []}
    for number_of in range(-2, 2 * times):
        noted = number_of % 2 == 1
        world.app.extensions["house"] = house if noted else unnoted
        begun = time.perf_counter()
        call()
        if number_of >= 0:
            took[noted].append((time.perf_counter() - begun) * 1000)
    world.app.extensions["house"] = house
    beyond = [one - other for one, other in zip(took[True], took[False], strict=True)]
    return median(took[False]), median(beyond)


def _figures(what: str, took: tuple[float, float], goal: float) -> list[Figure]:
    usual, beyond = took
    return [
        Figure(f"{what}, unnoted", number(usual, " ms")),
        Figure(f"{what}, noting it", number(beyond, " ms"), f"{number(goal)} ms", beyond <= goal),
    ]


def _full_log(world: World, parts: Processes) -> float:
    """What the largest log takes in Redis, in MB."""
    log = CallLog(house_of(world.app).redis)
    (entry,) = log.last(CODE, "test")[:1]
    refs = [f"NIGHTLY-{number:07}" for number in range(1000)]
    for _ in range(MOST):
        log.note(CODE, "live", entry, taken=refs)
    used: Any = parts.redis().memory_usage(f"calls:live:{CODE}", samples=0)
    return used / 2**20
