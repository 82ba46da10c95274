"""Reading the ministry's list: headers as they come, and an error that says where and what to do."""

from pathlib import Path

import pytest

from records.hospital_import import read_file
from records.hospital_list import HospitalList, NotAList, read_list

MINISTRY = (
    "ชื่อ,รหัส 9 หลักใหม่,รหัส 9 หลัก,รหัส 5 หลัก,ประเภทองค์กร,จังหวัด,อำเภอ/เขต,วันที่ปิดบริการ\n"
    'โรงพยาบาลปทุมธานี,"=""EA0010687""","=""001068700""","=""10687""",รัฐบาล,ปทุมธานี,เมืองปทุมธานี,-\n'
    'คลินิกใหม่,"=""ca0099999""",,,เอกชน,ปทุมธานี,สามโคก,\n'
    "โรงพยาบาลที่ปิดแล้ว,,,10999,รัฐบาล,ปทุมธานี,สามโคก,01/02/2560\n"
)


def read(text: str) -> HospitalList:
    return read_list(text.splitlines(keepends=True))


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read(text).faults]


def test_the_ministrys_export_is_understood():
    listed = read(MINISTRY)

    assert listed.faults == []
    assert [(row.line, row.code, row.closed) for row in listed.rows] == [
        (2, "10687", False),
        (3, "CA0099999", False),
        (4, "10999", True),
    ]
    assert listed.rows[0].values == {
        "name_th": "โรงพยาบาลปทุมธานี",
        "province": "ปทุมธานี",
        "district": "เมืองปทุมธานี",
    }


@pytest.mark.parametrize(
    "header", ["รหัส 5 หลักใหม่,ชื่อ", "HOSPCODE,HOSPNAME", "off_id,name", "\ufeffcode,name_th", "รหัส  5 หลัก , ชื่อ"]
)
def test_headers_are_known_by_many_names(header: str):
    assert [row.code for row in read(f"{header}\n10687,โรงพยาบาลปทุมธานี\n").rows] == ["10687"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_does_no_harm(tmp_path: Path, encoding: str):
    file = tmp_path / "list.csv"
    file.write_bytes(MINISTRY.replace("\n", "\r\n").encode(encoding))

    assert len(read_file(file).rows) == 3


def test_an_old_thai_encoding_is_named_as_the_trouble(tmp_path: Path):
    file = tmp_path / "list.csv"
    file.write_bytes(MINISTRY.encode("cp874"))

    with pytest.raises(NotAList, match="UTF-8"):
        read_file(file)


@pytest.mark.parametrize("text", ["", "\n", "ชื่อ,จังหวัด\nก,ข\n", "code,province\n10687,ข\n"])
def test_a_missing_column_is_named_with_what_it_may_be_called(text: str):
    with pytest.raises(NotAList, match=r"line 1: there is no column for (code|name_th)\. Name it one of: "):
        read(text)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("4007,ก,,,", "line 2, code: '4007' is not five digits. Excel may have eaten zeros: was it 04007?"),
        ("1O687,ก,,,", "line 2, code: '1O687' is not five digits. Copy it from the ministry"),
        (",ก,,,", "line 2, code: is empty. Every hospital needs its five-digit or nine-character code"),
        ("10687,,,,", "line 2, name_th: is empty. Write the hospital's name"),
        (
            "10687,ก,100.5,14.0,",
            "line 2, latitude: '100.5' is not within Thailand (5 to 21). Correct it or leave it empty",
        ),
        ("10687,ก,14.0,,", "line 2, latitude: needs a longitude, and the reverse. Fill both or none"),
        (f"10687,ก,,,{'0' * 41}", "line 2, telephone: has 41 characters, 40 are allowed. Shorten it"),
        ("10688,ก,,,\n10688,ข,,,", "line 3, code: 10688 stands on line 2 already. Keep one of the two rows"),
    ],
)
def test_what_is_wrong_is_said_with_where_and_what_to_do(row: str, fault: str):
    assert fault in faults(f"code,name_th,latitude,longitude,telephone\n{row}\n")


def test_a_row_tells_all_that_is_wrong_with_it():
    assert len(faults("code,name_th,latitude,longitude\n1,,99,199\n")) == 4


def test_empty_lines_and_short_rows_are_no_faults():
    assert len(read("code,name_th,province\n\n10687,ก\n,,\n").rows) == 1


def test_a_nine_character_code_with_a_wrong_letter_is_a_fault():
    assert "not nine letters" in faults("รหัส 9 หลักใหม่,ชื่อ\nEA001๐687,ก\n")[0]
