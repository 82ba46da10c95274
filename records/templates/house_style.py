"""The words that the house avoids: the shipped list, and what editors made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from flex_templates.review.style import HOUSE_STYLE, Avoid
from records.templates.tables import HouseStyleWord

MOST = 500
LONGEST = 60


class ListFull(Exception):
    """There are as many words as the checks should look for; one must go first."""


@dataclass(frozen=True)
class Entry:
    """A word of the list, and who wrote it so; None for a shipped one."""

    word: str
    instead: str
    by: str | None = None
    at: datetime | None = None


def style_entries(session: Session) -> Sequence[Entry]:
    """The list as it holds, by word: the editors' rows over the shipped ones."""
    rows = {row.word: row for row in session.scalars(select(HouseStyleWord))}
    shipped = [Entry(each.word, each.instead) for each in HOUSE_STYLE if each.word not in rows]
    own = [
        Entry(row.word, row.instead, row.changed_by, row.changed_at) for row in rows.values() if row.avoided
    ]
    return sorted([*shipped, *own], key=lambda each: each.word.casefold())


def avoided(session: Session) -> tuple[Avoid, ...]:
    """The same, for the checks."""
    return tuple(Avoid(each.word, each.instead) for each in style_entries(session))


def keep_style_word(session: Session, word: str, instead: str, *, by: str, now: datetime) -> None:
    """Avoid this word from now on. Raises: ListFull."""
    if (session.scalar(select(func.count()).select_from(HouseStyleWord)) or 0) >= MOST:
        raise ListFull
    _write(session, word, instead, True, by, now)


def drop_style_word(session: Session, word: str, *, by: str, now: datetime) -> bool:
    """Avoid it no longer; a shipped word stays away, too. Whether it was there."""
    if word not in {each.word for each in style_entries(session)}:
        return False
    _write(session, word, "", False, by, now)
    return True


def _write(session: Session, word: str, instead: str, on: bool, by: str, now: datetime) -> None:
    row = session.get(HouseStyleWord, word, with_for_update=True) or HouseStyleWord(word=word)
    row.instead, row.avoided, row.changed_by, row.changed_at = instead, on, by, now
    session.add(row)
    session.flush()
