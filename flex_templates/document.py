"""What a template is, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a template.

    `template` is the list of LINE messages with $if, $for and {{ }}. `words` has, for each language, one flat
    table: the words that all templates share, overlaid by the template's own (`merge_words`).
    Two documents of one name with the same `revision` are the same.
    """

    revision: str
    template: list[Any]
    words: Mapping[str, Mapping[str, str]]


class Source(Protocol):
    """Whoever keeps the documents: this folder's files, or the editors' published versions."""

    def document(self, name: str, revision: str | None = None) -> Document:
        """The current version, or that one; the current one too when that one is no longer known.

        Raises: `TemplateError` when there is no such template.
        """
        ...

    def last_good(self, name: str, failed: str) -> Document | None:
        """What to send instead of a revision that failed: an earlier version; None when none is left."""
        ...


def merge_words(
    common: Mapping[str, Mapping[str, str]], own: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The flat tables of a `Document`: the template's own words win over the common ones."""
    return {language: {**common.get(language, {}), **own.get(language, {})} for language in LANGUAGES}
