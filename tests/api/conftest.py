"""The hospital doors without a network: a real database file, no Redis, keys straight from records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from bot.app import create_app
from records.database import Database
from records.tables import Base
from settings import Settings
from tests.api.world import World, house_of
from tests.world.databases import new_database
from tests.world.processes import Processes

NOBODY_LISTENS = "127.0.0.1:1"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests, for speed. Redis is away, as a call must bear."""
    url = new_database(tmp_path_factory.mktemp("api"))
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()
    app = create_app(
        Settings(
            database_url=url,
            redis_url=f"redis://{NOBODY_LISTENS}/0",
            simulator_url=f"http://{NOBODY_LISTENS}",
            calls_per_address="1000000/minute",  # all tests have one address
            wrong_keys_per_address="1000000/minute",
            events_secret=SecretStr("e" * 32),
        )
    )
    yield app
    house_of(app).database.close()


@pytest.fixture
def world(app: Flask) -> World:
    """Nothing in the database but two hospitals with all their keys."""
    return World.anew(app)


@pytest.fixture
def homeless_of_secrets(tmp_path: Path) -> World:
    """A service without any secret to seal with."""
    app = create_app(
        Settings(database_url=f"sqlite:///{tmp_path}/connect.db", redis_url=f"redis://{NOBODY_LISTENS}/0")
    )
    Base.metadata.create_all(house_of(app).database.engine)
    return World.anew(app)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world that nothing is too much for; what a test did to it stays."""
    nobody = f"//{NOBODY_LISTENS}"
    return _patient_world(tmp_path_factory.mktemp("fuzz"), f"redis:{nobody}/0", f"http:{nobody}")


@pytest.fixture(scope="module")
def fuzzed_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The same, and Redis and the simulator are there."""
    directory = tmp_path_factory.mktemp("fuzz-whole")
    beside = Processes(directory)
    beside.start("redis", "simulator")
    yield _patient_world(directory, beside.redis_url, beside.simulator_url)
    beside.stop_all()


def _patient_world(directory: Path, redis_url: str, simulator_url: str) -> World:
    many = "1000000000/minute"
    app = create_app(
        Settings(
            database_url=f"sqlite:///{directory}/fuzz.db",
            redis_url=redis_url,
            simulator_url=simulator_url,
            calls_per_key=many,
            calls_per_address=many,
            events_secret=SecretStr("e" * 32),
        )
    )
    Base.metadata.create_all(house_of(app).database.engine)
    return World.anew(app)
