"""Sending from a ledger of years against sending from a young one: the same burst, other rows beside it."""

import argparse

from bench.burst import burst
from bench.figures import Figure, number

SMOKE = ["--rows", "6000", "--young", "1000", "--database", "sqlite", "-n", "300"]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="ended messages in the old ledger")
    parser.add_argument("--young", type=int, default=100_000, help="ended messages in the young one")
    parser.add_argument("-n", type=int, default=10_000, help="messages due in both")
    parser.add_argument("--database", default="postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    for kind in chosen.database.split(","):
        young, old = (
            burst(kind, chosen.n, unpaced=True, latency_ms=0, beside=rows)
            for rows in (chosen.young, chosen.rows)
        )
        slower = young.per_second / old.per_second
        figures += [
            Figure(f"{kind}: {chosen.n:,} sent beside {chosen.young:,} rows", number(young.per_second, "/s")),
            Figure(f"{kind}: {chosen.n:,} sent beside {chosen.rows:,} rows", number(old.per_second, "/s")),
            Figure(f"{kind}: young / old", f"{number(slower)} times", "1.5 times", slower <= 1.5),
        ]
    return figures
