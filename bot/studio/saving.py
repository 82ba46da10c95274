"""Keeping a draft, with the page's script and without it, and forgetting it."""

from typing import Any

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.cards import page
from bot.studio.difference import difference
from bot.studio.pages import WORDS, blueprint
from bot.studio.said import LARGEST_CALL, answer, changed, number, said
from bot.studio.shelf import common_words, known, written
from bot.web.language import language_of
from flex_templates import TemplateError
from flex_templates.review.note import Note
from flex_templates.review.untrusted import Unreadable, read
from records.templates import Content, NothingToPublish, Stale, discard_draft, read_draft, save_draft

_FIELD = "field:"


@blueprint.post("/<name>/save")
@requires("templates.edit")
def save(name: str) -> Response:
    """Keep the draft. 409 with the other's draft, and how this differs, when she was faster."""
    found = said()
    try:
        text, words = changed(known(name), found, _common())
    except (Unreadable, TemplateError) as error:
        return answer(422, error=error.sentence)
    content = Content(read(text).value, words)
    try:
        return answer(200, seen=_keep(name, content, number(found, "seen")))
    except Stale as error:
        theirs = error.theirs
        return answer(
            409,
            by=theirs.updated_by,
            seen=theirs.revision,
            text=written(theirs.content.structure),
            words=theirs.content.words,
            difference=difference(theirs.content, content),
        )


@blueprint.post("/<name>/keep")
@requires("templates.edit")
def keep(name: str) -> Response:
    """The form of a browser without scripts; what cannot be kept comes back as it was typed."""
    request.max_content_length = LARGEST_CALL
    form = request.form
    with house().database.read() as session:
        own = read_draft(session, known(name)).content.words
    text = form.get("text", "").replace("\r\n", "\n")
    changes = {key.removeprefix(_FIELD): value for key, value in form.items() if key.startswith(_FIELD)}
    plain = {key: value.replace("\r\n", "\n") for key, value in changes.items()}
    seen = int(form["seen"]) if form.get("seen", "").isdecimal() else -1
    found = {"text": text, "words": own, "changes": plain}
    try:
        kept, words = changed(name, found, _common())
        _keep(name, Content(read(kept).value, words), seen)
    except (Unreadable, TemplateError) as error:
        line = error.line if isinstance(error, Unreadable) else read(text).line(error.pointer)
        told = Note("template", line, error.pointer, error.sentence)
        sentence = told.thai if language_of(request) == "th" else told.sentence
        return page(name, 422, text=text, typed=plain, wrong=f"{line}: {sentence}")
    except Stale:
        sentence = WORDS[language_of(request)]["changed_meanwhile"]
        return page(name, 409, text=text, typed=plain, wrong=sentence)
    return redirect(url_for("studio.card", name=name), 303)  # pyright: ignore[reportReturnType]


@blueprint.post("/<name>/discard")
@requires("templates.edit")
def discard(name: str) -> Response:
    """Forget the draft; answers what it was, for an undo."""

    def work(session: Session) -> Any:
        seen = number(said(), "seen")
        was = discard_draft(session, known(name), seen=seen, by=me().login, now=real_now())
        note(session, "template.discarded", name)
        return was.content

    try:
        was = house().database.write(work)
    except (Stale, NothingToPublish):
        return answer(409)
    return answer(200, text=written(was.structure), words=was.words)


def _keep(name: str, content: Content, seen: int) -> int:
    """The draft's revision afterwards. Raises: Stale."""

    def work(session: Session) -> int:
        saved = save_draft(session, name, content, seen=seen, by=me().login, now=real_now())
        if saved.revision != seen:
            note(session, "template.saved", name, revision=saved.revision)
        return saved.revision

    return house().database.write(work)


def _common() -> Any:
    with house().database.read() as session:
        return common_words(session)
