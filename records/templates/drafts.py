"""Drafts: one for a template, shared by its editors, locked by its revision's number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from records.templates.content import Content, tidy_words
from records.templates.errors import NothingToPublish, Stale
from records.templates.tables import TemplateDraft
from records.templates.versions import content_of, current_number


@dataclass(frozen=True)
class DraftView:
    """A template's draft as it was read. While `open` is False its content is the current version's."""

    name: str
    revision: int
    based_on: int
    open: bool
    content: Content
    authors: Sequence[str] = field(default=())
    note: str | None = None
    updated_by: str | None = None
    updated_at: datetime | None = None
    submitted_by: str | None = None
    submitted_at: datetime | None = None


def read_draft(session: Session, name: str) -> DraftView:
    """The draft, or what one would begin with. Raises: NoVersion for an unknown template."""
    row = session.get(TemplateDraft, name)
    if row is None or row.structure is None:
        number = current_number(session, name)
        return DraftView(name, row.revision if row else 0, number, False, content_of(session, name, number))
    return _view(row, Content(row.structure, row.words))


def save_draft(
    session: Session,
    name: str,
    content: Content,
    *,
    seen: int,
    by: str,
    now: datetime,
    note: str | None = None,
    based_on: int | None = None,
) -> DraftView:
    """Store the draft; its revision grows by one. The same content once more changes nothing.

    `seen` is the revision that the editor's page shows. `based_on`: the version whose changes the editor has
    taken in, after `Overtaken`. Raises: Stale, with the other's draft, when it is not `seen` any more.
    """
    row = _locked(session, name, seen, by, now)
    fresh = row.structure is None
    if not fresh and Content(row.structure or [], row.words).digest == content.digest and based_on is None:
        row.note = row.note if note is None else note
        session.flush()
        return read_draft(session, name)
    if fresh:
        row.based_on, row.authors = current_number(session, name), []
    if based_on is not None:
        row.based_on = based_on
    row.structure, row.words = list(content.structure), tidy_words(content.words)
    row.authors = [*row.authors, *([] if by in row.authors else [by])]
    row.note = row.note if note is None else note
    row.submitted_by = row.submitted_at = None
    _touch(row, by, now)
    session.flush()
    return read_draft(session, name)


def submit_draft(session: Session, name: str, *, seen: int, by: str, now: datetime, note: str) -> DraftView:
    """Say that it may be published. Raises: Stale, NothingToPublish."""
    row = open_draft(session, name, seen, by, now)
    row.submitted_by, row.submitted_at, row.note = by, now, note
    session.flush()
    return read_draft(session, name)


def discard_draft(session: Session, name: str, *, seen: int, by: str, now: datetime) -> DraftView:
    """Forget the draft; returns what it was, for an undo. Raises: Stale, NothingToPublish."""
    row = open_draft(session, name, seen, by, now)
    was = read_draft(session, name)
    close_draft(row, by, now)
    session.flush()
    return was


def open_draft(session: Session, name: str, seen: int, by: str, now: datetime) -> TemplateDraft:
    """The locked row of a draft that exists and was `seen`. Raises: Stale, NothingToPublish."""
    row = _locked(session, name, seen, by, now)
    if row.structure is None:
        raise NothingToPublish(name)
    return row


def close_draft(row: TemplateDraft, by: str, now: datetime) -> None:
    """From now on there is none; what others have on their screens is stale."""
    row.structure, row.words, row.authors, row.note = None, {}, [], None
    row.submitted_by = row.submitted_at = None
    _touch(row, by, now)


def _locked(session: Session, name: str, seen: int, by: str, now: datetime) -> TemplateDraft:
    row = session.get(TemplateDraft, name, with_for_update=True)
    if row is None:
        content_of(session, name, 0)  # is there such a template?
        row = TemplateDraft(name=name, revision=0, words={}, authors=[], updated_by=by, updated_at=now)
        session.add(row)
    if row.revision != seen:
        raise Stale(read_draft(session, name))
    return row


def _touch(row: TemplateDraft, by: str, now: datetime) -> None:
    row.revision += 1
    row.updated_by, row.updated_at = by, now


def _view(row: TemplateDraft, content: Content) -> DraftView:
    return DraftView(
        name=row.name,
        revision=row.revision,
        based_on=row.based_on,
        open=True,
        content=content,
        authors=tuple(row.authors),
        note=row.note,
        updated_by=row.updated_by,
        updated_at=row.updated_at,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
    )
