"""POST /v2/bot/message/multicast"""

from typing import Any

from simulator.line.bodies import checked_messages, invalid_property, numbered, silent
from simulator.line.calls import Answer, Call, answer
from simulator.line.push import accept, deliver, refuse_over_quota
from simulator.line.retry import already_accepted
from simulator.state.entries import frozen

MOST_RECIPIENTS = 500


def multicast(call: Call) -> Answer:
    """Users who are unknown or blocked us are passed over in silence, as at LINE."""
    repeated = already_accepted(call)
    if repeated:
        return repeated
    body = call.json()
    recipients = _recipients(body.get("to"))
    messages = checked_messages(call, body)
    quiet = silent(body)
    refuse_over_quota(call)
    texts = [frozen(message) for message in messages]
    for user_id in dict.fromkeys(recipients):
        user = call.friend(user_id)
        if user is not None:
            deliver(call, user, texts, numbered(call, messages), quiet)
    accept(call, None)
    return answer()


def _recipients(to: Any) -> list[str]:
    if not isinstance(to, list) or not 1 <= len(to) <= MOST_RECIPIENTS:
        raise invalid_property("to")
    if not all(isinstance(user_id, str) for user_id in to):
        raise invalid_property("to")
    return to
