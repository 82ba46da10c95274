"""The studio's checks over hostile drafts: the slowest and the largest of the whole corpus of attacks."""

import argparse
import contextlib
import time
import tracemalloc
from collections.abc import Iterator

from bench.figures import Figure, number
from flex_templates import FileSource, TemplateError
from flex_templates.form import fields
from flex_templates.pasting import offers, pasted
from flex_templates.review import Draft, review
from flex_templates.review.untrusted import Unreadable, read
from tests.flex_templates.attacks import BOMBS, DATA, ESCAPES, HEAVY, PLAIN, card

_CARD = "queue_card"
_SAMPLES = FileSource().samples(_CARD)
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


def _card(text: str) -> None:
    """As the studio's page does with what was pasted: form, offers, checks with all samples."""
    made = pasted(text, [], PLAIN)
    fields(made, PLAIN)
    offers(_CARD, made, PLAIN, _SAMPLES["usual"])
    review(Draft(_CARD, text, PLAIN, {}), _SAMPLES)


def _corpus() -> Iterator[tuple[str, str | bytes]]:
    for text in ESCAPES:
        yield f"escape {text[:24]}", card(text)
    for name, made in BOMBS.items():
        yield name, made()
    for name, heavy in HEAVY.items():
        yield f"heavy {name}", heavy()


def _judge(text: str | bytes) -> None:
    if isinstance(text, str):
        with contextlib.suppress(Unreadable, TemplateError):
            _card(text)
            return
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
