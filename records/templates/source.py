"""The current versions for the renderer, on every worker and web process within seconds of publishing.

A message costs no query: what is current is kept in memory, and at most every 2 seconds one short query asks
whether anything was published. While the database is away, what was current stays so.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from flex_templates.document import Document
from flex_templates.errors import TemplateError
from flex_templates.source import COMMON
from records.database import Database
from records.templates.content import Content, shipped, shipped_names
from records.templates.tables import TemplateDocument, TemplateFailure, TemplateVersion

log = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # seconds
_REMEMBERED = 200  # documents of messages under way that are current no more


@dataclass(frozen=True)
class _Current:
    """`chains`: of each template what to send, best first: current, last good, shipped."""

    newest: tuple[int, int] = (-1, -1)
    chains: Mapping[str, tuple[Document, ...]] = field(default_factory=dict[str, tuple[Document, ...]])


class PublishedSource:
    """A `Source` of flex_templates over the database. One for a process; threads share it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._current = _Current()
        self._old: dict[tuple[str, str], Document] = {}
        self._next_look = 0.0
        self._looking = Lock()

    def document(self, name: str, revision: str | None = None) -> Document:
        """The current version; or a revision that messages under way were rendered from (`pin`)."""
        chain = self._best_first(name)
        if revision is None:
            return chain[0]
        return next((each for each in chain if each.revision == revision), None) or self._kept(name, revision)

    def last_good(self, name: str, failed: str) -> Document | None:
        """What follows the failed one in the chain; the current one when that is another meanwhile."""
        chain = self._best_first(name)
        revisions = [each.revision for each in chain]
        at = revisions.index(failed) + 1 if failed in revisions else 0
        return chain[at] if at < len(chain) else None

    def pin(self, session: Session, name: str, now: datetime) -> str:
        """The current revision, kept in this transaction: a repetition finds it whatever is published."""
        document = self.document(name)
        keep(session, name, document, now)
        return document.revision

    def _best_first(self, name: str) -> tuple[Document, ...]:
        if time.monotonic() >= self._next_look and self._looking.acquire(blocking=not self._current.chains):
            try:
                self._look()
            finally:
                self._looking.release()
        chain = self._current.chains.get(name)
        if chain is None:
            raise TemplateError(name, "", "there is no such template")
        return chain

    def _look(self) -> None:
        if time.monotonic() < self._next_look:
            return  # somebody else has just looked
        try:
            with self._database.read() as session:
                newest = _mark(session)
                if newest != self._current.newest:
                    self._current = _load(session, newest)
        except SQLAlchemyError as error:
            log.warning("templates stay as they are, the database does not tell: %s", type(error).__name__)
            if not self._current.chains:
                self._current = _Current((-1, -1), _chains({}, frozenset()))
        self._next_look = time.monotonic() + LOOK_EVERY

    def _kept(self, name: str, revision: str) -> Document:
        key = name, revision
        if key not in self._old:
            with self._database.read() as session:
                row = session.get(TemplateDocument, key)
            if row is None:
                log.warning("revision %s of %s is not kept, the current one is used", revision, name)
                return self._best_first(name)[0]
            if len(self._old) >= _REMEMBERED:
                self._old.clear()
            self._old[key] = Document(revision, row.structure, row.words)
        return self._old[key]


def keep(session: Session, name: str, document: Document, now: datetime) -> None:
    """Store a document for repetitions; once more changes nothing."""
    if session.get(TemplateDocument, (name, document.revision)) is None:
        words = {language: dict(table) for language, table in document.words.items()}
        session.add(
            TemplateDocument(
                name=name,
                revision=document.revision,
                structure=document.template,
                words=words,
                kept_at=now,
            )
        )
        session.flush()


def _mark(session: Session) -> tuple[int, int]:
    """Changes when a version is published or condemned."""
    newest = select(func.max(TemplateVersion.id)).scalar_subquery()
    condemned = select(func.count()).select_from(TemplateFailure).where(TemplateFailure.condemned)
    found = session.execute(select(newest, condemned.scalar_subquery())).one()
    return found[0] or 0, found[1]


def _load(session: Session, newest: tuple[int, int]) -> _Current:
    """Of each template the newest version, and the newest before it that is not condemned."""
    failures = select(TemplateFailure.name, TemplateFailure.number).where(TemplateFailure.condemned)
    failed = frozenset((name, number) for name, number in session.execute(failures))
    known = select(TemplateVersion.name, TemplateVersion.number, TemplateVersion.id)
    found: dict[str, list[tuple[int, int]]] = {}
    for name, number, row_id in session.execute(known.order_by(TemplateVersion.id.desc())):
        found.setdefault(name, []).append((number, row_id))
    wanted: dict[str, list[int]] = {}
    for name, (current, *older) in found.items():
        good = [row_id for number, row_id in older if (name, number) not in failed]
        wanted[name] = [current[1], *good[:1]]
    ids = [row_id for these in wanted.values() for row_id in these]
    rows = session.scalars(select(TemplateVersion).where(TemplateVersion.id.in_(ids)))
    by_id = {row.id: row for row in rows}
    stored = {name: [by_id[each] for each in these] for name, these in wanted.items()}
    return _Current(newest, _chains(stored, failed))


def _chains(
    stored: Mapping[str, Sequence[TemplateVersion]], condemned: frozenset[tuple[str, int]]
) -> dict[str, tuple[Document, ...]]:
    """Every template's documents, best first, each revision once, none that is condemned."""
    common = _contents(COMMON, stored)

    def chain(name: str) -> tuple[Document, ...]:
        own = _contents(name, stored)
        return _chain([each for each in own if each[0] == 0 or (name, each[0]) not in condemned], common)

    return {name: chain(name) for name in shipped_names()}


def _contents(name: str, stored: Mapping[str, Sequence[TemplateVersion]]) -> list[tuple[int, Content]]:
    published = [(row.number, Content(row.structure, row.words)) for row in stored.get(name, ())]
    return [*published, (0, shipped(name))]


def _chain(own: list[tuple[int, Content]], common: list[tuple[int, Content]]) -> tuple[Document, ...]:
    """The fault may lie in the common words: behind the current ones come earlier ones, the shipped last."""
    current = common[0][1].words
    documents = [content.document(current, number) for number, content in own]
    number, default = own[-1]
    documents.append(default.document(common[-1][1].words, number))
    return tuple({each.revision: each for each in documents}.values())
