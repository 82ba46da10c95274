"""What takes minutes at LINE, with the time as an argument; and one limit over HTTP."""

import pytest

from simulator.state.rate_limit import Rate, RateLimiter
from simulator.state.reply_tokens import ReplyTokens
from simulator.state.retry_keys import Accepted, RetryKeys
from tests.simulator.phones import Line


def test_a_bucket_empties_and_refills():
    limiter = RateLimiter()
    rate = Rate(2, seconds=1)

    assert [limiter.allows("push", rate, now=0) for _ in range(3)] == [True, True, False]
    assert limiter.allows("reply", rate, now=0)
    assert [limiter.allows("push", rate, now=0.5) for _ in range(2)] == [True, False]
    assert [limiter.allows("push", rate, now=60) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("deliveries", "used_at", "works"),
    [
        ([0], 59, True),
        ([0], 61, False),
        ([0, 100], 159, True),
        ([0, 100], 161, False),
        ([0, 1190], 1199, True),
        ([0, 1190], 1201, False),
    ],
)
def test_a_reply_token_lives_a_minute_after_a_delivery_and_20_after_the_event(
    deliveries: list[float], used_at: float, works: bool
):
    tokens = ReplyTokens()
    tokens.issue("token", "U1", now=0)
    for at in deliveries:
        tokens.delivered("token", at)

    assert (tokens.use("token", used_at) == "U1") == works


def test_a_retry_key_is_forgotten_after_a_day():
    keys = RetryKeys()
    accepted = Accepted("request", at=0, sent_messages=[])
    keys.remember("AB", accepted)

    assert keys.find("ab", now=24 * 3600 - 1) is accepted
    assert keys.find("ab", now=24 * 3600) is None


def test_a_caller_who_is_too_fast_is_told_so(line: Line):
    """Rich menus may be deleted 100 times an hour."""
    statuses = [line.call("DELETE", "/v2/bot/richmenu/none").status_code for _ in range(101)]

    assert statuses == [404] * 100 + [429]
    assert line.call("DELETE", "/v2/bot/richmenu/none", channel="LIVE").status_code == 404
