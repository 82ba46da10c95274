"""Runs all checks over a draft with all its samples."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from flex_templates.checks import check
from flex_templates.compiler import compile_template
from flex_templates.document import LANGUAGES, Document, Language, merge_words
from flex_templates.errors import TemplateError
from flex_templates.json_lines import Lines
from flex_templates.render import Rendering
from flex_templates.review import overflow, privacy, style, words
from flex_templates.review.catalogue import variables
from flex_templates.review.missing import without
from flex_templates.review.note import Note
from flex_templates.review.unknown import unknown_variables
from flex_templates.review.untrusted import Unreadable, read
from flex_templates.scope import Scope
from flex_templates.tree import Array
from flex_templates.used_words import check_words

Words = Mapping[str, Mapping[str, str]]
Samples = Mapping[str, dict[str, Any]]
PLAIN, USUAL = "plain", "usual"
MOST_ERRORS = 200


@dataclass(frozen=True)
class Draft:
    """`text` is the template's JSON as the editor sees it; `own` its words, `common` those that all share."""

    name: str
    text: str
    own: Words
    common: Words


@dataclass
class Review:
    """`structure` is None when the text cannot be read. `may_publish` when no note is an error."""

    notes: list[Note] = field(default_factory=list[Note])
    structure: list[Any] | None = None

    @property
    def may_publish(self) -> bool:
        """Warnings only ask."""
        return not any(note.level == "error" for note in self.notes)


def review(draft: Draft, samples: Samples, avoided: style.Avoided = style.HOUSE_STYLE) -> Review:
    """All that is to be said, errors first, each thing once at each place. Never raises."""
    found = Review()
    try:
        words.refuse_large(draft.own)
        lines = read(draft.text)
        nodes = compile_template(draft.name, lines.value)
    except Unreadable as error:
        found.notes.append(Note("template", error.line, error.pointer, error.sentence))
    except TemplateError as error:
        line = read(draft.text).line(error.pointer)
        found.notes.append(Note("template", line, error.pointer, error.sentence))
    else:
        found.structure = lines.value
        found.notes.extend(_once(_until_hopeless(_Reviewer(draft, lines, nodes, samples).notes(avoided))))
    return found


class _Reviewer:
    def __init__(self, draft: Draft, lines: Lines, nodes: Array, samples: Samples) -> None:
        self.draft, self.lines, self.nodes, self.samples = draft, lines, nodes, samples
        self.tables = merge_words(draft.common, draft.own)
        self.document = Document("", lines.value, self.tables)
        self.written = json.dumps([lines.value, self.tables], ensure_ascii=False)

    def notes(self, avoided: style.Avoided) -> Iterator[Note]:
        for gap in check_words(self.document, self.draft.own):
            yield self.at(gap.pointer, gap.sentence, "error" if gap.is_error else "warning")
        for sentence in words.unknown_languages(self.draft.own):
            yield self.at("", sentence)
        for pointer, sentence, level in style.findings(self.lines.value, self.draft.own, avoided):
            yield self.at(pointer, sentence, level)
        pushed = privacy.PUSHED in variables(self.draft.name)
        for pointer, word in privacy.written_for_locked_screen(self.lines.value, self.tables, plain=pushed):
            yield self.at(
                pointer, f"a locked screen would show “{word}”; name no clinic and no illness there"
            )
        for pointer, sentence in unknown_variables(self.lines.value, frozenset(variables(self.draft.name))):
            yield self.at(pointer, sentence)
        for data, language in self.each():
            yield from self.rendered(data, language)
        for variable in variables(self.draft.name).values():
            if variable.may_be_empty and self.mentions(variable.path):
                yield from self.empty(variable.path, f"{variable.path} ({variable.english})")
            if variable.private:
                yield from self.private(variable.path)

    def each(self) -> Iterator[tuple[dict[str, Any], Language]]:
        return ((data, language) for data in self.samples.values() for language in LANGUAGES)

    def draw(self, data: Mapping[str, Any], language: Language) -> Rendering:
        scope = Scope(self.draft.name, data, self.tables[language], language)
        return Rendering(self.nodes.render(scope), scope.origins)

    def rendered(self, data: dict[str, Any], language: Language) -> Iterator[Note]:
        try:
            drawn = self.draw(data, language)
        except TemplateError as error:
            yield self.at(error.pointer, error.sentence)
            return
        for finding in [*check(drawn.messages), *overflow.findings(drawn.messages)]:
            yield self.at(drawn.origin(finding.pointer), finding.sentence, finding.level)
        if PLAIN in self.tables[language]:
            try:
                _ = Scope(self.draft.name, data, self.tables[language], language).words[PLAIN]
            except TemplateError as error:
                yield self.at(error.pointer, error.sentence)

    def mentions(self, path: str) -> bool:
        """Whether the draft or its words name it at all: most cards show few of the variables they could."""
        name = re.findall(r"\w+", path)[-1]
        return re.search(rf"\b{re.escape(name)}\b", self.written) is not None

    def empty(self, path: str, shown: str) -> Iterator[Note]:
        """Each variable that may be empty, empty by itself; a sample has all of them empty at once."""
        for data, language in self.each():
            lacking = without(data, path, None)
            if lacking is None:
                continue
            try:
                _ = self.draw(lacking, language)
                _ = Scope(self.draft.name, lacking, self.tables[language], language).words.get(PLAIN)
            except TemplateError as error:
                yield self.at(
                    error.pointer, f"{shown} may be empty here; leave the item out with $if, or use default"
                )

    def private(self, path: str) -> Iterator[Note]:
        for language in LANGUAGES:
            marked = without(self.samples.get(USUAL, {}), path, privacy.MARK)
            if marked is None:
                continue
            try:
                drawn = self.draw(marked, language)
            except TemplateError:
                continue
            for at in privacy.shown_on_locked_screen(drawn.messages):
                sentence = f"a locked screen would show {path}; take it out of the alternative text"
                yield self.at(drawn.origin(f"/{at}/altText"), sentence)
            if privacy.PUSHED in variables(self.draft.name) and privacy.MARK in self.plain(marked, language):
                sentence = f"a locked screen would show {path} should the card fail; take it out of 'plain'"
                yield self.at(f"/words/{language}/{PLAIN}", sentence)

    def plain(self, data: Mapping[str, Any], language: Language) -> str:
        """What is sent should the card fail; nothing where it cannot be made, which is said elsewhere."""
        try:
            return Scope(self.draft.name, data, self.tables[language], language).words[PLAIN]
        except (KeyError, TemplateError):
            return ""

    def at(self, pointer: str, sentence: str, level: Any = "error") -> Note:
        parts = pointer.split("/")
        if parts[1:2] == ["words"] and len(parts) > 2:
            key = "/".join(parts[3:])
            keys = list(self.draft.own.get(parts[2], {}))
            return Note(parts[2], keys.index(key) + 1 if key in keys else 1, f"/{key}", sentence, level)
        return Note("template", self.lines.line(pointer), pointer, sentence, level)


def _until_hopeless(notes: Iterator[Note]) -> Iterator[Note]:
    """Nobody reads hundreds of errors; a hostile draft shall not make us find thousands."""
    errors = 0
    for note in notes:
        yield note
        errors += note.level == "error"
        if errors >= MOST_ERRORS:
            return


def _once(notes: Iterator[Note]) -> list[Note]:
    kept = {cast(tuple[Any, ...], (note.part, note.line, note.sentence)): note for note in notes}
    return sorted(kept.values(), key=lambda note: (note.level, note.part != "template", note.line))
