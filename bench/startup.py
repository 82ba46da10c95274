"""From starting a process to its being there: worker, web, alarm; beside importing the SDK's client."""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from bench.figures import Figure, number
from bench.machine import Kind, Machine, machine
from scheduler.monitoring.heartbeat import alarm_alive, count_workers
from tests.world.processes import wait_until

SMOKE = ["--times", "1", "--database", "sqlite"]
_SDK = "import linebot.v3.messaging"
_WHAT_A_WORKER_IMPORTS = "import sys, scheduler.worker; print('linebot.v3.messaging' in sys.modules)"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--times", type=int, default=5, help="starts of each; the middle one counts")
    parser.add_argument("--database", default="postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    figures = [figure for kind in chosen.database.split(",") for figure in _starts(kind, chosen.times)]
    sdk = statistics.median(_takes(_SDK)[0] for _ in range(chosen.times))
    paid = _takes(_WHAT_A_WORKER_IMPORTS)[1] == "True"
    return [
        *figures,
        Figure("importing the SDK's messaging client", number(sdk, " s")),
        Figure("a worker imports it", "yes" if paid else "no", "not for each job", not paid),
    ]


def _starts(kind: Kind, times: int) -> list[Figure]:
    with machine(kind) as house:
        there: dict[str, Callable[[], object]] = {
            "worker": lambda: count_workers(house.redis()),
            "web": lambda: house.answers(f"{house.web_url}/healthz"),
            "alarm": lambda: alarm_alive(house.redis()),
        }
        return [_start(house, kind, name, ready, times) for name, ready in there.items()]


def _start(house: Machine, kind: Kind, name: str, ready: Callable[[], object], times: int) -> Figure:
    took: list[float] = []
    cpu = 0.0
    for _ in range(times):
        house.redis().flushall()
        begun = time.perf_counter()
        house.launch(name)
        wait_until(ready, name)
        took.append(time.perf_counter() - begun)
        cpu = house.spent([name]).cpu
        house.stop(name)
    return Figure(
        f"{kind}: {name} is there after",
        f"{number(statistics.median(took), ' s')}, {number(cpu, ' s')} of CPU",
    )


def _takes(code: str) -> tuple[float, str]:
    """Seconds in a Python of its own, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout.strip()
