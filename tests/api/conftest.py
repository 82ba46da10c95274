"""The hospital doors without a network: a real database file, no Redis, patients and keys straight from records."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import create_app
from records.database import Database
from records.tables import Base
from settings import Settings
from tests.api.world import World

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no rows, to copy."""
    path = tmp_path_factory.mktemp("empty") / "connect.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def settings(empty_database: Path, tmp_path: Path) -> Settings:
    """Redis is away, as a call must bear."""
    path = shutil.copy(empty_database, tmp_path / "connect.db")
    return Settings(database_url=f"sqlite:///{path}", redis_url=NOBODY, simulator_url="http://127.0.0.1:1")


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    """The application, and a hospital with all its keys."""
    found = World(create_app(settings))
    yield found
    found.close()
