"""Draw the cards: `python -m flex_templates.gallery [name …]`.

Into var/cards: `{name}/{sample}-{width}.png`, with `-large` for large letters and `-en` for English, and all
on one sheet, `{name}.png`. With no names also `components.png`, every component of LINE's reference, and the
overview docs/cards.png.
"""

import argparse
import sys
from pathlib import Path

from flex_templates.document import Language
from flex_templates.gallery.components import components
from flex_templates.gallery.drawings import LARGE_LETTERS, OVERVIEW, WIDTHS, Drawing, drawings
from flex_templates.gallery.studio import Studio, chromium, studio
from flex_templates.source import FileSource

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "var/cards"
PICTURE = ROOT / "docs/cards.png"


def main() -> int:
    """Says where the pictures are."""
    known = FileSource().names()
    parser = argparse.ArgumentParser(prog="python -m flex_templates.gallery", description="Draw the cards.")
    parser.add_argument("names", nargs="*", help="templates; all when none is named")
    parser.add_argument("--language", choices=("th", "en"), default="th")
    asked = parser.parse_args()
    if strange := [name for name in asked.names if name not in known]:
        sys.stderr.write(f"There is no template {strange[0]!r}; there are {', '.join(known)}.\n")
        return 2
    program = chromium()
    if program is None:
        sys.stderr.write("Drawing needs Chromium: run `sh scripts/chromium.sh`.\n")
        return 1
    everything = not asked.names and asked.language == "th"
    with studio(program) as board:
        for name in asked.names or known:
            _draw(board, name, asked.language)
        if everything:
            _overview(board)
            _components(board)
    sys.stdout.write(f"The cards are in {CARDS.relative_to(ROOT)}/.\n")
    if everything:
        sys.stdout.write(
            f"The overview is {PICTURE.relative_to(ROOT)}, {PICTURE.stat().st_size // 1000} kB.\n"
        )
    return 0


def _draw(board: Studio, name: str, language: Language) -> None:
    """One card at all widths; the sheet has a row for each, then one with large letters on a small phone."""
    rows = [list(drawings((name,), language, width)) for width in WIDTHS]
    rows.append(list(drawings((name,), language, WIDTHS[0], LARGE_LETTERS)))
    all_of_it: list[Drawing] = [drawing for row in rows for drawing in row]
    board.resize(3 * WIDTHS[-1] + 100)
    board.show(all_of_it)
    folder = CARDS / name
    folder.mkdir(parents=True, exist_ok=True)
    ending = "" if language == "th" else f"-{language}"
    for at, drawing in enumerate(all_of_it):
        large = "-large" if drawing.letters != 1 else ""
        board.picture(at, folder / f"{drawing.sample}-{drawing.width}{large}{ending}.png")
    board.whole(CARDS / f"{name}{ending}.png")


def _overview(board: Studio) -> None:
    """The usual sample of what a patient meets on her way."""
    usual = [drawing for drawing in drawings(OVERVIEW) if drawing.sample == "usual"]
    board.resize(4 * 375 + 100)
    board.show(usual, captions=True)
    board.whole(PICTURE)


def _components(board: Studio) -> None:
    """How the phone draws each thing that LINE's reference knows."""
    CARDS.mkdir(parents=True, exist_ok=True)
    board.resize(4 * 390 + 120)
    board.show(components(), captions=True)
    board.whole(CARDS / "components.png")


if __name__ == "__main__":
    sys.exit(main())
