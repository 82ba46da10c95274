"""How hospitals write times: ISO 8601, with an offset or in Bangkok."""

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.times import BANGKOK
from bot.hospital.times import NotATime, iso, parse_day, parse_duration, parse_moment

TEN = datetime(2026, 11, 25, 10, tzinfo=BANGKOK)


@pytest.mark.contract(
    "A local time without an offset is read as Asia/Bangkok.",
)
@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25T10:00:00+07:00",
        "2026-11-25T03:00:00Z",
        "2026-11-25t03:00:00z",
        "2026-11-25T10:00:00",
        "2026-11-25T10:00",
        "2026-11-25 10:00:00",
        "2026-11-25T10:00:00+0700",
        "2026-11-25T10:00:00+07",
        "2026-11-25T10:00:00 07:00",
        "2026-11-25T03:00:00 00:00",
        "2026-11-24T22:00:00-05:00",
        "2026-11-25T10:00:00.000+07:00",
        "2026-11-25T10:00:00,000000000+07:00",
        " 2026-11-25T10:00:00+07:00 ",
    ],
)
def test_these_all_mean_ten_in_bangkok(text: str):
    assert parse_moment(text) == TEN


# Strategies take their bounds without a zone.
FROM, UNTIL = datetime(1970, 1, 3), datetime(2398, 12, 31)  # noqa: DTZ001


@pytest.mark.contract(
    "Times: ISO 8601 with an offset.",
)
@given(moment=st.datetimes(FROM, UNTIL), minutes=st.integers(-14 * 60, 14 * 60))
def test_every_moment_is_read_back_as_it_was_written(moment: datetime, minutes: int):
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    assert parse_moment(aware.isoformat()) == aware
    assert parse_moment(aware.isoformat().replace("+", " ")) == aware
    assert parse_moment(iso(aware) or "") == aware


@pytest.mark.contract(
    "Times in answers carry `+07:00`;",
)
@given(moment=st.datetimes(FROM, UNTIL, timezones=st.just(UTC)))
def test_answers_carry_the_offset_of_bangkok(moment: datetime):
    assert (iso(moment) or "").endswith("+07:00")


@given(st.text(max_size=40))
def test_any_other_text_is_refused_with_a_sentence(text: str):
    for parse in (parse_moment, parse_day, parse_duration):
        with contextlib.suppress(NotATime):
            assert parse(text) is not None


@pytest.mark.contract(
    "Buddhist-era years (2400 to 2700) are refused by version 4 with an error that says so.",
)
@pytest.mark.parametrize("year", [2400, 2569, 2700])
def test_a_buddhist_year_is_told_its_common_one(year: int):
    with pytest.raises(NotATime, match=f"Buddhist.*{year - 543}"):
        parse_day(f"{year}-11-25")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("P1DT9H", timedelta(days=1, hours=9)),
        ("PT30M", timedelta(minutes=30)),
        ("P2W", timedelta(weeks=2)),
        ("P1W1DT1H1M1S", timedelta(days=8, hours=1, minutes=1, seconds=1)),
        ("PT0S", timedelta()),
        ("P0D", timedelta()),
        ("PT1.5H", timedelta(minutes=90)),
        ("PT1,5H", timedelta(minutes=90)),
    ],
)
def test_a_duration_is_read(text: str, span: timedelta):
    assert parse_duration(text) == span


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-P1D", "negative"),
        ("-PT1H", "negative"),
        ("P1M", "months"),
        ("P1Y", "years"),
        ("P1Y2M3D", "years"),
        ("P", "ISO 8601"),
        ("PT", "ISO 8601"),
        ("P1DT", "ISO 8601"),
        ("P-1D", "ISO 8601"),
        ("1D", "ISO 8601"),
        ("P1H", "ISO 8601"),
        ("p1d", "ISO 8601"),
        ("", "ISO 8601"),
        ("P999999999W", "too long"),
    ],
)
def test_what_is_no_forward_duration_is_refused_with_a_reason(text: str, why: str):
    with pytest.raises(NotATime, match=why):
        parse_duration(text)
