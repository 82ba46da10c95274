"""The conversation's hospitals over a database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.line.hospitals import HospitalBook
from records.database import Database
from records.hospitals import Hospital
from records.tables import Base
from tests.world.databases import new_database

Search = Callable[..., list[str]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(new_database(tmp_path))
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


def hospital(code: str, name: str, **more: Any) -> Hospital:
    return Hospital(code=code, name_th=f"โรงพยาบาล{name}", province="ปทุมธานี", district=name, **more)


def put(database: Database, *hospitals: Hospital) -> None:
    def work(session: Session) -> None:
        for each in hospitals:
            session.merge(each)

    database.write(work)


@pytest.fixture
def search(database: Database) -> Search:
    def run(text: str, limit: int = 10, mode: str = "live", language: str = "th") -> list[str]:
        with database.read() as session:
            return [each.code for each in HospitalBook(session, None, mode, language).search(text, limit)]

    return run


def test_of_equally_good_ones_those_where_she_can_book_come_first(database: Database, search: Search):
    put(
        database,
        hospital("11001", "คลองหลวง"),
        hospital("11002", "ธัญบุรี", booking_url="http://book.example", live=True),
        hospital("11003", "หนองเสือ", booking_url="http://book.example", live=False),
    )

    assert search("ปทุมธานี") == ["11002", "11001", "11003"]
    assert search("ปทุมธานี", mode="test") == ["11002", "11003", "11001"]
    assert search("ปทุมธานี", limit=1) == ["11002"]


def test_a_hospital_is_found_as_soon_as_it_is_stored(database: Database, search: Search):
    assert search("สามโคก") == []
    put(database, hospital("10767", "สามโคก"))
    assert search("สามโคก") == ["10767"]
    put(database, hospital("10765", "ลาดหลุมแก้ว"))
    assert search("ลาดหลุมแก้ว") == ["10765"]


def test_only_connected_ones_are_near_and_suggested(database: Database):
    place = {"latitude": 14.0, "longitude": 100.5}
    put(
        database,
        hospital("11001", "คลองหลวง", **place),
        hospital("11002", "ธัญบุรี", booking_url="http://book.example", live=True, **place),
        hospital("11003", "หนองเสือ", booking_url="", live=True, **place),
        hospital("11004", "สามโคก", booking_url="http://book.example", live=True),
    )

    with database.read() as session:
        book = HospitalBook(session, None, "live", "th")
        assert [each.code for each in book.nearest(14.1, 100.5, 10)] == ["11002"]
        assert book.nearest(14.1, 100.5, 10)[0].distance_km == pytest.approx(11.1, abs=0.1)
        assert [each.code for each in book.near("11001", 10)] == ["11002"]
        assert [each.code for each in book.near("11004", 10)] == ["11002"], (
            "of the province: its place is unknown"
        )
        assert book.near("99999", 10) == []
        assert [each.code for each in book.suggested(10)] == ["11002", "11004"]
