"""What each answer of LINE means for the message."""

import pytest

from scheduler.outcomes import HERS_ALONE, MONTHLY_LIMIT, NOT_PUSHED, Answer, meaning_of, pause


@pytest.mark.parametrize(
    ("answer", "meaning", "reason"),
    [
        (Answer(200), "sent", None),
        (Answer(409, "The retry key is already accepted"), "sent", None),
        (Answer(None), "again", "line_unavailable"),
        (Answer(500), "again", "line_unavailable"),
        (Answer(503), "again", "line_unavailable"),
        (Answer(429, "The API rate limit has been exceeded. Try again later."), "again", "line_too_busy"),
        (MONTHLY_LIMIT, "held", "quota_used_up"),
        (HERS_ALONE, "failed", "quota_used_up"),
        (Answer(400, "Failed to send messages"), "failed", "unknown_user"),
        (
            Answer(400, "A message (messages[0]) in the request body is invalid"),
            "other_form",
            "refused_by_line",
        ),
        (Answer(413), "other_form", "refused_by_line"),
        (Answer(401), "held", "channel_refused"),
        (Answer(403), "held", "channel_refused"),
        (Answer(NOT_PUSHED, "quota_reserved"), "held", "quota_reserved"),
        (Answer(418), "failed", "line_418"),
    ],
)
def test_the_table_of_outcomes(answer: Answer, meaning: str, reason: str | None):
    outcome = meaning_of(answer)

    assert (outcome.meaning, outcome.reason) == (meaning, reason)


def test_the_pause_grows_and_is_never_longer_than_a_minute_and_a_quarter():
    assert 0.75 <= pause(1).total_seconds() <= 1.25
    assert all(45 <= pause(n).total_seconds() <= 75 for n in range(7, 40))
