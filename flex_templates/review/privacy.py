"""What a locked phone shows to whoever looks at it."""

from collections.abc import Iterator, Sequence
from typing import Any

MARK = "\ue000"  # nobody writes this letter: where it comes out, the variable came out
PUSHED = "lock_name"  # the variable that only unasked messages have: those show on a locked screen as a whole


def shown_on_locked_screen(messages: Sequence[dict[str, Any]]) -> Iterator[int]:
    """The places of the messages whose alternative text shows the mark."""
    for at, message in enumerate(messages):
        if MARK in str(message.get("altText", "")):
            yield at
