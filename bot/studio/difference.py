"""Two contents of a card, line by line, as an editor reads them: words first, then the JSON."""

from collections.abc import Iterator
from difflib import unified_diff

from bot.studio.shelf import written
from records.templates import Content


def difference(before: Content, after: Content) -> list[tuple[str, str]]:
    """(sign, line): "-" gone, "+" new, " " the same around it, "@" where lines are left out."""
    lines = unified_diff(list(_lines(before)), list(_lines(after)), n=2, lineterm="")
    return [(line[0], line[1:] if line[0] != "@" else "…") for line in list(lines)[2:]]


def _lines(content: Content) -> Iterator[str]:
    for language, table in sorted(content.words.items()):
        for key, text in sorted(table.items()):  # JSON on its way sorts them, too
            first, *more = text.split("\n")
            yield f"{language}/{key}: {first}"
            yield from (f"    {line}" for line in more)
    yield from written(content.structure).split("\n")
