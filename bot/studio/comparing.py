"""Any two versions of a card, or the draft, as two pictures and as text."""

from typing import Any

from flask import Response, abort, request
from sqlalchemy.orm import Session

from bot.house import house
from bot.staff.guard import requires
from bot.studio.difference import difference
from bot.studio.listing import title
from bot.studio.pages import blueprint, draw
from bot.studio.shelf import SAMPLES, TITLES, common_words, drawn, known
from flex_templates import LANGUAGES, TemplateError
from records.templates import Content, NoVersion, content_of, current_number, history, read_draft

_DRAFT = "draft"


@blueprint.get("/<name>/compare")
@requires("templates.see")
def compare(name: str) -> Response:
    """`?old=1&new=draft&sample=usual&shown=th`; without them, what is new beside what was."""
    with house().database.read() as session:
        draft = read_draft(session, known(name))
        current = current_number(session, name)
        numbers = [str(each.number) for each in history(session, name)] + ["0"]
        old = request.args.get("old") or str(current if draft.open else max(0, current - 1))
        new = request.args.get("new") or (_DRAFT if draft.open else str(current))
        sides = [_side(session, name, which) for which in (old, new)]
        common = common_words(session)
    sample = request.args.get("sample", "usual")
    data = SAMPLES.samples(name).get(sample, SAMPLES.samples(name)["usual"])
    shown = request.args.get("shown", "th")
    shown = shown if shown in LANGUAGES else "th"
    return draw(
        "compare.html",
        name=name,
        title=title(name),
        choices=[*([_DRAFT] if draft.open else []), *numbers],
        chosen={"old": old, "new": new},
        current=str(current),
        sets=TITLES,
        sample=sample,
        shown=shown,
        pictures=[_picture(name, each, common, data, shown) for each in sides],
        lines=difference(*sides),
    )


def _side(session: Session, name: str, which: str) -> Content:
    if which == _DRAFT:
        return read_draft(session, name).content
    if not which.isascii() or not which.isdecimal() or len(which) > 9:
        abort(404)
    try:
        return content_of(session, name, int(which))
    except NoVersion:
        abort(404)


def _picture(name: str, content: Content, common: Any, data: Any, language: Any) -> Any:
    """The messages; none when it cannot be drawn, as a broken draft cannot."""
    try:
        return drawn(name, content, common, data, language).messages
    except TemplateError:
        return []
