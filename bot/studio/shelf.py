"""What the studio reads: drafts with the words that all cards share, and samples."""

import json
from typing import Any

from flask import abort
from sqlalchemy.orm import Session

from flex_templates import FileSource
from flex_templates.document import Document, merge_words
from flex_templates.review import Draft, Review, review
from records.templates import COMMON, Content, content_of, current_number, shipped_names

SAMPLES = FileSource()
TITLES = {"usual": "sample_usual", "longest": "sample_longest", "empty": "sample_empty"}


def known(name: str) -> str:
    """Answers 404 for what is no card."""
    if name not in shipped_names():
        abort(404)
    return name


def written(structure: Any) -> str:
    """A card's JSON as the source view shows it."""
    return json.dumps(structure, ensure_ascii=False, indent=2)


def common_words(session: Session) -> Any:
    """The words that all cards share, as published."""
    return content_of(session, COMMON, current_number(session, COMMON)).words


def document(content: Content, common: Any) -> Document:
    """For drawing."""
    return Document(f"studio-{content.digest}", content.structure, merge_words(common, content.words))


def judged(name: str, text: str, words: Any, common: Any) -> Review:
    """All that the checks say, with every sample."""
    return review(Draft(name, text, words, common), SAMPLES.samples(name))
