"""Which test holds which line of the contract: `python -m tests.contract.table` writes docs/contract.md."""

import re
from collections.abc import Iterator
from itertools import groupby

from tests.contract.lines import ROOT, Line, Quote, lines, quotes

PAGE = ROOT / "docs/contract.md"
# What introduces promises and is none.
PROSE = (
    "The callback endpoints that hospital systems call (S4, S6, S9, S10 of `journey.md`).",
    "This page is the contract that outside clients rely on: paths, fields and statuses here do not change;",
    "everything that it leaves open is the implementer's to settle well.",
    "Two versions are served, and both end in the same code:",
    "**version 3**, the three calls that Thai hospitals' queue systems already make to MOPH Connect.",
    "**version 4**, the full API for whoever connects a system today.",
    "Public facts about the existing API",
    "(its published guide of 2018, the PHP, jQuery and Python clients that hospitals run).",
    "What real clients are seen to send, and what is understood:",
    "Served so:",
)
_JOINING = re.compile(r"(?:\b(?:and|or|but|with|as the table says)\b|[\s.,;:()|–])*")
_HEAD = """# The contract, line by line

Every line of [hospital-api.md](hospital-api.md) and the tests that hold it. A test quotes the line with
`@pytest.mark.contract("…")`; this page is made of these marks (`python -m tests.contract.table`), and a test
fails when a line has none, when a quote does not stand in the contract, or when this page is stale.
"""


def holding(line: Line, marks: list[Quote]) -> list[Quote]:
    """The marks that quote a piece of the line."""
    return [each for each in marks if each.text in line.text]


def unquoted(line: Line, marks: list[Quote]) -> str:
    """What of the line nobody quotes; empty when there are only joining words left."""
    covered = [False] * len(line.text)
    for text in (*PROSE, *(each.text for each in marks)):
        begin = line.text.find(text)
        if begin >= 0:
            covered[begin : begin + len(text)] = [True] * len(text)
    rest = "".join("\0" if done else letter for letter, done in zip(line.text, covered, strict=True))
    return " … ".join(part.strip() for part in rest.split("\0") if not _JOINING.fullmatch(part))


def page() -> str:
    """The whole page."""
    marks = quotes()
    return _HEAD + "\n".join(
        _section(heading, list(some), marks) for heading, some in groupby(lines(), _heading)
    )


def _heading(line: Line) -> str:
    return line.heading


def _section(heading: str, some: list[Line], marks: list[Quote]) -> str:
    return "\n".join(["", f"## {heading}", "", "| line | held by |", "|---|---|", *_rows(some, marks), ""])


def _rows(some: list[Line], marks: list[Quote]) -> Iterator[str]:
    for line in some:
        held = "<br>".join(f"`{each}`" for each in sorted({each.test for each in holding(line, marks)}))
        if held:
            yield f"| {line.text.replace('|', '&#124;')} | {held} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
