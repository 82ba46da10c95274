"""Everything that can be checked about the files of this folder, with the line to look at."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flex_templates.checks import check
from flex_templates.compiler import compile_template
from flex_templates.document import LANGUAGES
from flex_templates.errors import TemplateError
from flex_templates.json_lines import Lines
from flex_templates.render import Renderer
from flex_templates.source import COMMON, HERE, FileSource
from flex_templates.used_words import Gap, check_table, check_words

SETS = ("usual", "longest", "empty")


@dataclass(frozen=True, slots=True)
class Problem:
    path: Path
    line: int
    pointer: str
    sentence: str
    is_error: bool = True

    def __str__(self) -> str:
        level = "" if self.is_error else "(warning) "
        return f"{self.path}:{self.line} {self.pointer or '/'}: {level}{self.sentence}"


class Audit:
    """`problems()` lists all, file by file; none when everything may be published."""

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self.source = FileSource(folder)
        self.renderer = Renderer(self.source)
        self._lines: dict[Path, Lines] = {}

    def problems(self) -> list[Problem]:
        broken = list(self._unreadable_files())
        return broken or [*self._strangers(), *self._common_words(), *self._templates()]

    def _unreadable_files(self) -> Iterator[Problem]:
        for path in sorted(self.folder.glob("*/*.json")):
            try:
                lines = self._lines[path] = Lines(path.read_text("utf-8"))
            except json.JSONDecodeError as error:
                sentence = f"this is not JSON: {error.msg}; look at column {error.colno}"
                yield Problem(path, error.lineno, "", sentence)
                continue
            for pointer in lines.repeated:
                yield Problem(path, lines.line(pointer), pointer, "this key stands twice here; remove one")

    def _strangers(self) -> Iterator[Problem]:
        """Words and samples of templates that do not exist."""
        names = set(self.source.names())
        for path in sorted((self.folder / "samples").glob("*.json")):
            if path.stem not in names:
                yield Problem(path, 1, "", f"there is no template {path.stem!r}; remove these samples")
        for language in LANGUAGES:
            path = self._words_path(language)
            for table in self._lines[path].value.keys() - names - {COMMON}:
                line = self._lines[path].line(f"/{table}")
                yield Problem(path, line, f"/{table}", f"there is no template {table!r}; remove its words")

    def _common_words(self) -> Iterator[Problem]:
        for gap in check_table(self.source.own_words(COMMON)):
            yield self._of_gap(COMMON, gap)

    def _templates(self) -> Iterator[Problem]:
        for name in self.source.names():
            seen: set[tuple[Path, int, str]] = set()
            for problem in self._template(name):
                key = (problem.path, problem.line, problem.sentence.partition(" [")[0])
                if key not in seen:
                    seen.add(key)
                    yield problem

    def _template(self, name: str) -> Iterator[Problem]:
        document = self.source.document(name)
        try:
            compile_template(name, document.template)
        except TemplateError as error:
            yield self._problem(name, error.pointer, error.sentence)
            return
        for gap in check_words(document, self.source.own_words(name)):
            yield self._of_gap(name, gap)
        try:
            samples = self.source.samples(name)
        except TemplateError as error:
            yield self._problem(name, "", error.sentence)
            return
        yield from self._shapes(name, samples)
        for kind in SETS:
            for language in LANGUAGES:
                if isinstance(samples.get(kind), dict):
                    yield from self._sample(name, kind, samples[kind], language)

    def _shapes(self, name: str, samples: dict[str, Any]) -> Iterator[Problem]:
        path = self.folder / "samples" / f"{name}.json"
        for kind in SETS:
            if not isinstance(samples.get(kind), dict):
                yield Problem(path, 1, f"/{kind}", f"the sample set {kind!r} is missing; add it")
        for kind in SETS[1:]:
            for pointer, sentence in _differences(samples.get(SETS[0]), samples.get(kind), ""):
                place = f"/{kind}{pointer}"
                yield Problem(path, self._lines[path].line(place), place, sentence)

    def _sample(self, name: str, kind: str, data: dict[str, Any], language: Any) -> Iterator[Problem]:
        where = f" [sample {kind}, {language}]"
        try:
            rendering = self.renderer.trace(name, data, language)
        except TemplateError as error:
            yield self._problem(name, error.pointer, error.sentence + where)
            return
        for finding in check(rendering.messages):
            is_error = finding.level == "error"
            yield self._problem(name, rendering.origin(finding.pointer), finding.sentence + where, is_error)
        for finding in check(self.renderer.plain(name, data, language)):
            yield self._problem(name, f"/words/{language}/plain", finding.sentence + where)

    def _of_gap(self, name: str, gap: Gap) -> Problem:
        return self._problem(name, gap.pointer, gap.sentence, gap.is_error)

    def _problem(self, name: str, pointer: str, sentence: str, is_error: bool = True) -> Problem:
        """A pointer into a template, or "/words/th/key", as a place in a file."""
        parts = pointer.split("/")
        if parts[1:2] != ["words"]:
            path = self.folder / "templates" / f"{name}.json"
            return Problem(path, self._lines[path].line(pointer), pointer, sentence, is_error)
        path, key = self._words_path(parts[2]), "/".join(parts[3:])
        table = name if key in self._lines[path].value.get(name, {}) else COMMON
        place = f"/{table}/{key}"
        return Problem(path, self._lines[path].line(place), place, sentence, is_error)

    def _words_path(self, language: str) -> Path:
        return self.folder / "words" / f"{language}.json"


def _differences(usual: Any, other: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Every set of samples has the same keys: the data of a template always come with all of them."""
    if isinstance(usual, dict) and isinstance(other, dict):
        mine, its = cast(dict[str, Any], usual), cast(dict[str, Any], other)
        for key in sorted(mine.keys() - its.keys()):
            yield pointer, f"the key {key!r} of the usual sample is missing here; add it, null if need be"
        for key in sorted(its.keys() - mine.keys()):
            yield f"{pointer}/{key}", f"the usual sample has no key {key!r}; add it there or remove it here"
        for key in mine.keys() & its.keys():
            yield from _differences(mine[key], its[key], f"{pointer}/{key}")
    elif isinstance(usual, list) and isinstance(other, list) and usual:
        for at, item in enumerate(cast(list[Any], other)):
            yield from _differences(usual[0], item, f"{pointer}/{at}")
