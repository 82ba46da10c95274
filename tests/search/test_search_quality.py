"""How good the search is, by queries that were written by hand; see data/README.md for the hospitals."""

import csv
import sys
from pathlib import Path

import pytest

from bot.search import Entry, Index
from records.hospital_import import read_file

HERE = Path(__file__).parent
HOSPITALS = HERE.parents[1] / "data" / "hospitals.csv"

# What patients also write to the account. None of it is a hospital.
CHAT = """
ขอบคุณ|ขอบคุณค่ะ|ขอบคุณมากครับ|กี่โมง|กี่โมงคะ|เปิดกี่โมง|ปิดกี่โมง|สวัสดี|สวัสดีค่ะ|หวัดดี|ปวดหัว|ปวดท้อง
เจ็บหน้าอก|หายใจไม่ออก|หมอฟัน|ทำฟัน|นัดหมอ|เลื่อนนัด|ขอเลื่อนนัดค่ะ|ยกเลิกนัด|จองคิว|คิวของฉัน|พรุ่งนี้|วันนี้
พรุ่งนี้ไปไม่ได้|ต้องเตรียมตัวยังไง|งดน้ำงดอาหารไหม|ใช้บัตรทองได้ไหม|บัตรทอง|ประกันสังคม|ค่าใช้จ่ายเท่าไหร่|ราคาเท่าไร
ไปยังไง|ที่จอดรถ|ตรวจเลือด|ตรวจสุขภาพ|ฉีดวัคซีน|ฝากครรภ์|คลอดลูก|เด็ก|ผู้สูงอายุ|แม่|ลูก|ตา|โอเค|ได้ค่ะ|ไม่เข้าใจ|ไม่รู้
ช่วยด้วย|ทำไม|อะไรนะ|ใช่|ไม่ใช่|55555|ok|yes|hello|thank you|what time|help me|good morning|how are you|test
asdfghjkl|qwerty|zzzzzz|ฟหกด|ฟหกดเ้|กขคงจ|!!!|...|😀😀|1669|0812345678|99999|รถติด|หิวข้าว|กินข้าว|คิดถึง|นานไหม|รอนานไหม
อีกกี่คิว|ถึงคิวหรือยัง|คุณหมอ|พยาบาล|ยา|รับยา|ยาหมด|ผลตรวจ|ใบรับรองแพทย์|เวชระเบียน|ห้องฉุกเฉิน|โรงพยาบาล|รพ.|ใกล้ฉัน
โรงพยาบาลใกล้ฉัน|รบกวนสอบถาม|สอบถามหน่อยค่ะ|แล้วไงต่อ|ไม่ได้|ดีมาก|เยี่ยม|ไข้หวัด|โควิด|เบาหวาน|ความดัน
"""


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(
        Entry(
            row.code,
            row.values["name_th"],
            row.values.get("name_en"),
            tuple(row.values.get("aliases", ())),
            row.values.get("province"),
            row.values.get("district"),
        )
        for row in read_file(HOSPITALS).rows
    )


def _queries() -> list[dict[str, str]]:
    with open(HERE / "queries.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_95_of_100_queries_find_their_hospital_in_the_first_three(
    index: Index, capsys: pytest.CaptureFixture[str]
):
    queries = _queries()
    ranks = {each["query"]: _rank(index, each) for each in queries}
    first = 100 * sum(rank == 1 for rank in ranks.values()) / len(queries)
    in_three = 100 * sum(rank in (1, 2, 3) for rank in ranks.values()) / len(queries)

    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(queries)} queries: found first: {first:.1f} %, in the first three: {in_three:.1f} %\n"
        )
    assert len(ranks) == len(queries) >= 200
    assert in_three >= 95, [query for query, rank in ranks.items() if rank not in (1, 2, 3)]


def _rank(index: Index, query: dict[str, str]) -> int | None:
    found = [hit.code for hit in index.search(query["query"], limit=10)]
    return found.index(query["expected"]) + 1 if query["expected"] in found else None


@pytest.mark.parametrize("talk", [talk for line in CHAT.split("\n") for talk in line.split("|") if talk])
def test_ordinary_talk_finds_nothing(index: Index, talk: str):
    assert [hit.code for hit in index.search(talk, limit=10)] == []


def test_every_hospital_is_found_by_its_code_and_alone_by_its_whole_name(index: Index):
    rows = read_file(HOSPITALS).rows
    names = [row.values["name_th"] for row in rows]

    for row in rows:
        assert [hit.code for hit in index.search(row.code, limit=10)] == [row.code]
        found = [hit.code for hit in index.search(row.values["name_th"], limit=10)]
        assert row.code in found
        assert len(found) == names.count(row.values["name_th"])
