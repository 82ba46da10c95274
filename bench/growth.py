"""Claiming from a ledger of years against claiming from a young one, in turns, from one run."""

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bench.figures import Figure, number
from bench.fill import fill_bookings, fill_ended, fill_patients, settle
from bench.machine import Kind, postgres
from records import claims
from records.database import Database
from records.migrate import migrate
from tests.world.databases import new_database

SMOKE = ["--rows", "6000", "--young", "1000", "--database", "sqlite", "-n", "300", "--batch", "50"]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="ended messages in the old ledger")
    parser.add_argument("--young", type=int, default=100_000, help="ended messages in the young one")
    parser.add_argument("-n", type=int, default=50_000, help="messages due in both")
    parser.add_argument("--batch", type=int, default=500, help="messages a claim takes")
    parser.add_argument("--database", default="sqlite,postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    for kind in chosen.database.split(","):
        young, old = _claims(kind, chosen)
        ratio = old / young
        figures += [
            Figure(f"{kind}: a claim beside {chosen.young:,} ended rows", number(young * 1e3, " ms")),
            Figure(f"{kind}: a claim beside {chosen.rows:,} ended rows", number(old * 1e3, " ms")),
            Figure(f"{kind}: old / young", f"{number(ratio)} times", "1.5 times", ratio <= 1.5),
        ]
    return figures


def _claims(kind: Kind, chosen: argparse.Namespace) -> tuple[float, float]:
    """Seconds that the middle one of the claims took: young, old."""
    with ExitStack() as both:
        sizes = (chosen.young, chosen.rows)
        young, old = (both.enter_context(_ledger(kind, chosen.n, rows)) for rows in sizes)
        took: dict[Database, list[float]] = {young: [], old: []}
        for _ in range(chosen.n // chosen.batch):
            for ledger in (young, old):
                begun = time.perf_counter()
                assert ledger.write(lambda session: _claim(session, chosen.batch)) == chosen.batch
                took[ledger].append(time.perf_counter() - begun)
        # The first claims find nothing in memory; no morning begins like that.
        return statistics.median(took[young][1:]), statistics.median(took[old][1:])


def _claim(session: Session, limit: int) -> int:
    """What a worker does before it judges and pushes: find, lock, hold."""
    now = datetime.now(UTC)
    found = claims.claim_due(session, now, limit)
    begun = [claims.Begun(due.id, str(uuid.uuid4()), {"version": due.version}) for due in found]
    claims.begin(session, begun, "bench", now, timedelta(minutes=5))
    return len(found)


@contextmanager
def _ledger(kind: Kind, count: int, ended: int) -> Generator[Database]:
    """A database with `count` bookings whose reminders are due, and so many ended messages."""
    with tempfile.TemporaryDirectory(prefix="connect-bench-") as folder, postgres(kind) as server:
        url = new_database(Path(folder), server.url if server else None)
        migrate(url)
        found = Database(url)
        try:
            fill_patients(found, count)
            fill_ended(found, ended, first=3 * count + 10)
            fill_bookings(found, count, datetime.now(UTC) - timedelta(minutes=1))
            settle(found)
            yield found
        finally:
            found.close()
