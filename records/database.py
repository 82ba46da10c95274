"""The database: how to read, how to write, and what to ring after a commit."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

Ring = Callable[[set[datetime]], None]
T = TypeVar("T")
_TRIES = 5


def _silent(_: set[datetime]) -> None:
    """Nobody listens; the sweep will find the rows."""


class Database:
    """One engine for a process. Make it after forking.

    `ring` hears the real moments at which something falls due, after the commit that planned them.
    """

    def __init__(self, url: str, ring: Ring = _silent) -> None:
        self.engine = _engine(url)
        self.ring = ring
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(self.engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False)

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session for looking things up; nothing is committed."""
        with self._reading() as session:
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction and ring what it planned.

        Runs it again from the start when two writers collided, so `work` must have no other effect.
        Raises what `work` raises (the transaction is rolled back), or sqlalchemy's OperationalError.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._write_once(work)
            except (IntegrityError, OperationalError) as error:
                if not _collided(error):
                    raise
        return self._write_once(work)

    def _write_once(self, work: Callable[[Session], T]) -> T:
        with self._writing() as session:
            result = work(session)
            session.commit()
            moments: set[datetime] = session.info.get("moments", set())
        if moments:
            self.ring(moments)
        return result

    def ping(self) -> None:
        """Raises sqlalchemy's OperationalError when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Return all connections."""
        self.engine.dispose()


def ring_after_commit(session: Session, moments: Iterable[datetime]) -> None:
    """Remember real moments at which something falls due; they are rung once this transaction is durable."""
    session.info.setdefault("moments", set()).update(moments)


def _collided(error: IntegrityError | OperationalError) -> bool:
    if isinstance(error, IntegrityError):
        return True
    # PostgreSQL: serialization failure, deadlock
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}


def _engine(url: str) -> Engine:
    # hide_parameters: an error must not carry a patient's name into a log.
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed, hide_parameters=True, connect_args={"timeout": 15}, pool_size=10, max_overflow=20
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        # The driver would begin transactions on its own, and too late for BEGIN IMMEDIATE.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        kind = connection.get_execution_options().get("begin", "")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine
