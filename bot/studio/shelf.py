"""What the studio reads: drafts with the words that all cards share, and samples."""

import json
from functools import lru_cache
from typing import Any

from flask import abort
from sqlalchemy.orm import Session

from flex_templates import FileSource
from flex_templates.compiler import compile_template
from flex_templates.document import Document, merge_words
from flex_templates.render import Rendering
from flex_templates.review import Draft, Review, review
from flex_templates.review.note import Note
from flex_templates.review.style import Avoid
from flex_templates.review.unknown import gone_variables
from flex_templates.scope import Scope
from records.templates import COMMON, Content, content_of, current_number, shipped_names
from records.templates.house_style import avoided
from records.templates.tables import TemplateSample

SAMPLES = FileSource()
TITLES = {"usual": "sample_usual", "longest": "sample_longest", "empty": "sample_empty"}


def known(name: str) -> str:
    """Answers 404 for what is no card."""
    if name not in shipped_names():
        abort(404)
    return name


def sample_of(session: Session, name: str, which: str) -> dict[str, Any]:
    """A set that ships with the card (`usual`), or one that editors saved (`own-7`); else the usual one."""
    shipped = SAMPLES.samples(name)
    number = which.removeprefix("own-")
    if which not in shipped and number.isascii() and number.isdecimal() and len(number) < 10:
        own = session.get(TemplateSample, int(number))
        if own is not None and own.name == name:
            return own.data
    return shipped.get(which, shipped["usual"])


def written(structure: Any) -> str:
    """A card's JSON as the source view shows it."""
    return json.dumps(structure, ensure_ascii=False, indent=2)


def common_words(session: Session) -> Any:
    """The words that all cards share, as published."""
    return content_of(session, COMMON, current_number(session, COMMON)).words


def document(content: Content, common: Any) -> Document:
    """For drawing."""
    return Document(f"studio-{content.digest}", content.structure, merge_words(common, content.words))


def drawn(name: str, content: Content, common: Any, data: Any, language: Any) -> Rendering:
    """Outside of the renderer's memory: a draft lives for one keystroke. Raises: TemplateError."""
    made = document(content, common)
    scope = Scope(name, data, made.words[language], language)
    return Rendering(compile_template(name, made.template).render(scope), scope.origins)


def judged(session: Session, name: str, text: str, words: Any) -> Review:
    """All that the checks say, with every sample, and beside what patients see now."""
    published = content_of(session, name, current_number(session, name))
    tables = (words, common_words(session), published.words)
    now = json.dumps(published.structure)
    return _judged(name, text, *(json.dumps(each) for each in tables), now, avoided(session))


@lru_cache(maxsize=256)  # the list asks for all cards again and again
def _judged(
    name: str, text: str, words: str, common: str, now_words: str, now: str, style: tuple[Avoid, ...]
) -> Review:
    own = json.loads(words)
    found = review(Draft(name, text, own, json.loads(common)), SAMPLES.samples(name), style)
    if found.structure is not None:
        before = [json.loads(now), json.loads(now_words)]
        gone = gone_variables(before, [found.structure, own])
        found.notes.extend(Note("template", 1, "", each, "warning") for each in gone)
    return found
