"""A database as the migrations make it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from records.database import Database
from records.migrate import migrate
from tests.world.databases import new_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = new_database(tmp_path)
    migrate(url)
    found = Database(url)
    yield found
    found.close()
