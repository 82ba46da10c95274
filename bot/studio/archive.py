"""Cards as files in a ZIP, as programmers keep them in `flex_templates/`; what comes in is not trusted."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from flex_templates import LANGUAGES, TemplateError
from flex_templates.compiler import compile_template
from flex_templates.review.untrusted import LARGEST, Unreadable, read
from flex_templates.review.words import refuse_large
from records.templates import Content, shipped_names

_MOST_FILES = 400
_LARGEST_WORDS = 1_000_000  # bytes of all cards' words in a language
# Whatever folder it was packed in: flex_templates/templates/help.json, templates/help.json …
_PATH = re.compile(r"(?:[^/]+/)*(templates|words)/([a-z][a-z0-9_]{0,59})\.json")


class BadArchive(Exception):
    """Why it cannot be taken: the key of its words, and where."""

    def __init__(self, key: str, where: str = "") -> None:
        super().__init__(key)
        self.key, self.where = key, where


def packed(files: Mapping[str, str]) -> bytes:
    """The same files make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, Content]:
    """The cards in it, each with its words. Nothing is written anywhere. Raises: BadArchive."""
    cards: dict[str, Any] = {}
    words: dict[str, dict[str, Any]] = {}
    for path, kind, name, text in _files(content):
        if kind == "words":
            words[name] = _table(path, text)
        elif name not in shipped_names():
            raise BadArchive("files_stranger", path)
        else:
            cards[name] = _card(path, name, text)
    if not cards:
        raise BadArchive("files_none")
    return {name: Content(card, _own(words, name)) for name, card in cards.items()}


def _files(content: bytes) -> list[tuple[str, str, str, bytes]]:
    """(path, "templates" or "words", name, bytes); other files are left alone."""
    found: list[tuple[str, str, str, bytes]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_FILES:
                raise BadArchive("files_many")
            for member in members:
                match = _PATH.fullmatch(member.filename)
                if match is None or (match[1] == "words" and match[2] not in LANGUAGES):
                    continue
                limit = _LARGEST_WORDS if match[1] == "words" else LARGEST
                with archive.open(member) as file:
                    text = file.read(limit + 1)  # what the archive claims of its size is only a claim
                if len(text) > limit:
                    raise BadArchive("files_large", member.filename)
                found.append((member.filename, match[1], match[2], text))
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError):
        raise BadArchive("files_no_zip") from None
    return found


def _card(path: str, name: str, text: bytes) -> Any:
    try:
        structure = read(text).value
        compile_template(name, structure)
    except (Unreadable, TemplateError) as error:
        raise BadArchive("files_broken", f"{path}: {error.sentence}") from None
    return structure


def _table(path: str, text: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise BadArchive("files_broken", path) from None
    if not isinstance(found, dict):
        raise BadArchive("files_broken", path)
    return found


def _own(words: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, dict[str, str]]:
    own: dict[str, dict[str, str]] = {}
    for language, tables in words.items():
        table = tables.get(name, {})
        if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
            raise BadArchive("files_broken", f"words/{language}.json: {name}")
        own[language] = table
    try:
        refuse_large(own)
    except Unreadable as error:
        raise BadArchive("files_broken", f"{name}: {error.sentence}") from None
    return own
