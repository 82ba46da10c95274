"""The staff's door without a network: a real database file, no Redis."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import create_app
from records.migrate import migrate
from settings import Settings
from tests.staff.office import Office
from tests.world.databases import new_database

_TEST_CHANNEL: dict[str, Any] = {
    "line_test_secret": SecretStr("s" * 32),
    "line_test_token": SecretStr("t"),
    "line_test_api_base": "http://127.0.0.1:1",
}
SECRET = SecretStr("a secret for the tests of staff, long enough")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    directory: Path = tmp_path_factory.mktemp("office")
    url = new_database(directory)
    migrate(url)
    found = Office(
        create_app(
            Settings(
                database_url=url, redis_url="redis://127.0.0.1:1/0", staff_secret=SECRET, **_TEST_CHANNEL
            )
        )
    )
    found.add_hospital("10692")
    found.add_hospital("11472")
    yield found
    found.close()
