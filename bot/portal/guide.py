"""The guide's long texts: Markdown files by language, and tables made from the code that they tell about."""

import re
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from bookings.life_cycle import Cell, table
from bookings.life_cycle import text as text_of
from bot.hospital.advice import what_to_do
from bot.hospital.faults import FAULTS

_HERE = Path(__file__).parent
_FOLDER = _HERE / "guide"
_FACT = re.compile(r"\{\w+\}")  # what only a call itself can tell


def text(name: str, language: str, base: str) -> Markup:
    """A chapter as HTML; the service's own address stands in its examples."""
    return Markup(_text(name, language).replace("https://connect.example", str(Markup.escape(base))))  # noqa: S704


@cache
def _text(name: str, language: str) -> str:
    source = (_FOLDER / language / f"{name}.md").read_text(encoding="utf-8")
    html = MarkdownIt("js-default").render(source)
    html = html.replace("<pre>", '<div class="code"><pre tabindex="0">').replace("</pre>", "</pre></div>")
    return html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    )


def errors(language: str) -> list[dict[str, str | int]]:
    """Every refusal, by status: its type, what it means and what to do."""
    rows = [
        {
            "name": code.replace("_", "-"),
            "status": words.status,
            "title": words.title,
            "detail": _FACT.sub("…", words.thai if language == "th" else words.detail),
            "todo": what_to_do(code, language),
        }
        for code, words in FAULTS.items()
    ]
    return sorted(rows, key=lambda row: str(row["status"]))


def states() -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """Each state with what each call, and the patient, does there: how it looks and what it says."""
    return [
        (state, {column: (_look(state, each), text_of(state, each)) for column, each in cells.items()})
        for state, cells in table().items()
    ]


def _look(state: str, shown: Cell) -> str:
    return "bad" if shown.status == 409 else "good" if shown.after != state else ""
