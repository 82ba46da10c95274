"""What each answer to a push means: one table (LINE Messaging API, "Retry a failed API request")."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Meaning = Literal["sent", "again", "held", "other_form", "failed"]
_LONGEST_PAUSE = 60.0  # seconds
NOT_PUSHED = 0  # the status of an answer that is none: nothing was pushed, the message says why


@dataclass(frozen=True)
class Answer:
    """What came back: the status, or None when nothing did; the message of LINE's error."""

    status: int | None
    message: str = ""


@dataclass(frozen=True)
class Outcome:
    """What to do: `again` keeps retry key and content; `reason` is a code for a failed message.

    For one that is tried again it says what stood in the way. `held`: certainly not accepted, and not for
    the message's sake; it waits as if this attempt had not been. `too_fast`: all workers slow down.
    """

    meaning: Meaning
    reason: str | None = None
    too_fast: bool = False


SENT = Outcome("sent")
_BY_STATUS: dict[int, Outcome] = {
    200: SENT,
    409: SENT,  # the retry key was accepted before
    400: Outcome("other_form", "refused_by_line"),
    413: Outcome("other_form", "refused_by_line"),
    # The operator's to mend: the gate shuts (`channels/gate.py`), the message waits while it is useful.
    401: Outcome("held", "channel_refused"),
    403: Outcome("held", "channel_refused"),
    404: Outcome("failed", "unknown_user"),
    429: Outcome("again", "line_too_busy", too_fast=True),
}
MONTHLY_LIMIT = Answer(429, "You have reached your monthly limit.")
HERS_ALONE = Answer(429, "her quota alone")  # a magic patient of the sandbox
_BY_ANSWER: dict[Answer, Outcome] = {
    Answer(400, "Failed to send messages"): Outcome("failed", "unknown_user"),
    MONTHLY_LIMIT: Outcome("held", "quota_used_up"),
    HERS_ALONE: Outcome("failed", "quota_used_up"),
}


def meaning_of(answer: Answer) -> Outcome:
    """Nothing back, or a server error: it may have been accepted, so again under the same key."""
    if answer.status is None or answer.status >= 500:
        return Outcome("again", "line_unavailable")
    if answer.status == NOT_PUSHED:
        return Outcome("held", answer.message)
    exactly = _BY_ANSWER.get(answer)
    return exactly or _BY_STATUS.get(answer.status, Outcome("failed", f"line_{answer.status}"))


def pause(attempts: int) -> timedelta:
    """Before the next try: 1, 2, 4 … 60 s, give or take a quarter, lest workers march in step."""
    seconds = min(2.0 ** (attempts - 1), _LONGEST_PAUSE)
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - spreads load, hides nothing
