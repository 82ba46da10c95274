"""The content of a template as editors change it: its messages, and its own words by language."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flex_templates.document import LANGUAGES, Document, merge_words
from flex_templates.source import COMMON, FileSource
from records.templates.errors import NoVersion

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Content:
    """`structure` is the list of messages (empty for the common words), `words` the own table by language."""

    structure: list[Any]
    words: Words

    @property
    def digest(self) -> str:
        """Of all of it, 64 hex digits. The order of keys does not count."""
        text = json.dumps([self.structure, self.words], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def document(self, common: Words, number: int) -> Document:
        """What the renderer takes. The revision names the version and everything that it shows."""
        words = merge_words(common, self.words)
        seal = Content(self.structure, words).digest[:12]
        return Document(f"v{number}-{seal}", self.structure, words)


def number_of(revision: str) -> int:
    """The version's number in a revision; 0 for the shipped one."""
    head = revision.partition("-")[0]
    return int(head[1:]) if head[:1] == "v" and head[1:].isdecimal() else 0


def shipped(name: str) -> Content:
    """The default that ships in `flex_templates`. Raises: NoVersion for a name that does not."""
    if name == COMMON:
        return Content([], _files().own_words(COMMON))
    if name not in shipped_names():
        raise NoVersion(name)
    return Content(_files().document(name).template, _files().own_words(name))


@cache
def shipped_names() -> tuple[str, ...]:
    """All templates, in order; the common words are not among them."""
    return tuple(_files().names())


def shipped_samples(name: str) -> dict[str, dict[str, Any]]:
    """The sample sets that ship with a template."""
    return {} if name == COMMON else _files().samples(name)


@cache
def _files() -> FileSource:
    return FileSource()


def tidy_words(words: Words) -> dict[str, dict[str, str]]:
    """Every language has a table."""
    return {language: dict(words.get(language, {})) for language in LANGUAGES}
