"""The published set as files like those of `flex_templates/`, and such files as drafts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from flex_templates.document import LANGUAGES
from flex_templates.source import COMMON, FileSource
from records.templates.content import Content, shipped, shipped_names
from records.templates.drafts import read_draft, save_draft
from records.templates.errors import NoVersion
from records.templates.versions import content_of, current_number


@dataclass(frozen=True)
class Difference:
    """A template whose current version differs from the shipped one, and in what."""

    name: str
    number: int
    structure: bool
    words: Sequence[str]


def current(session: Session) -> dict[str, Content]:
    """What is sent now, by name; the common words among them."""
    return {
        name: content_of(session, name, current_number(session, name)) for name in (*shipped_names(), COMMON)
    }


def differences(session: Session) -> list[Difference]:
    """What editors changed, against the shipped defaults. `words` are such as `th/title`."""
    found: list[Difference] = []
    for name, content in current(session).items():
        default = shipped(name)
        if content.digest != default.digest:
            changed = content.structure != default.structure
            found.append(
                Difference(name, current_number(session, name), changed, _words_changed(default, content))
            )
    return found


def as_files(contents: Mapping[str, Content]) -> dict[str, str]:
    """Path → text: `templates/*.json` and `words/*.json`, as `flex_templates/` has them."""
    cards = {name: each.structure for name, each in contents.items() if name != COMMON}
    found = {f"templates/{name}.json": _written(structure) for name, structure in cards.items()}
    for language in LANGUAGES:
        tables = {name: dict(content.words.get(language, {})) for name, content in contents.items()}
        found[f"words/{language}.json"] = _written({name: table for name, table in tables.items() if table})
    return found


def write_files(contents: Mapping[str, Content], folder: Path) -> None:
    """The same into a folder."""
    for path, text in as_files(contents).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def read_files(folder: Path) -> dict[str, Content]:
    """What such a folder holds. Raises: TemplateError (unreadable), NoVersion (unknown here)."""
    source = FileSource(folder)
    names = source.names()
    if strangers := set(names) - set(shipped_names()):
        raise NoVersion(", ".join(sorted(strangers)))
    found = {name: Content(source.document(name).template, source.own_words(name)) for name in names}
    common = Content([], source.own_words(COMMON))
    return found | ({COMMON: common} if any(common.words.values()) else {})


def import_drafts(
    session: Session, contents: Mapping[str, Content], by: str, now: datetime, *, over: bool = False
) -> tuple[list[str], list[str]]:
    """Make a draft of each that differs from what is sent now: names imported, and names left alone because
    an editor has a draft of them (`over` replaces it)."""
    imported: list[str] = []
    left: list[str] = []
    for name, content in contents.items():
        draft = read_draft(session, name)
        if draft.content.digest == content.digest:
            continue
        if draft.open and not over:
            left.append(name)
            continue
        save_draft(session, name, content, seen=draft.revision, by=by, now=now, note="imported from files")
        imported.append(name)
    return imported, left


def _words_changed(default: Content, content: Content) -> list[str]:
    def all_of(words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        return {f"{language}/{key}": text for language, table in words.items() for key, text in table.items()}

    before, after = all_of(default.words), all_of(content.words)
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
