"""What version 3's free texts are understood to mean."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hospital.v3.words import Queue, first_clock_time, read_day, split_queue


@pytest.mark.contract(
    "`queueNumber` is split at `คิวที่` into department and number where it can be,",
)
@pytest.mark.parametrize(
    ("text", "queue"),
    [
        ("จุดคัดกรอง คิวที่ 201", Queue("201", "จุดคัดกรอง", "จุดคัดกรอง คิวที่ 201")),
        ("จุดคัดกรองคิวที่201", Queue("201", "จุดคัดกรอง", "จุดคัดกรองคิวที่201")),
        ("ห้องตรวจ 3 คิวที่ A-12", Queue("A-12", "ห้องตรวจ 3", "ห้องตรวจ 3 คิวที่ A-12")),
        ("คิวที่ 7", Queue("7", None, "คิวที่ 7")),
        ("จุดคัดกรอง คิวที่: 201", Queue("201", "จุดคัดกรอง", "จุดคัดกรอง คิวที่: 201")),
        ("A042", Queue("A042", None, None)),
        ("จุดคัดกรอง คิวที่", Queue("จุดคัดกรอง คิวที่", None, None)),
        ("จุดคัดกรอง 201", Queue("จุดคัดกรอง 201", None, None)),
    ],
)
def test_a_queue_number_is_split_where_it_can_be(text: str, queue: Queue):
    assert split_queue(text) == queue


@pytest.mark.contract(
    "The time is the first clock time in `appointmentTime`;",
)
@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที", time(9)),
        ("09.00 น.", time(9)),
        ("9.30น.", time(9, 30)),
        ("๐๙.๓๐ น.", time(9, 30)),
        ("13:00:00", time(13)),
        ("ช่วง 08.30 - 09.00", time(8, 30)),
        ("มาก่อน 15 นาที เวลา 10:45", time(10, 45)),
        ("23:59", time(23, 59)),
        ("วันที่ 12.06.2561 เวลา 09.00", time(9)),
        ("โทร 02-598-8888", None),
        ("ช่วงเช้า", None),
        ("24:00", None),
        ("9:60", None),
        ("100.50 บาท", None),
        ("10 โมง", None),
        ("", None),
    ],
)
def test_the_time_is_the_first_clock_time(text: str, clock: time | None):
    assert first_clock_time(text) == clock


@pytest.mark.contract(
    "`appointmentDate` with a clock time, as `25/07/2018`, or with a Buddhist-era year;",
)
@pytest.mark.parametrize(
    "text",
    [
        "2018-12-26",
        "2018-12-26 09:00",
        "2018-12-26 09:00:00",
        "2018-12-26 9:00",
        "2018-12-26T09:00:00",
        "2018-12-26T09:00:00+07:00",
        "2018-12-25T17:00:00.000Z",
        "2018-12-26 09.00 น.".replace(".00", ":00"),
        "2018/12/26",
        "2561-12-26",
        "2561-12-26 09:00:00",
        "26/12/2018",
        "26/12/2561",
        "26/12/2561 09:00",
        "26-12-2561",
        "26.12.2561",
        "๒๖/๑๒/๒๕๖๑",
    ],
)
def test_these_all_mean_boxing_day_2018(text: str):
    assert read_day(text).day == date(2018, 12, 26)


@pytest.mark.parametrize(("text", "day"), [("5/1/2562", date(2019, 1, 5)), ("2562-1-5", date(2019, 1, 5))])
def test_single_digits_are_days_and_months_too(text: str, day: date):
    assert read_day(text).day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26 ธ.ค. 2561",
        "2018-13-01",
        "31/02/2561",
        "12/26/2018",
        "26/12/61",
        "20181226",
        "2018-12-26 25:00",
        "1/1/9999",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str):
    assert read_day(text).day is None


@given(st.dates(date(1971, 1, 1), date(2156, 1, 1)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_every_day_is_understood_in_both_eras(day: date, between: str, buddhist: bool):
    year = day.year + 543 if buddhist else day.year

    assert read_day(f"{day.day:02}{between}{day.month:02}{between}{year}").day == day
    assert read_day(f"{year}{between}{day.month:02}{between}{day.day:02}").day == day


@given(st.text())
def test_no_text_is_an_error(text: str):
    read_day(text)
    first_clock_time(text)
    assert split_queue(text).number in text
