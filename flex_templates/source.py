"""The templates that ship in this folder: `templates/`, `words/` and `samples/`."""

import hashlib
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from flex_templates.document import LANGUAGES, Document, merge_words
from flex_templates.errors import TemplateError

HERE = Path(__file__).parent
COMMON = "common"


class FileSource:
    """Reads each file once. The revision is a digest of the template with its words."""

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self._documents: dict[str, Document] = {}

    def names(self) -> list[str]:
        return sorted(path.stem for path in (self.folder / "templates").glob("*.json"))

    def document(self, name: str, revision: str | None = None) -> Document:
        """The files keep no history: whatever the revision, the version there is."""
        if name not in self._documents:
            self._documents[name] = self._read(name)
        return self._documents[name]

    def last_good(self, name: str, failed: str) -> Document | None:
        """The files are the last resort themselves."""
        found = self.document(name)
        return None if found.revision == failed else found

    def samples(self, name: str) -> dict[str, dict[str, Any]]:
        """The sample data of a template by set: usual, longest, empty."""
        return self._json(name, self.folder / "samples" / f"{name}.json")

    def own_words(self, name: str) -> dict[str, dict[str, str]]:
        """The words of one table (a template's name, or "common") by language."""
        return {language: self._words[language].get(name, {}) for language in LANGUAGES}

    @cached_property
    def _words(self) -> dict[str, dict[str, dict[str, str]]]:
        return {
            language: self._json(COMMON, self.folder / "words" / f"{language}.json") for language in LANGUAGES
        }

    def _read(self, name: str) -> Document:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise TemplateError(name, "", "this is not a template's name")
        template = self._json(name, self.folder / "templates" / f"{name}.json")
        words = merge_words(self.own_words(COMMON), self.own_words(name))
        content = json.dumps([template, words], ensure_ascii=False, sort_keys=True)
        return Document(hashlib.sha256(content.encode()).hexdigest()[:12], template, words)

    def _json(self, name: str, path: Path) -> Any:
        try:
            return json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            raise TemplateError(
                name, "", f"there is no file {path.parent.name}/{path.name}; create it"
            ) from None
        except ValueError as error:
            raise TemplateError(
                name, "", f"{path.parent.name}/{path.name} is not valid JSON: {error}"
            ) from None
