"""Taking over a list: added and updated by code, never dropped, all or nothing."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import Database
from records.hospital_import import BadRows, Summary, import_hospitals, main
from records.hospital_list import HospitalList, read_list
from records.hospitals import Hospital
from records.tables import Base
from tests.world.databases import new_database

HEADER = ("code", "name_th", "province", "telephone")
DATA = Path(__file__).parents[2] / "data" / "hospitals.csv"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(new_database(tmp_path_factory.mktemp("import")))
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Nothing in it is kept."""
    with database.read() as made:
        yield made


def listed(*rows: tuple[str, ...]) -> HospitalList:
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *rows])
    file.seek(0)
    return read_list(file)


def stored(session: Session) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        each.code: (each.name_th, each.province, each.telephone) for each in session.scalars(select(Hospital))
    }


def test_hospitals_are_added_and_updated_and_none_is_dropped(session: Session):
    import_hospitals(session, listed(("10001", "ก", "ตาก", "02-1"), ("10002", "ข", "ตาก", "")))

    summary = import_hospitals(session, listed(("10002", "ใหม่", "น่าน", ""), ("EA0099999", "ค", "", "")))

    assert str(summary) == "1 added, 1 updated, 0 unchanged"
    assert stored(session) == {
        "10001": ("ก", "ตาก", "02-1"),
        "10002": ("ใหม่", "น่าน", None),
        "EA0099999": ("ค", None, None),
    }


def test_an_empty_cell_leaves_what_is_stored(session: Session):
    import_hospitals(session, listed(("10001", "ก", "ตาก", "02-1")))
    import_hospitals(session, listed(("10001", "ก", "", "")))

    assert stored(session) == {"10001": ("ก", "ตาก", "02-1")}


def test_the_switches_of_a_hospital_are_not_touched(session: Session):
    session.add(
        Hospital(code="10001", name_th="ก", booking_url="http://b.example", live=True, map_url="http://m")
    )
    import_hospitals(session, listed(("10001", "ข", "ตาก", "")))

    hospital = session.get_one(Hospital, "10001")
    assert (hospital.name_th, hospital.live, hospital.map_url) == ("ข", True, "http://m")
    assert hospital.connected


def test_bad_rows_stop_everything_unless_they_are_skipped(session: Session):
    rows = listed(("10001", "ก", "", ""), ("1", "ข", "", ""), ("10003", "", "", ""))

    with pytest.raises(BadRows) as refused:
        import_hospitals(session, rows)
    assert [fault.line for fault in refused.value.faults] == [3, 4]
    assert stored(session) == {}

    assert (
        str(import_hospitals(session, rows, skip_bad=True))
        == "1 added, 0 updated, 0 unchanged, 2 bad left out"
    )
    assert set(stored(session)) == {"10001"}


@pytest.mark.parametrize("code", ["EA0010687", "001068700"])
def test_a_hospital_does_not_come_in_twice_under_its_nine_character_code(session: Session, code: str):
    import_hospitals(session, listed(("10687", "โรงพยาบาลปทุมธานี", "", "")))
    rows = read_list(["รหัส 9 หลักใหม่,ชื่อ\n", f"{code},โรงพยาบาลปทุมธานี\n"])

    with pytest.raises(BadRows, match="1 faults") as refused:
        import_hospitals(session, rows)
    assert "Add the column 'รหัส 5 หลัก'" in refused.value.faults[0].says


def test_closed_hospitals_are_not_added_but_known_ones_stay(session: Session):
    import_hospitals(session, listed(("10001", "ก", "", "")))
    rows = read_list(["code,ชื่อ,วันที่ปิดบริการ\n", "10001,ก,1/1/2560\n", "10002,ข,1/1/2560\n"])

    assert import_hospitals(session, rows) == Summary(unchanged=1, closed=1)
    assert set(stored(session)) == {"10001"}


_CODES = st.from_regex(r"[0-9]{5}", fullmatch=True) | st.from_regex(r"[A-Z]{2}99[0-9]{5}", fullmatch=True)
_TEXTS = st.text(max_size=12)
_ROWS = st.lists(st.tuples(_CODES | _TEXTS, _TEXTS, _TEXTS, _TEXTS), max_size=8)


@given(before=_ROWS, rows=_ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_listed_twice_is_as_once_and_nothing_is_lost(
    database: Database, before: list[tuple[str, ...]], rows: list[tuple[str, ...]]
):
    with database.read() as session:
        import_hospitals(session, listed(*before), skip_bad=True)
        old = stored(session)
        first = import_hospitals(session, listed(*rows), skip_bad=True)
        once = stored(session)
        second = import_hospitals(session, listed(*rows), skip_bad=True)

        assert stored(session) == once
        assert old.keys() <= once.keys()
        assert len(once) == len(old) + first.added
        assert (second.added, second.updated) == (0, 0)
        assert second.unchanged == first.added + first.updated + first.unchanged


def test_the_command_takes_the_list_that_comes_with_the_service_and_repeats_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", new_database(tmp_path))

    assert main([str(DATA)]) == 0
    assert "added, 0 updated, 0 unchanged" in capsys.readouterr().out
    assert main([str(DATA)]) == 0
    assert "0 added, 0 updated" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_and_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", new_database(tmp_path))
    bad = tmp_path / "bad.csv"
    bad.write_text("code,name_th\n10001,ก\n1,ข\n", encoding="utf-8")

    assert main([str(bad)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "line 3, code: '1' is not five digits. Excel may have eaten zeros: was it 00001?",
        "Nothing was stored. Correct the list, or take the rest with --skip-bad",
    ]
    assert main([str(tmp_path / "nowhere.csv")]) == 1
    assert main([str(bad), "--skip-bad"]) == 0
    assert "1 added, 0 updated, 0 unchanged, 1 bad left out" in capsys.readouterr().out
