"""The service as processes for a bench, with a fast LINE, and what they cost."""

import json
import os
import re
import sys
import tempfile
import urllib.request
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from records.database import Database
from records.migrate import migrate
from scheduler.monitoring.heartbeat import count_workers
from scripts.with_postgres import Server, serving
from tests.world.processes import Processes, free_port, wait_until

Kind = Literal["sqlite", "postgres"]
_TICKS = os.sysconf("SC_CLK_TCK")


class Machine(Processes):
    """Redis, LINE, web, workers and alarm. `unpaced`: workers without a pace-keeper; `naive`: see there."""

    def __init__(self, directory: Path, server: Server | None, latency_ms: float = 0) -> None:
        super().__init__(directory, server.url if server else None)
        self._server = server
        self.line_port, self.latency_ms = free_port(), latency_ms
        self.line_url = f"http://127.0.0.1:{self.line_port}"
        self.environment = dict(self.environment) | {
            f"LINE_{channel}_API_BASE": self.line_url for channel in ("LIVE", "TEST", "SANDBOX")
        }
        self.environment["LOG_LEVEL"] = "WARNING"
        self.bare_port = free_port()
        self.bare_url = f"http://127.0.0.1:{self.bare_port}"

    def commands(self) -> dict[str, list[str]]:
        line = ["--port", str(self.line_port), "--latency-ms", str(self.latency_ms)]
        more = {"line": ["-m", "bench.line", *line], "unpaced": ["-m", "bench.unpaced_worker"]}
        for worker in ("Worker", "SimpleWorker"):
            more[f"naive-{worker}"] = ["-m", "rq.cli", "worker", "naive", "--url", self.redis_url, "--quiet"]
            more[f"naive-{worker}"] += ["--worker-class", f"rq.{worker}"]
        more["web"] = [*super().commands()["web"][1:], "--workers", "2"]
        bare = {"wsgi:app": "bench.bare:app", f"127.0.0.1:{self.web_port}": f"127.0.0.1:{self.bare_port}"}
        more["bare"] = [bare.get(word, word) for word in more["web"]]
        return super().commands() | {name: [sys.executable, *words] for name, words in more.items()}

    def start_workers(self, count: int, unpaced: bool = False) -> list[str]:
        """Workers that wait for work, by name."""
        names = [f"{'unpaced' if unpaced else 'worker'}.{number}" for number in range(1, count + 1)]
        for name in names:
            self.launch(name)
        wait_until(lambda: count_workers(self.redis()) >= count, "the workers")
        return names

    def start_web(self) -> None:
        """Two processes of 32 threads each, as on a machine of two cores."""
        self.launch("web")
        wait_until(lambda: self.answers(f"{self.web_url}/healthz"), "the web")

    def line(self, path: str, method: str = "GET") -> dict[str, Any]:
        """Ask our LINE what it saw."""
        with urllib.request.urlopen(
            urllib.request.Request(self.line_url + path, method=method), timeout=60
        ) as answer:
            return json.load(answer)

    def servers_cpu(self) -> float:
        """CPU seconds of Redis and PostgreSQL until now; SQLite works inside whoever uses it."""
        pids = family(self.running["redis"].pid) + (family(self._server.pid) if self._server else [])
        return sum(map(_cpu, pids))

    def memory(self, names: Iterable[str]) -> float:
        """What the largest of these processes holds now, in MB."""
        pids = [pid for name in names for pid in family(self.running[name].pid)]
        return max((_memory(pid, "VmRSS") for pid in pids), default=0)

    def spent(self, names: Iterable[str]) -> "Spent":
        """CPU seconds and memory of these processes with their children until now."""
        pids = [pid for name in names for pid in family(self.running[name].pid)]
        return Spent(sum(map(_cpu, pids)), max((_memory(pid, "VmHWM") for pid in pids), default=0))


@dataclass(frozen=True)
class Spent:
    """CPU seconds in all; the highest memory that any one process ever held, in MB."""

    cpu: float
    peak_mb: float

    def since(self, before: "Spent") -> "Spent":
        """What was spent in between; the peak stays."""
        return Spent(self.cpu - before.cpu, self.peak_mb)


def family(pid: int) -> list[int]:
    """The process and all that descend from it (Linux)."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [each for child in children.read_text().split() for each in family(int(child))]
    return found


def _cpu(pid: int) -> float:
    """With its ended children's; 0 for one that is gone."""
    if not Path(f"/proc/{pid}").exists():
        return 0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def _memory(pid: int, which: str) -> float:
    """In MB. `which`: VmHWM for the highest ever, VmRSS for now."""
    found = re.search(rf"{which}:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0


@contextmanager
def machine(kind: Kind, latency_ms: float = 0) -> Generator[Machine]:
    """Redis and LINE run, the database is migrated. PostgreSQL keeps its promises: it waits for the disk.

    Raises RuntimeError where there is no PostgreSQL.
    """
    with tempfile.TemporaryDirectory(prefix="connect-bench-") as folder, postgres(kind) as server:
        found = Machine(Path(folder), server, latency_ms)
        try:
            migrate(found.database_url)
            found.start("redis")
            found.launch("line")
            wait_until(lambda: _answers(found), "our LINE")
            yield found
        finally:
            found.stop_all()


@contextmanager
def database(of: Machine) -> Generator[Database]:
    """The machine's database, from outside."""
    found = Database(of.database_url)
    try:
        yield found
    finally:
        found.close()


@contextmanager
def postgres(kind: Kind) -> Generator[Server | None]:
    """A server that waits for the disk; None for SQLite. Raises RuntimeError where it cannot be had."""
    if kind == "sqlite":
        yield None
        return
    with serving(("shared_buffers=512MB", "max_wal_size=4GB")) as server:
        if server is None:
            raise RuntimeError("there is no PostgreSQL here; see scripts/with_postgres.py")
        yield server


def _answers(of: Machine) -> bool:
    try:
        return "accepted" in of.line("/count")
    except OSError:
        return False
