"""A draft becomes a version."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.templates.content import Content
from records.templates.drafts import close_draft, open_draft
from records.templates.errors import NeedsSecondPerson, NothingToPublish, Overtaken
from records.templates.tables import TemplateVersion
from records.templates.versions import add_version, content_of, current_number


def publish(
    session: Session, name: str, *, seen: int, by: str, note: str, now: datetime, approval: bool = False
) -> TemplateVersion:
    """Publish the draft that was `seen` (its revision); there is no draft afterwards.

    Whether it may be sent was checked before, outside of the transaction: `seen` holds that content fast.
    `approval`: who publishes must not have written on it. Raises: Stale, NothingToPublish, Overtaken,
    NeedsSecondPerson.
    """
    row = open_draft(session, name, seen, by, now)
    content = Content(row.structure or [], row.words)
    current = current_number(session, name)
    if row.based_on != current:
        raise Overtaken(name, current)
    if approval and by in row.authors:
        raise NeedsSecondPerson(name)
    if content.digest == content_of(session, name, current).digest:
        raise NothingToPublish(name)
    version = add_version(
        session, name, content, after=current, by=by, authors=row.authors, note=note, now=now
    )
    close_draft(row, by, now)
    session.flush()
    return version
