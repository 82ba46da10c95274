"""One card: the editor's page, drawing and judging while it is written, and saving."""

import json
from typing import Any

from flask import Response, abort, jsonify, request
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.difference import difference
from bot.studio.listing import title
from bot.studio.pages import blueprint, draw
from bot.studio.shelf import SAMPLES, TITLES, common_words, drawn, judged, known, written
from flex_templates import LANGUAGES, TemplateError
from flex_templates.compiler import compile_template
from flex_templates.form import apply, fields
from flex_templates.render import Rendering
from flex_templates.review import variables
from flex_templates.review.note import Note
from flex_templates.review.untrusted import LARGEST, Unreadable, read
from flex_templates.review.words import refuse_large
from records.templates import (
    Content,
    NothingToPublish,
    Stale,
    current_number,
    discard_draft,
    read_draft,
    save_draft,
)

_LARGEST_CALL = 4 * LARGEST
_LOOKS = "1200/minute"  # of one person; the fastest typist makes half of it
_MOST_CHANGES = 200


@blueprint.get("/<name>")
@requires("templates.see")
def card(name: str) -> Response:
    """The editor: form and source of the same draft, beside the phone."""
    with house().database.read() as session:
        draft = read_draft(session, known(name))
        number = current_number(session, name)
    begin = {
        "name": name,
        "seen": draft.revision,
        "text": written(draft.content.structure),
        "words": draft.content.words,
        "variables": {path: each.thai for path, each in variables(name).items()},
        "csrf": me().csrf,
        "mayEdit": me().may("templates.edit"),
    }
    return draw(
        "card.html", name=name, title=title(name), draft=draft, number=number, begin=begin, sets=TITLES
    )


@blueprint.post("/<name>/look")
@requires("templates.see")
def look(name: str) -> Response:
    """`{text, words, changes, sample, language, check}` → the messages, the fields, and what is wrong."""
    count = house().limits.hit("studio-look", _LOOKS, me().login)
    if not count.passed:
        refused = _answer(429)
        refused.headers["Retry-After"] = str(count.wait)
        return refused
    said = _said()
    try:
        text, words = _changed(known(name), said)
    except Unreadable as error:
        return jsonify(notes=[Note("template", error.line, error.pointer, error.sentence).shown()])
    except TemplateError as error:
        return jsonify(notes=[Note("template", 1, error.pointer, error.sentence).shown()])
    with house().database.read() as session:
        common = common_words(session)
    structure = read(text).value
    answer: dict[str, Any] = {
        "text": text,
        "words": words,
        "fields": [_shown(field) for field in fields(structure, words)],
    }
    language = said.get("language") if said.get("language") in LANGUAGES else "th"
    data = SAMPLES.samples(name).get(str(said.get("sample")), SAMPLES.samples(name)["usual"])
    try:
        made = drawn(name, Content(structure, words), common, data, language)
        answer |= {"messages": made.messages, "origins": _origins(made.messages, made)}
    except TemplateError as error:
        line = read(text).line(error.pointer)
        answer["notes"] = [Note("template", line, error.pointer, error.sentence).shown()]
    if said.get("check"):
        with house().database.read() as session:
            answer["notes"] = [each.shown() for each in judged(session, name, text, words).notes]
    return jsonify(answer)


@blueprint.post("/<name>/save")
@requires("templates.edit")
def save(name: str) -> Response:
    """Keep the draft. 409 with the other's draft, and how this differs, when she was faster."""
    said = _said()
    try:
        text, words = _changed(known(name), said)
    except (Unreadable, TemplateError) as error:
        return _answer(422, error=error.sentence)
    content = Content(read(text).value, words)

    def work(session: Session) -> int:
        saved = save_draft(session, name, content, seen=_number(said, "seen"), by=me().login, now=real_now())
        if saved.revision != _number(said, "seen"):
            note(session, "template.saved", name, revision=saved.revision)
        return saved.revision

    try:
        return jsonify(seen=house().database.write(work))
    except Stale as error:
        theirs = error.theirs
        return _answer(
            409,
            by=theirs.updated_by,
            seen=theirs.revision,
            text=written(theirs.content.structure),
            words=theirs.content.words,
            difference=difference(theirs.content, content),
        )


@blueprint.post("/<name>/discard")
@requires("templates.edit")
def discard(name: str) -> Response:
    """Forget the draft; answers what it was, for an undo."""

    def work(session: Session) -> Any:
        was = discard_draft(
            session, known(name), seen=_number(_said(), "seen"), by=me().login, now=real_now()
        )
        note(session, "template.discarded", name)
        return was.content

    try:
        was = house().database.write(work)
    except (Stale, NothingToPublish):
        return _answer(409)
    return jsonify(text=written(was.structure), words=was.words)


def _said() -> dict[str, Any]:
    """The call's JSON. Answers 413 and 400 for what is none."""
    request.max_content_length = _LARGEST_CALL
    try:
        said: Any = json.loads(request.get_data())
    except (ValueError, RecursionError):
        abort(400)
    if not isinstance(said, dict):
        abort(400)
    return said


def _number(said: dict[str, Any], key: str) -> int:
    return said[key] if type(said.get(key)) is int else -1


def _changed(name: str, said: dict[str, Any]) -> tuple[str, dict[str, dict[str, str]]]:
    """Text and words with the form's changes. Raises: Unreadable, TemplateError."""
    text, changes = said.get("text"), said.get("changes") or {}
    words: Any = said.get("words")
    if not isinstance(text, str) or not _is_table(words) or not isinstance(changes, dict):
        abort(400)
    if len(changes) > _MOST_CHANGES:
        abort(413)
    refuse_large(words)
    structure = read(text).value
    compile_template(name, structure)
    if not changes:
        return text, words
    try:
        made, own = apply(structure, words, {str(key): str(value) for key, value in changes.items()})
    except LookupError:
        abort(409)
    refuse_large(own)
    return (text if made == structure else written(made)), own


def _is_table(words: Any) -> bool:
    return isinstance(words, dict) and all(
        language in LANGUAGES
        and isinstance(table, dict)
        and all(isinstance(key, str) and isinstance(text, str) for key, text in table.items())
        for language, table in words.items()
    )


def _origins(value: Any, made: Rendering, pointer: str = "") -> dict[str, str]:
    """For each part of the messages that is drawn, where the template makes it."""
    found: dict[str, str] = {}
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict) and "type" in value:
        found[pointer] = made.origin(pointer)
    for key, each in inner:
        found |= _origins(each, made, f"{pointer}/{key}")
    return found


def _shown(field: Any) -> dict[str, Any]:
    return {name: getattr(field, name) for name in field.__slots__}


def _answer(status: int, **values: Any) -> Response:
    response = jsonify(values)
    response.status_code = status
    return response
