"""Migrations lead to the tables of the models, and back (on SQLite; on PostgreSQL in `make test-more`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from records.database import Database
from records.migrate import config, migrate
from records.tables import Base
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
