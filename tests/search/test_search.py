"""What the search promises, with hospitals made for the purpose."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Entry, Index

PATHUM = Entry("10687", "โรงพยาบาลปทุมธานี", "Pathum Thani Hospital", ("ปทุมเก่า",), "ปทุมธานี", "เมืองปทุมธานี")
SAM_KHOK = Entry("10767", "โรงพยาบาลสามโคก", "Sam Khok Hospital", (), "ปทุมธานี", "สามโคก")
LAT_LUM = Entry("10765", "โรงพยาบาลลาดหลุมแก้ว", None, (), "ปทุมธานี", "ลาดหลุมแก้ว")
NAN = Entry("11625", "โรงพยาบาลเฉลิมพระเกียรติ", None, (), "น่าน", "เฉลิมพระเกียรติ")
KORAT = Entry("24692", "โรงพยาบาลเฉลิมพระเกียรติ", None, (), "นครราชสีมา", "เฉลิมพระเกียรติ")
PUA = Entry("11453", "โรงพยาบาลสมเด็จพระยุพราชปัว", None, (), "น่าน", "ปัว")
SPECIAL = Entry("20001", "โรงพยาบาลเฉพาะทางปทุมธานี", None, (), "ปทุมธานี", "เมืองปทุมธานี")
CENTRE = Entry("01234", "โรงพยาบาลส่งเสริมสุขภาพตำบลสามโคก", None, (), "ปทุมธานี", "สามโคก")
ALL = (CENTRE, SPECIAL, PATHUM, SAM_KHOK, LAT_LUM, NAN, KORAT, PUA)


def found(query: str, limit: int = 10) -> list[str]:
    return [hit.code for hit in Index(ALL).search(query, limit)]


@pytest.mark.parametrize(
    "query",
    ["โรงพยาบาลปทุมธานี", "รพ.ปทุมธานี", "รพศ. ปทุมธานี", "ปทุมเก่า", "Pathum Thani Hospital", "10687", "๑๐๖๘๗"],
)
def test_a_whole_name_stands_alone(query: str):
    assert found(query) == [PATHUM.code]


@pytest.mark.parametrize(
    "query",
    ["ปทุมธานี", "จ.ปทุมธานี", "ปทุม", "Pathumthani", "PATHUM THANI province", "Changwat Pathum Thani", "เมืองปทุม"],
)
def test_a_province_gives_its_hospitals_the_main_one_first_and_the_small_one_last(query: str):
    codes = found(query)

    assert codes[0] == PATHUM.code
    assert set(codes) == {each.code for each in ALL if each.province == "ปทุมธานี"}
    assert codes[-1] == CENTRE.code


@pytest.mark.parametrize(
    "query",
    ["ลาดหลุมแกว", "ลาดลุมแก้ว", "ลาดหลมแก้ว", "ราดหลุมแก้ว", "ลาด หลุม-แก้ว", "โรงพยาบาน ลาดหลุมแก้ว", "]kfs]6,cdhj"],
)
def test_slips_missing_tones_spaces_and_the_wrong_keyboard_do_no_harm(query: str):
    assert found(query)[0] == LAT_LUM.code


@pytest.mark.parametrize(("query", "meant"), [("เฉลิมพระเกียรติ น่าน", NAN), ("โคราช เฉลิมพระเกียรติ", KORAT)])
def test_a_place_tells_hospitals_of_one_name_apart(query: str, meant: Entry):
    assert found(query)[0] == meant.code


@pytest.mark.parametrize(
    "query", ["รพ.สามโคกค่ะ", "อยากจองคิวโรงพยาบาลสามโคกค่ะ", "ไป รพ.สามโคก ครับ", "จะจองที่โรงพยาบาลสามโคก"]
)
def test_a_hospital_is_found_in_a_sentence(query: str):
    assert SAM_KHOK.code in found(query)


def test_hospitals_of_one_name_are_all_shown():
    assert set(found("โรงพยาบาลเฉลิมพระเกียรติ")) == {NAN.code, KORAT.code}


def test_the_crown_prince_hospitals_have_an_abbreviation_of_their_own():
    assert found("รพร.ปัว") == [PUA.code]


def test_a_health_centre_is_shown_to_those_who_ask_for_one():
    assert found("รพ.สต.สามโคก")[0] == CENTRE.code
    assert found("รพสต สามโคก")[0] == CENTRE.code
    assert found("สามโคก")[0] == SAM_KHOK.code


@pytest.mark.parametrize(
    "query", ["", " ", "รพ.", "โรงพยาบาล", "hospital", "จังหวัด", "ฟหกดฟหกด", "ขอบคุณ", "\u200b"]
)
def test_nothing_can_be_found(query: str):
    assert found(query) == []


def test_no_more_than_asked_for():
    assert len(found("ปทุมธานี", limit=2)) == 2


def test_an_empty_index_finds_nothing():
    assert Index(()).search("ปทุมธานี", 10) == []


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(min_codepoint=0xE00, max_codepoint=0xE7F), st.sampled_from(string.printable)
        )
    )
)
def test_whatever_is_typed_is_answered_with_known_hospitals_once_each(query: str):
    codes = found(query)

    assert len(codes) == len(set(codes))
    assert set(codes) <= {each.code for each in ALL}
