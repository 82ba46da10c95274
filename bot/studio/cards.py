"""One card: the editor's page, drawing and judging while it is written."""

import secrets
from typing import Any

from flask import Response, jsonify, request

from bot.house import house
from bot.staff.guard import me, requires
from bot.studio.listing import title
from bot.studio.pages import WORDS, blueprint, draw
from bot.studio.said import answer, changed, said
from bot.studio.samples import sets_of
from bot.studio.shelf import TITLES, common_words, drawn, judged, known, sample_of, written
from bot.web.language import language_of
from flex_templates import LANGUAGES, TemplateError
from flex_templates.filters import FILTERS
from flex_templates.form import fields
from flex_templates.render import Rendering
from flex_templates.review import variables
from flex_templates.review.note import Note
from flex_templates.review.untrusted import Unreadable, read
from records.templates import Content, current_number, read_draft

_LOOKS = "1200/minute"  # of one person; the fastest typist makes half of it
# How a variable of that type is shown in a sentence; others as they are.
_SHOWN = {
    "date": "{{ %s | thai_date }}",
    "time": "{%% if %s %%}{{ %s | clock }}{%% endif %%}",
    "telephone": "{{ %s | phone }}",
}
_INSERTED = ("text", "number", "date", "time", "telephone")


@blueprint.get("/<name>")
@requires("templates.see")
def card(name: str) -> Response:
    """The editor: form and source of the same draft, beside the phone."""
    return page(known(name))


def page(name: str, status: int = 200, *, text: str = "", typed: Any = None, wrong: str = "") -> Response:
    """The editor's page. `text`, `typed`, `wrong`: what a browser without scripts sent, and why not kept."""
    with house().database.read() as session:
        draft = read_draft(session, name)
        number = current_number(session, name)
        common = common_words(session)
        own = sets_of(session, name)
    language, nonce = language_of(request), secrets.token_urlsafe(12)
    found = variables(name).items()
    labels = {path: each.thai if language == "th" else each.english for path, each in found}
    begin = {
        "name": name,
        "seen": draft.revision,
        "text": text or written(draft.content.structure),
        "words": draft.content.words,
        "common": common,
        "variables": labels,
        "filters": sorted(FILTERS),
        "nonce": nonce,
        "csrf": me().csrf,
        "mayEdit": me().may("templates.edit"),
    }
    plain = [field for field in fields(draft.content.structure, draft.content.words) if field.kind == "word"]
    return draw(
        "card.html",
        status,
        nonce,
        side=False,
        name=name,
        title=title(name),
        draft=draft,
        number=number,
        begin=begin,
        holes=[[labels[path], _hole(path, each.type)] for path, each in found if _fits(path, each.type)],
        plain_fields=[(field, (typed or {}).get(field.id, field.value)) for field in plain],
        sets=[(key, WORDS[language][label]) for key, label in TITLES.items()] + own,
        wrong=wrong,
    )


@blueprint.post("/<name>/look")
@requires("templates.see")
def look(name: str) -> Response:
    """`{text, words, changes, sample, language, check}` → the messages, the fields, and what is wrong."""
    if refused := too_fast():
        return refused
    found = said()
    with house().database.read() as session:
        common = common_words(session)
        data = sample_of(session, known(name), str(found.get("sample")))
    try:
        text, words = changed(known(name), found, common)
    except Unreadable as error:
        return jsonify(notes=[Note("template", error.line, error.pointer, error.sentence).shown()])
    except TemplateError as error:
        return jsonify(notes=[Note("template", 1, error.pointer, error.sentence).shown()])
    structure = read(text).value
    seen: dict[str, Any] = {
        "text": text,
        "words": words,
        "fields": [_shown(field) for field in fields(structure, words, common)],
    }
    language = found.get("language") if found.get("language") in LANGUAGES else "th"
    try:
        made = drawn(name, Content(structure, words), common, data, language)
        seen |= {"messages": made.messages, "origins": _origins(made.messages, made)}
    except TemplateError as error:
        line = read(text).line(error.pointer)
        seen["notes"] = [Note("template", line, error.pointer, error.sentence).shown()]
    if found.get("check"):
        with house().database.read() as session:
            seen["notes"] = [each.shown() for each in judged(session, name, text, words).notes]
    return jsonify(seen)


def too_fast() -> Response | None:
    """An answer for whoever looks more often than anybody types."""
    count = house().limits.hit("studio-look", _LOOKS, me().login)
    if count.passed:
        return None
    refused = answer(429)
    refused.headers["Retry-After"] = str(count.wait)
    return refused


def _fits(path: str, kind: str) -> bool:
    return kind in _INSERTED and "[]" not in path


def _hole(path: str, kind: str) -> str:
    pattern = _SHOWN.get(kind, "{{ %s }}")
    return pattern % ((path,) * pattern.count("%s"))


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
