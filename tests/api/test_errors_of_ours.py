"""When the fault is ours: the database is away, or something nobody expected happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import create_app
from settings import Settings
from tests.api.world import CODE, World, house_of


@pytest.fixture
def homeless(tmp_path: Path) -> Iterator[World]:
    """An application whose database cannot be opened: its file is a folder."""
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}", redis_url="redis://127.0.0.1:1/0"))
    yield World(app, {})
    house_of(app).database.close()


@pytest.mark.contract(
    "503 not now, with `Retry-After`.",
)
def test_a_database_that_is_away_is_answered_503_with_when_to_come_back(homeless: World):
    headers = {"Authorization": "Bearer mc_test_x"}

    answer = homeless.app.test_client().post("/api/v4/bookings", json={}, headers=headers)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.content_type == "application/problem+json"


def test_version_3_says_the_same_in_its_shape(homeless: World):
    answer = homeless.app.test_client().post("/v3/mc3_x/api/queue", json={})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.json["status"] == "error"


@pytest.mark.contract(
    "It is redacted wherever a URL is logged.",
)
def test_what_nobody_expected_is_a_problem_too_and_no_key_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
):
    connect_id, nine = world.patient(), world.nine()
    with world.database.engine.begin() as connection:
        # A row that our own code would never write: reading it fails.
        connection.execute(
            text("UPDATE hospitals SET test_offset_ms = 9e18 WHERE code = :code"), {"code": CODE}
        )

    version_4 = world.call("POST", "/bookings", world.fields(connect_id=connect_id))
    version_3 = world.v3("/test/api/queue", nine)

    assert (version_4.status_code, version_4.content_type) == (500, "application/problem+json")
    assert (version_3.status_code, version_3.json["status"]) == (500, "error")
    assert "failed" in caplog.text
    assert world.keys[CODE].v3 not in caplog.text
    assert world.keys[CODE].test not in caplog.text


@pytest.mark.contract(
    "Nothing answered 2xx is ever lost.",
)
def test_redis_away_loses_no_call(world: World):
    assert world.call("POST", "/bookings", world.fields()).status_code == 201
    assert [each.state for each in world.messages(kind="queue_card")] == ["planned"]
