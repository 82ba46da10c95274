"""Data in, LINE messages out."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flex_templates import graphemes
from flex_templates.compiler import compile_template
from flex_templates.document import Document, Language, Source
from flex_templates.errors import TemplateError
from flex_templates.press import Press, compact
from flex_templates.scope import Scope
from flex_templates.source import COMMON, FileSource
from flex_templates.tree import Array

Message = dict[str, Any]
LONGEST_TEXT = 5000
_KEPT = 500  # compiled revisions


@dataclass(frozen=True)
class Rendering:
    """Messages, and for each place in them the place in the template that made it."""

    messages: list[Message]
    origins: Mapping[int, str] = field(repr=False)

    def origin(self, pointer: str) -> str:
        """The template's pointer for a pointer into the messages."""
        value: Any = self.messages
        parts = pointer.split("/")[1:]
        found, rest = self.origins.get(id(value), ""), parts
        for at, part in enumerate(parts):
            try:
                value = value[int(part)] if isinstance(value, list) else value[part]
            except (KeyError, IndexError, TypeError, ValueError):
                break
            if id(value) in self.origins and isinstance(value, dict | list):
                found, rest = self.origins[id(value)], parts[at + 1 :]
        return "/".join([found, *rest])


class Renderer:
    """Compiles each revision of a template once. Safe to share among threads."""

    def __init__(self, source: Source | None = None) -> None:
        self._shipped = FileSource()
        self._source: Source = source or self._shipped
        self._compiled: dict[tuple[str, str], Array] = {}
        self._presses: dict[tuple[str, str, Language], Press | None] = {}

    def render(
        self, name: str, data: Mapping[str, Any], language: Language, revision: str | None = None
    ) -> list[Message]:
        """LINE messages, ready for JSON, of the current version or of that one. Raises: `TemplateError`."""
        return self.trace(name, data, language, revision).messages

    def json(
        self, name: str, data: Mapping[str, Any], language: Language, revision: str | None = None
    ) -> str:
        """What `render` gives, as compact JSON, made ready once for many. Raises: `TemplateError`."""
        press = self._press(name, self._source.document(name, revision), language)
        if press is not None:
            with contextlib.suppress(Exception):  # the long way says what is wrong, and where
                return press.json(data)
        return compact(self.render(name, data, language, revision))

    def trace(
        self, name: str, data: Mapping[str, Any], language: Language, revision: str | None = None
    ) -> Rendering:
        """As `render`, and remembers where each part came from. Raises: `TemplateError`."""
        return self.draw(name, self._source.document(name, revision), data, language)

    def draw(self, name: str, document: Document, data: Mapping[str, Any], language: Language) -> Rendering:
        """This document, whoever keeps it: a draft, for example. Raises: `TemplateError`."""
        scope = Scope(name, data, document.words.get(language, {}), language)
        return Rendering(self._nodes(name, document).render(scope), scope.origins)

    def plain(self, name: str, data: Mapping[str, Any], language: Language) -> list[Message]:
        """One text message from the words alone, for when the card fails. Never raises for valid data.

        Takes the word "plain" of the current version, else of the shipped one, else what fits anything.
        """
        for source, key in (
            (self._source, "plain"),
            (self._shipped, "plain"),
            (self._shipped, "plain_anything"),
        ):
            text = self._word(source, name, key, data, language)
            if text:
                return [{"type": "text", "text": graphemes.cut_utf16(text, LONGEST_TEXT)}]
        common = self._shipped.own_words(COMMON)
        return [{"type": "text", "text": (common.get(language) or common["th"])["plain_anything"]}]

    def revision(self, name: str) -> str:
        """The version that `render` would use now. Raises: `TemplateError` when there is no such template."""
        return self._source.document(name).revision

    def last_good(self, name: str, failed: str) -> str | None:
        """The version to use instead of one that failed; None when only plain text is left."""
        found = self._source.last_good(name, failed)
        return found.revision if found else None

    def _nodes(self, name: str, document: Document) -> Array:
        key = name, document.revision
        nodes = self._compiled.get(key)
        if nodes is None:
            if len(self._compiled) >= _KEPT:
                self._compiled.clear()
            nodes = self._compiled[key] = compile_template(name, document.template)
        return nodes

    def _press(self, name: str, document: Document, language: Language) -> Press | None:
        key = name, document.revision, language
        if key not in self._presses:
            if len(self._presses) >= _KEPT:
                self._presses.clear()
            self._presses[key] = None
            with contextlib.suppress(Exception):
                nodes, words = self._nodes(name, document), document.words[language]
                self._presses[key] = Press(nodes, words, language)
        return self._presses[key]

    def _word(self, source: Source, name: str, key: str, data: Mapping[str, Any], language: Language) -> str:
        try:
            words = source.document(name).words[language]
            return Scope(name, data, words, language).words[key].strip()
        except Exception:  # whatever is wrong with that version, the patient is told all the same
            return ""


__all__ = ["Message", "Renderer", "Rendering", "TemplateError"]
