"""What a bench returns: figures beside their goals, printed as one table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table. `met` is None where there is no goal, or nothing to compare with."""

    what: str
    value: str
    goal: str = ""
    met: bool | None = None


def table(figures: Sequence[Figure]) -> str:
    """Markdown, aligned for a terminal too."""
    rows = [("what", "measured", "goal", "")]
    rows += [(each.what, each.value, each.goal, _mark(each.met)) for each in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def number(value: float, unit: str = "") -> str:
    """Three figures are all that a shared machine can tell: 12,300/s, 4.21 s."""
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return digits + unit


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of the sorted ones lies."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _mark(met: bool | None) -> str:
    return {None: "", True: "met", False: "missed"}[met]
