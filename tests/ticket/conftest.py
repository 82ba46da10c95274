"""Tickets through the application's doors: a hospital books, a patient opens the link."""

from collections.abc import Iterator

import pytest
from flask import Flask

from bot.app import create_app
from records.database import Database
from records.tables import Base
from settings import Settings
from tests.api.world import World, house_of
from tests.ticket.desk import Desk
from tests.world.databases import new_database

SECRET = "a secret for tests, long enough to be one"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests, for speed. Redis is away."""
    url = new_database(tmp_path_factory.mktemp("ticket"))
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()
    app = create_app(
        Settings.model_validate(
            {"database_url": url, "redis_url": "redis://127.0.0.1:1/0", "ticket_secret": SECRET}
        )
    )
    yield app
    house_of(app).database.close()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Nothing in the database but two hospitals."""
    return Desk(World.anew(app))
