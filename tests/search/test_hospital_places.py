"""Looking through the hospitals by place, over a database and over the shipped list."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.line.hospitals import HospitalBook
from bot.line.places import PlaceBook
from bot.search import Entry, Index
from bot.search.districts import english_district
from bot.search.provinces import OTHER_NAMES, REGIONS, english
from flows.topics.browsing import ON_A_PAGE
from records.database import Database
from records.hospitals import Hospital
from records.tables import Base
from tests.world.databases import new_database

LIST = Path(__file__).parents[2] / "data" / "hospitals.csv"
SHIPPED = list(csv.DictReader(LIST.read_text("utf-8").splitlines()))


def hospital(code: str, name: str, province: str | None, district: str | None, **more: Any) -> Hospital:
    return Hospital(code=code, name_th=name, province=province, district=district, **more)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(new_database(tmp_path))
    Base.metadata.create_all(made.engine)
    there = [
        hospital("10001", "โรงพยาบาลสามโคก", "ปทุมธานี", "สามโคก"),
        hospital(
            "10002", "โรงพยาบาลเอกปทุม", "ปทุมธานี", "เมืองปทุมธานี", booking_url="http://b.example", live=True
        ),
        hospital("10003", "โรงพยาบาลปทุมธานี", "ปทุมธานี", "เมืองปทุมธานี"),
        hospital("00004", "โรงพยาบาลส่งเสริมสุขภาพตำบลบางกะดี", "ปทุมธานี", "เมืองปทุมธานี"),
        hospital("10005", "โรงพยาบาลที่ไหนสักแห่ง", "ปทุมธานี", None),
        hospital("10006", "โรงพยาบาลปาย", "แม่ฮ่องสอน", "ปาย"),
        hospital("10007", "โรงพยาบาลเชียงใหม่", "เชียงใหม่", "เมืองเชียงใหม่"),
        hospital("10008", "โรงพยาบาลไม่มีจังหวัด", None, None),
        hospital("sb-aaaaaa", "ทดลอง", "ปทุมธานี", "สามโคก"),
    ]
    made.write(lambda session: session.add_all(there))
    yield made
    made.close()


def test_regions_and_provinces_with_hospitals_are_counted(database: Database):
    with database.read() as session:
        places = PlaceBook(session, "th")

        assert [(one.key, one.hospitals) for one in places.regions()] == [("capital", 5), ("north_upper", 2)]
        assert [one.name for one in places.provinces("north_upper")] == ["เชียงใหม่", "แม่ฮ่องสอน"]
        assert [one.name for one in PlaceBook(session, "en").provinces("capital")] == ["Pathum Thani"]
        assert places.region_of("Pathum Thani") == "capital"
        assert (places.provinces("atlantis"), places.districts("Atlantis"), places.region_of("")) == (
            [],
            [],
            None,
        )


def test_districts_are_in_the_order_of_the_thai_alphabet_the_unknown_one_last(database: Database):
    with database.read() as session:
        districts = PlaceBook(session, "th").districts("Pathum Thani")

    assert [(one.name, one.hospitals) for one in districts] == [("เมืองปทุมธานี", 3), ("สามโคก", 1), (None, 1)]


def test_who_reads_english_reads_districts_in_english(database: Database):
    with database.read() as session:
        districts = PlaceBook(session, "en").districts("Pathum Thani")

    assert [one.name for one in districts] == ["Mueang Pathum Thani", "Sam Khok", None]


def test_every_district_of_the_shipped_list_has_an_english_name():
    named = {row["code"]: english_district(row["province"], row["district"]) for row in SHIPPED}

    assert [code for code, name in named.items() if not name or not name.isascii()] == []
    assert english_district("ปทุมธานี", "อำเภอสามโคก") == english_district("ปทุมธานี", "สามโคก") == "Sam Khok"
    assert english_district("กรุงเทพมหานคร", "เขตบางรัก") == "Bang Rak"
    assert english_district("ปทุมธานี", "ไม่มีที่นี่") is None


@pytest.mark.parametrize(("words", "district"), [("Sam Khok", "สามโคก"), ("Pai", "ปาย")])
def test_a_district_is_found_by_its_english_name_too(words: str, district: str):
    index = Index(
        Entry(row["code"], row["name_th"], None, (), row["province"], row["district"]) for row in SHIPPED
    )
    there = {row["code"] for row in SHIPPED if row["district"] == district}

    assert {hit.code for hit in index.search(words, 3)} & there


def test_where_she_can_book_comes_first_and_a_health_centre_last(database: Database):
    with database.read() as session:
        book = HospitalBook(session, None, "live", "th")
        districts = {one.name: one.key for one in PlaceBook(session, "th").districts("Pathum Thani")}

        def codes(district: str | None, limit: int = 9) -> list[str]:
            return [one.code for one in book.standing_in("Pathum Thani", limit, districts[district])]

        assert codes("เมืองปทุมธานี") == ["10002", "10003", "00004"]
        assert codes("เมืองปทุมธานี", limit=1) == ["10002"]
        assert codes(None) == ["10005"]
        assert len(book.standing_in("Pathum Thani", 9)) == 5
        assert book.standing_in("Pathum Thani", 9, "99999") == book.standing_in("Atlantis", 9) == []


def test_an_english_reader_reads_the_province_in_english(database: Database):
    with database.read() as session:
        names = {
            language: [one.province for one in HospitalBook(session, None, "live", language).search("ปาย", 1)]
            for language in ("th", "en")
        }

    assert names == {"th": ["แม่ฮ่องสอน"], "en": ["Mae Hong Son"]}


def test_each_of_the_77_provinces_lies_in_one_region_of_which_none_is_too_large_for_a_card():
    inside = [province for region in REGIONS.values() for province in region]

    assert len(inside) == 77
    assert set(inside) == OTHER_NAMES.keys() == {row["province"] for row in SHIPPED}
    assert max(map(len, REGIONS.values())) <= ON_A_PAGE
    assert len({english(province) for province in inside}) == 77


def test_every_province_is_found_by_its_english_name_however_it_is_written():
    entries = [
        Entry(row["code"], row["name_th"], row["name_en"], (), row["province"], row["district"])
        for row in SHIPPED
    ]
    index = Index(entries)
    for province in OTHER_NAMES:
        there = {entry.code for entry in entries if entry.province == province}
        name = english(province)
        for query in (name, name.lower(), name.replace(" ", ""), f"{name} province", f"province of {name}"):
            assert there <= {hit.code for hit in index.search(query, 50)}, query
