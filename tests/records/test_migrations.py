"""Migrations lead to the tables of the models, and back (on SQLite; on PostgreSQL in `make test-more`)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from pydantic import SecretStr
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from records.database import Database
from records.event_secrets import SigningSecrets
from records.events import EventEndpoint, new_endpoint
from records.hospitals import Hospital
from records.migrate import config, main, migrate
from records.tables import Base
from settings import Settings
from tests.world.databases import new_database


@pytest.fixture
def alembic(tmp_path: Path) -> Config:
    return config(new_database(tmp_path))


@pytest.fixture
def database(alembic: Config) -> Iterator[Database]:
    found = Database(alembic.attributes["database_url"])
    yield found
    found.close()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_migrating_makes_exactly_the_tables_of_the_models(alembic: Config, database: Database):
    command.upgrade(alembic, "head")

    assert tables(database) == set(Base.metadata.tables)
    command.check(alembic)


def test_migrating_twice_changes_nothing(alembic: Config, database: Database):
    migrate(alembic.attributes["database_url"])
    migrate(alembic.attributes["database_url"])

    assert tables(database)


def test_every_migration_can_be_taken_back(alembic: Config, database: Database):
    command.upgrade(alembic, "head")
    command.downgrade(alembic, "base")

    assert tables(database) == set()


def test_migrating_seals_signing_secrets_that_lie_in_plain(alembic: Config, database: Database):
    plain, key = "whsec_" + "A" * 43 + "=", "n" * 32
    migrate(alembic.attributes["database_url"])

    def write(session: Session) -> None:
        session.add(Hospital(code="10686", name_th="ก"))
        session.flush()
        new_endpoint(session, "10686", "test", "https://que.example/", [], plain, datetime.now(UTC))

    database.write(write)
    main(Settings(database_url=alembic.attributes["database_url"], events_secret=SecretStr(key)))

    with database.read() as session:
        stored = session.scalars(select(EventEndpoint.secret)).one()
    assert plain[6:20] not in stored
    assert SigningSecrets([key]).opened(stored) == plain
