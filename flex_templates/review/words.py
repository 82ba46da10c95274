"""Limits of a draft's own words."""

from collections.abc import Iterator, Mapping

from flex_templates.document import LANGUAGES
from flex_templates.review.untrusted import Unreadable

MOST_WORDS = 200
LONGEST_WORD = 5_000


def refuse_large(own: Mapping[str, Mapping[str, str]]) -> None:
    """Raises: Unreadable."""
    for table in own.values():
        if len(table) > MOST_WORDS:
            raise Unreadable(f"there are {len(table):,} words, at most {MOST_WORDS} are allowed; use fewer")
        for key, text in table.items():
            if len(key) > 60 or len(str(text)) > LONGEST_WORD:
                raise Unreadable(
                    f"the word {key[:60]!r} is longer than {LONGEST_WORD:,} characters; shorten it"
                )


def unknown_languages(own: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for language in own.keys() - set(LANGUAGES):
        yield f"{language!r} is no language of this service; use th and en"
