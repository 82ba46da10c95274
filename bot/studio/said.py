"""What the editor's page says in a call, read within limits."""

import json
from typing import Any

from flask import Response, abort, jsonify, request

from bot.studio.shelf import written
from flex_templates import LANGUAGES
from flex_templates.compiler import compile_template
from flex_templates.form import apply
from flex_templates.review.untrusted import LARGEST, read
from flex_templates.review.words import refuse_large

LARGEST_CALL = 4 * LARGEST
MOST_CHANGES = 200
Words = dict[str, dict[str, str]]


def said() -> dict[str, Any]:
    """The call's JSON. Answers 413 and 400 for what is none."""
    request.max_content_length = LARGEST_CALL
    try:
        found: Any = json.loads(request.get_data())
    except (ValueError, RecursionError):
        abort(400)
    if not isinstance(found, dict):
        abort(400)
    return found


def number(found: dict[str, Any], key: str) -> int:
    """A whole number of the call; -1, which fits nothing, for what is none."""
    return found[key] if type(found.get(key)) is int else -1


def changed(name: str, found: dict[str, Any], common: Words) -> tuple[str, Words]:
    """Text and words with the form's changes. Answers 400, 409, 413. Raises: Unreadable, TemplateError."""
    text, changes = found.get("text"), found.get("changes") or {}
    words: Any = found.get("words")
    if not isinstance(text, str) or not _is_table(words) or not isinstance(changes, dict):
        abort(400)
    if len(changes) > MOST_CHANGES:
        abort(413)
    refuse_large(words)
    structure = read(text).value
    compile_template(name, structure)
    if not changes:
        return text, words
    asked = {str(key): str(value) for key, value in changes.items()}
    try:
        made, own = apply(structure, words, asked, common)
    except LookupError:
        abort(409)
    refuse_large(own)
    return (text if made == structure else written(made)), own


def answer(status: int, **values: Any) -> Response:
    """JSON for the page's script."""
    response = jsonify(values)
    response.status_code = status
    return response


def _is_table(words: Any) -> bool:
    return isinstance(words, dict) and all(
        language in LANGUAGES
        and isinstance(table, dict)
        and all(isinstance(key, str) and isinstance(text, str) for key, text in table.items())
        for language, table in words.items()
    )
