"""What LINE would refuse, found before it is sent.

LINE's SDK drops unknown keys silently and checks few limits, so every rule stands here, with the place and
a sentence that says what to do. Sources: the Messaging API reference, "Message objects" and "Action objects".
"""

from collections.abc import Sequence
from typing import Any

from flex_templates.checks.finding import Finding, Spot
from flex_templates.checks.messages import check_message

MOST_MESSAGES = 5


def check(messages: Sequence[dict[str, Any]]) -> list[Finding]:
    """All findings about rendered messages, in the order of the messages; none when LINE would take them."""
    top = Spot("", [])
    if not messages:
        top.error("there is no message; at least one must remain whatever the data are")
    if len(messages) > MOST_MESSAGES:
        top.error(f"there are {len(messages)} messages, at most {MOST_MESSAGES} are sent at once")
    for at, message in enumerate(messages):
        check_message(top.at(at), message, last=at == len(messages) - 1)
    return top.findings


__all__ = ["Finding", "check"]
