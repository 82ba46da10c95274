"""The list of all cards, and their small pictures."""

from datetime import timedelta
from typing import Any

from flask import Response, jsonify, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import requires
from bot.studio.pages import WORDS, blueprint, draw
from bot.studio.shelf import SAMPLES, judged, written
from bot.web.language import language_of
from flex_templates import LANGUAGES, TemplateError
from records.messages import SENT, Message
from records.templates import failures, history, read_draft, shipped_names


@blueprint.get("/")
@requires("templates.see")
def cards() -> Response:
    """Each card with its state; what failed at sending comes first."""
    with house().database.read() as session:
        rows = [_row(session, name) for name in shipped_names()]
        sent = _sent(session)
    for row in rows:
        row["sent"] = sent.get(row["name"], 0)
    rows.sort(key=lambda row: (not row["failed"], not row["draft"].open, -row["sent"], row["title"]))
    return draw("cards.html", cards=rows)


@blueprint.get("/pictures.json")
@requires("templates.see")
def pictures() -> Response:
    """The published messages of every card with its usual sample."""
    drawn: dict[str, Any] = {}
    for name in shipped_names():
        try:
            drawn[name] = house().renderer.render(name, SAMPLES.samples(name)["usual"], "th")
        except TemplateError:
            drawn[name] = []
    return jsonify(drawn)


@blueprint.get("/checks.json")
@requires("templates.see")
def checks() -> Response:
    """How many errors keep each card, its draft if there is one, from being published."""
    found: dict[str, int] = {}
    with house().database.read() as session:
        for name in shipped_names():
            content = read_draft(session, name).content
            notes = judged(session, name, written(content.structure), content.words).notes
            found[name] = sum(each.level == "error" for each in notes)
    return jsonify(found)


def title(name: str) -> str:
    """How editors call a card, in the reader's language."""
    return WORDS[language_of(request)].get(f"card_{name}", name)


def _row(session: Session, name: str) -> dict[str, Any]:
    versions = history(session, name)
    draft = read_draft(session, name)
    current = versions[0].number if versions else 0
    failed = [each for each in failures(session, name) if each.number == current]
    failed.sort(key=lambda each: not each.condemned)
    return {
        "name": name,
        "title": title(name),
        "draft": draft,
        "languages": _languages(draft.content.words),
        "version": versions[0] if versions else None,
        "failed": failed[0] if failed else None,
    }


def _languages(words: Any) -> list[str]:
    """Those with every word that any language has."""
    every = {key for table in words.values() for key in table}
    return [language for language in LANGUAGES if every <= set(words.get(language, {}))]


def _sent(session: Session) -> dict[str, int]:
    """Unasked messages of the last 30 days by kind; each kind has a card of its name."""
    since = real_now() - timedelta(days=30)
    counted = select(Message.kind, func.count()).where(Message.state == SENT, Message.sent_at >= since)
    return {row[0]: row[1] for row in session.execute(counted.group_by(Message.kind))}
