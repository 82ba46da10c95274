"""A month's quota: what is left, what is kept, and whether it will last."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.channels.quota import Quota, believed, pace, reserve_of

NOW = datetime(2026, 11, 15, 17, 0, tzinfo=UTC)  # midnight in Bangkok: 15 days are gone, 15 are left


def a_month(used: int, limit: int | None = 1000, *, per_day: float = 0, spent: bool = False) -> Quota:
    return Quota(limit, used, reserve_of(limit, 5), per_day, NOW if spent else None, NOW)


@pytest.mark.parametrize(
    ("quota", "level", "lasts_until"),
    [
        (a_month(999_999, None, per_day=9_999), "unlimited", None),
        (a_month(500, per_day=30), "fine", None),
        (a_month(500, per_day=31), "short", date(2026, 11, 30)),
        (a_month(500, per_day=150), "short", date(2026, 11, 19)),
        (a_month(949, per_day=0), "fine", None),
        (a_month(950, per_day=1), "reserved", date(2026, 11, 16)),
        (a_month(1200, per_day=1), "reserved", date(2026, 11, 16)),
        (a_month(1000, spent=True), "used_up", date(2026, 11, 16)),
    ],
)
def test_how_bad_it_is_and_until_when_it_lasts(quota: Quota, level: str, lasts_until: date | None):
    assert (quota.level, quota.lasts_until) == (level, lasts_until)


def test_the_reserve_is_rounded_up_so_that_a_small_quota_has_one():
    assert [reserve_of(limit, 5) for limit in (None, 0, 1, 300, 35_000)] == [0, 0, 1, 15, 1_750]


def test_the_pace_is_that_of_the_last_whole_week_so_that_weekends_count():
    today = date(2026, 11, 16)
    days = {today - timedelta(days=back): 100 if back not in {3, 4} else 0 for back in range(1, 20)}

    assert pace(days | {today: 9_999}, used=0, now=NOW) == pytest.approx(500 / 7)


def test_a_day_without_any_message_counts_and_without_history_the_month_so_far_does():
    assert pace({date(2026, 11, 13): 90}, used=0, now=NOW) == pytest.approx(30)
    assert pace({}, used=150, now=NOW) == pytest.approx(10)


@pytest.mark.parametrize(
    ("says", "said", "used", "sent", "taken"),
    [
        (100, 0, 0, 0, 100),  # the first reading
        (120, 100, 100, 20, 120),
        (105, 100, 100, 20, 120),  # LINE's count lags
        (125, 100, 120, 0, 125),  # and has caught up: somebody else sends, too
        (110, 100, 120, 0, 110),  # patients who blocked the account are not counted
        (3, 100, 120, 20, 3),  # the month has turned
    ],
)
def test_what_is_taken_as_used(says: int, said: int, used: int, sent: int, taken: int):
    assert believed(says, said, used, sent) == taken


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 50), st.floats(0, 10**6))
def test_whatever_the_figures_there_is_a_word_for_them(limit: int, used: int, percent: int, per_day: float):
    quota = Quota(limit, used, reserve_of(limit, percent), per_day, None, NOW)

    assert quota.level in {"fine", "short", "reserved"}
    assert 0 <= (quota.left or 0) <= limit
    assert (quota.level == "fine") <= (quota.lasts_until is None)
