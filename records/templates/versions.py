"""Published versions: written once, read for ever."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.templates.content import Content, shipped, tidy_words
from records.templates.errors import NeedsSecondPerson, NoVersion, Overtaken
from records.templates.tables import TemplateVersion

_LARGEST_NUMBER = 2**31 - 1  # of a column


def current_number(session: Session, name: str) -> int:
    """The newest version; 0 while the shipped one holds."""
    newest = select(func.max(TemplateVersion.number)).where(TemplateVersion.name == name)
    return session.scalar(newest) or 0


def find_version(session: Session, name: str, number: int) -> TemplateVersion | None:
    """The stored version; None for 0 and for what there never was."""
    if not 0 < number <= _LARGEST_NUMBER:
        return None
    return session.scalar(select(TemplateVersion).filter_by(name=name, number=number))


def content_of(session: Session, name: str, number: int) -> Content:
    """What a version holds; 0 is the shipped one. Raises: NoVersion."""
    default = shipped(name)
    if number == 0:
        return default
    found = find_version(session, name, number)
    if found is None:
        raise NoVersion(f"{name} {number}")
    return Content(found.structure, found.words)


def history(session: Session, name: str) -> Sequence[TemplateVersion]:
    """All published versions of a template, the newest first. The shipped one (0) comes before them all."""
    query = select(TemplateVersion).filter_by(name=name).order_by(TemplateVersion.number.desc())
    return session.scalars(query).all()


def add_version(
    session: Session,
    name: str,
    content: Content,
    *,
    after: int,
    by: str,
    authors: Sequence[str],
    note: str,
    now: datetime,
    restores: int | None = None,
) -> TemplateVersion:
    """Write the version that follows `after`. Raises: Overtaken when that is not the current one."""
    current = current_number(session, name)
    if current != after:
        raise Overtaken(name, current)
    version = TemplateVersion(
        name=name,
        number=current + 1,
        structure=list(content.structure),
        words=tidy_words(content.words),
        digest=content.digest,
        note=note,
        authors=list(authors),
        published_by=by,
        published_at=now,
        restores=restores,
    )
    session.add(version)
    session.flush()
    return version


def roll_back(
    session: Session,
    name: str,
    number: int,
    *,
    current: int,
    by: str,
    note: str,
    now: datetime,
    approval: bool = False,
) -> TemplateVersion:
    """Publish an old version (0: the shipped one) again as a new one; a draft stays as it is.

    `current` is the version that the page showed as the current one. `approval`: whoever wrote on the old one
    may bring it back alone only if somebody else let it out. Raises: NoVersion, Overtaken, NeedsSecondPerson.
    """
    old = find_version(session, name, number)
    content = content_of(session, name, number)
    authors = old.authors if old else []
    if approval and old and by in authors and old.published_by in authors:
        raise NeedsSecondPerson(name)
    return add_version(
        session,
        name,
        content,
        after=current,
        by=by,
        authors=authors,
        note=note,
        now=now,
        restores=number,
    )
