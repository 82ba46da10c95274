"""N reminders due in the same minute, drained by two workers; beside one rq job for each (`bench/naive`)."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bench.figures import Figure, number
from bench.fill import fill_bookings, fill_ended, fill_patients, settle
from bench.machine import Kind, Machine, Spent, database, machine
from bench.naive.run import run_naive
from records.messages import Message
from scheduler.alarm import Alarm
from tests.world.processes import wait_until

SMOKE = ["-n", "300", "--naive", "2,20", "--pace", "off", "--database", "sqlite"]
WORKERS = 2
EARLY = 50_000  # messages: what a worker holds then is compared with what it holds at the end
_PATIENCE = 3_600.0  # seconds
_LOOK = 0.25  # seconds between two looks: whoever looks costs CPU too


@dataclass(frozen=True)
class Burst:
    """One run. `line`: what our LINE saw, in seconds after the due moment; `memory`: early and at the end."""

    count: int
    seconds: float
    spent: Spent
    server_cpu: float
    line_cpu: float
    memory: tuple[float, float]
    line: dict[str, Any]
    ended: dict[str, int]

    @property
    def per_second(self) -> float:
        """From the first push to the last."""
        return self.count / max(0.001, self.line["last"] - self.line["first"])


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, default=50_000, help="messages in a burst, up to 1,000,000")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--pace", default="on,off")
    parser.add_argument("--latency-ms", type=float, default=20, help="how long our LINE takes for an answer")
    parser.add_argument(
        "--naive", default="30,3000", help="messages for rq's Worker and SimpleWorker; 0: not"
    )


def run(chosen: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    fastest = 0.0
    for kind in chosen.database.split(","):
        for pace in chosen.pace.split(","):
            done = burst(kind, chosen.n, unpaced=pace == "off", latency_ms=chosen.latency_ms)
            figures += _figures(f"{kind}, pace {pace}", done, paced=pace == "on")
            fastest = max(fastest, done.per_second)
    for worker, count in zip(("Worker", "SimpleWorker"), map(int, chosen.naive.split(",")), strict=False):
        if count:
            per_second, cpu = run_naive(worker, count, chosen.database.split(",")[-1], chosen.latency_ms)
            figures.append(
                Figure(
                    f"naive, rq's {worker}", f"{number(per_second, '/s')}, {number(cpu * 1e6)} µs a message"
                )
            )
            ratio = fastest / per_second
            goal, met = ("20 times", ratio >= 20) if worker == "SimpleWorker" else ("", None)
            figures.append(Figure(f"our fastest burst / naive {worker}", f"{number(ratio)} times", goal, met))
    return figures


def burst(kind: Kind, count: int, *, unpaced: bool, latency_ms: float, beside: int = 0) -> Burst:
    """Fill, start, wait until every row is sent; `beside`: so many ended ones lie there too."""
    with machine(kind, latency_ms) as house, database(house) as records:
        fill_patients(records, count)
        fill_ended(records, beside, first=3 * count + 10)
        due = datetime.now(UTC) + timedelta(seconds=8 + count / 40_000 + beside / 400_000)
        fill_bookings(records, count, due)
        settle(records)
        house.launch("alarm")
        workers = house.start_workers(WORKERS, unpaced)
        Alarm(house.redis()).ring([due])
        before, server_before, line_before = house.spent(workers), house.servers_cpu(), house.spent(["line"])
        late = due < datetime.now(UTC)
        begun = max(due.timestamp(), time.time())
        early = _watch(house, workers, count)
        wait_until(_ended(records, count), "the last outcomes", 60)
        if late:
            print(
                f"  filling {count:,} took longer than planned: lateness is counted from when all was ready"
            )
        line = house.line(f"/stats/{begun}")
        ended = _states(records)
        return Burst(
            count,
            line["last"],
            house.spent(workers).since(before),
            house.servers_cpu() - server_before,
            house.spent(["line"]).since(line_before).cpu,
            (early, house.memory(workers)),
            line,
            ended,
        )


def _watch(house: Machine, workers: list[str], count: int) -> float:
    """Until our LINE has accepted all; what a worker held after the first ones, in MB."""
    early, until = 0.0, time.monotonic() + _PATIENCE
    while (accepted := house.line("/count")["accepted"]) < count:
        if time.monotonic() > until:
            raise TimeoutError(f"{accepted} of {count} were pushed in {_PATIENCE} s")
        early = early or (house.memory(workers) if accepted >= min(EARLY, count // 2) else 0)
        time.sleep(_LOOK)
    return early or house.memory(workers)


def _figures(name: str, done: Burst, *, paced: bool) -> list[Figure]:
    line, cpu = done.line, done.spent.cpu / done.count * 1e6
    rate, worst, peak = done.per_second, line["worst_second"], done.spent.peak_mb
    rate_goal = ("1,900 to 2,000/s", 1_900 <= rate <= 2_000) if paced else ("8,000/s", rate >= 8_000)
    lateness = " · ".join(number(line[each], " s") for each in ("first", "median", "last"))
    wrong = line["duplicates"] + done.count - done.ended.get("sent", 0)
    return [
        Figure(f"{name}: {done.count:,} messages", number(rate, "/s"), *rate_goal),
        Figure(f"{name}: worst second", f"{worst:,}", *(("2,000", worst <= 2_000) if paced else ("", None))),
        Figure(
            f"{name}: CPU of all workers a message",
            number(cpu, " µs"),
            *(("", None) if paced else ("200 µs", cpu <= 200)),
        ),
        Figure(f"{name}: database and Redis a message", number(done.server_cpu / done.count * 1e6, " µs")),
        Figure(f"{name}: our LINE a message", number(done.line_cpu / done.count * 1e6, " µs")),
        Figure(f"{name}: peak memory of a worker", number(peak, " MB"), "250 MB", peak <= 250),
        Figure(
            f"{name}: memory after {min(EARLY, done.count // 2):,}, at the end",
            " · ".join(number(each, " MB") for each in done.memory),
            "flat",
            done.memory[1] <= 1.1 * done.memory[0],
        ),
        Figure(f"{name}: late, first · median · last", lateness),
        Figure(f"{name}: lost or twice", f"{wrong:,}", "0", wrong == 0),
    ]


def _ended(records: Any, count: int) -> Callable[[], bool]:
    return lambda: sum(_states(records).values()) >= count


def _states(records: Any) -> dict[str, int]:
    with records.read() as session:
        query = select(Message.state, func.count()).where(
            Message.booking_id.is_not(None),
            Message.kind == "day_before",
            Message.state.not_in(("planned", "sending")),
        )
        return {row[0]: row[1] for row in session.execute(query.group_by(Message.state))}
