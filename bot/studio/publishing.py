"""Publishing a draft, its versions, and going back to one."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.last_check import Word, ask_line, channel
from bot.studio.listing import title
from bot.studio.pages import blueprint, draw
from bot.studio.shelf import SAMPLES, common_words, drawn, judged, known, written
from flex_templates import LANGUAGES
from records.templates import (
    Content,
    NeedsSecondPerson,
    NothingToPublish,
    NoVersion,
    Overtaken,
    Stale,
    content_of,
    current_number,
    history,
    publish,
    read_draft,
    roll_back,
    submit_draft,
)


@blueprint.get("/<name>/publish")
@requires("templates.edit")
def before_publishing(name: str) -> Response:
    """What the checks say of the draft, what changes for patients, and whose step is next."""
    return _page(name, done=request.args.get("done"))


@blueprint.post("/<name>/submit")
@requires("templates.edit")
def submit(name: str) -> Response:
    """Ask for a second person, under the same conditions as publishing."""
    return _step(name, _submitted, url_for("studio.before_publishing", name=known(name), done="submitted"))


@blueprint.post("/<name>/publish")
@requires("templates.publish")
def let_out(name: str) -> Response:
    """Errors block; warnings must have been read; with approval, not by who wrote it."""
    return _step(name, _published, url_for("studio.versions", name=known(name), done="published"))


def _step(name: str, step: Callable[[Session, str, int, str, bool], None], then: str) -> Response:
    form = request.form
    with house().database.read() as session:
        draft = read_draft(session, known(name))
        found = judged(session, name, written(draft.content.structure), draft.content.words)
    if not found.may_publish:
        return _page(name, 422)
    if found.notes and form.get("read") != "yes":
        return _page(name, 422, wrong="read_first")
    words = form.get("note", "").strip()[:500]
    if not words:
        return _page(name, 422, wrong="note_missing")
    line = _last_check(name, draft.content)
    if line.objections:
        return _page(name, 422, wrong="line_refuses", objections=line.objections)

    try:
        seen = int(form.get("seen", -1))
        house().database.write(lambda session: step(session, name, seen, words, line.heard))
    except (Stale, Overtaken, ValueError):
        return _page(name, 409, wrong="changed_meanwhile")
    except NeedsSecondPerson:
        return _page(name, 409, wrong="second_person")
    except NothingToPublish:
        return _page(name, 409, wrong="nothing_new")
    return redirect(then if line.heard else f"{then}&line=away", 303)  # pyright: ignore[reportReturnType]


def _last_check(name: str, content: Content) -> Word:
    """What LINE itself says of the card with every sample in every language."""
    asked = channel()
    if asked is None:
        return Word()  # nobody to ask
    with house().database.read() as session:
        common = common_words(session)
    messages = [
        message
        for data in SAMPLES.samples(name).values()
        for language in LANGUAGES
        for message in drawn(name, content, common, data, language).messages
    ]
    return ask_line(asked, messages)


def _submitted(session: Session, name: str, seen: int, words: str, heard: bool) -> None:
    submit_draft(session, name, seen=seen, by=me().login, now=real_now(), note=words)
    note(session, "template.submitted", name, revision=seen, note=words, line_heard=heard)


def _published(session: Session, name: str, seen: int, words: str, heard: bool) -> None:
    approval = house().settings.template_approval
    made = publish(session, name, seen=seen, by=me().login, note=words, now=real_now(), approval=approval)
    note(
        session,
        "template.published",
        name,
        version=made.number,
        note=words,
        authors=made.authors,
        line_heard=heard,
    )


@blueprint.get("/<name>/versions")
@requires("templates.see")
def versions(name: str) -> Response:
    """All that was ever published; any two side by side."""
    with house().database.read() as session:
        rows = history(session, known(name))
        current = rows[0].number if rows else 0
    return draw(
        "versions.html",
        name=name,
        title=title(name),
        versions=rows,
        current=current,
        done=request.args.get("done"),
        line_away=request.args.get("line") == "away",
    )


@blueprint.post("/<name>/versions/<int:number>")
@requires("templates.publish")
def go_back(name: str, number: int) -> Response:
    """Publish an old version again."""

    def work(session: Session) -> None:
        made = roll_back(
            session,
            known(name),
            number,
            current=int(request.form.get("current", -1)),
            by=me().login,
            note=request.form.get("note", "").strip()[:500],
            now=real_now(),
            approval=house().settings.template_approval,
        )
        note(session, "template.rolled_back", name, version=made.number, restores=number)

    done = "rolled_back"
    try:
        house().database.write(work)
    except (Overtaken, NoVersion, ValueError):
        done = "changed_meanwhile"
    except NeedsSecondPerson:
        done = "second_person"
    return redirect(url_for("studio.versions", name=name, done=done), 303)  # pyright: ignore[reportReturnType]


def _page(name: str, status: int = 200, **values: Any) -> Response:
    with house().database.read() as session:
        draft = read_draft(session, known(name))
        found = judged(session, name, written(draft.content.structure), draft.content.words)
        before = content_of(session, name, current_number(session, name))
    changed = _differences(before.words, draft.content.words)
    looks = before.structure != draft.content.structure
    by_herself = not (house().settings.template_approval and me().login in draft.authors)
    return draw(
        "publish.html",
        status,
        name=name,
        title=title(name),
        draft=draft,
        review=found,
        changed=changed,
        looks=looks,
        may_publish=me().may("templates.publish") and by_herself,
        **values,
    )


def _differences(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """Language/key, old words, new words."""
    keys = [(language, key) for language in after for key in {**before.get(language, {}), **after[language]}]
    found = [
        (f"{language}/{key}", before.get(language, {}).get(key, ""), after[language].get(key, ""))
        for language, key in keys
    ]
    return [each for each in found if each[1] != each[2]]
