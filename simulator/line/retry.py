"""X-Line-Retry-Key on the endpoints that know it."""

from simulator.line.calls import Answer, Call, Refusal, answer
from simulator.state.retry_keys import is_retry_key


def already_accepted(call: Call) -> Answer | None:
    """The 409 for a key whose request was accepted within a day. Raises Refusal for what is no key."""
    if call.retry_key is None:
        return None
    if not is_retry_key(call.retry_key):
        raise Refusal("The retry key is invalid: X-Line-Retry-Key must be a UUID in hexadecimal")
    accepted = call.channel.retry_keys.find(call.retry_key, call.now)
    if accepted is None:
        return None
    body = {"message": "The retry key is already accepted"}
    sent = {} if accepted.sent_messages is None else {"sentMessages": accepted.sent_messages}
    return answer({**body, **sent}, 409, x_line_accepted_request_id=accepted.request_id)
