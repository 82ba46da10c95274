"""The studio's checks over hostile drafts: the slowest and the largest of the whole corpus of attacks."""

import argparse
import contextlib
import time
import tracemalloc
from collections.abc import Iterator

from bench.figures import Figure, number
from flex_templates.review import Draft, review
from flex_templates.review.untrusted import Unreadable, read
from tests.flex_templates.attacks import BOMBS, DATA, ESCAPES, PLAIN, card

SMOKE = ["--repeat", "1"]
_SLOWEST, _LARGEST = 0.2, 50  # seconds, MB


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repeat", type=int, default=5, help="the best time of so many counts")


def run(chosen: argparse.Namespace) -> list[Figure]:
    corpus = dict(_corpus())
    took = {name: min(_seconds(made) for _ in range(chosen.repeat)) for name, made in corpus.items()}
    most = {name: _megabytes(made) for name, made in corpus.items()}
    slow, large = max(took, key=took.__getitem__), max(most, key=most.__getitem__)
    return [
        Figure(
            f"slowest of {len(corpus)}: {slow}", number(took[slow], " s"), "0.2 s", took[slow] <= _SLOWEST
        ),
        Figure(f"largest: {large}", number(most[large], " MB"), "50 MB", most[large] <= _LARGEST),
    ]


def _corpus() -> Iterator[tuple[str, str | bytes]]:
    for text in ESCAPES:
        yield f"escape {text[:24]}", card(text)
    for name, made in BOMBS.items():
        yield name, made()


def _judge(text: str | bytes) -> None:
    if isinstance(text, str):
        review(Draft("attack", text, PLAIN, {}), {"usual": DATA})
        return
    with contextlib.suppress(Unreadable):
        read(text)


def _seconds(text: str | bytes) -> float:
    begun = time.perf_counter()
    _judge(text)
    return time.perf_counter() - begun


def _megabytes(text: str | bytes) -> float:
    tracemalloc.start()
    try:
        _judge(text)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
