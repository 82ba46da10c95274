"""POST /v2/bot/chat/loading/start and POST /v2/bot/chat/markAsRead"""

from simulator.line.bodies import invalid_property
from simulator.line.calls import Answer, Call, Refusal, answer


def start_loading(call: Call) -> Answer:
    """The phone shows the animation until the next message, at most this long."""
    body = call.json()
    seconds = body.get("loadingSeconds", 20)
    if type(seconds) is not int or seconds % 5 or not 5 <= seconds <= 60:
        raise invalid_property("loadingSeconds")
    user = call.friend(str(body.get("chatId", "")))
    if user is None:
        raise invalid_property("chatId")
    user.loading_until = call.now + seconds
    user.changed.ring()
    return answer(status=202)


def mark_as_read(call: Call) -> Answer:
    """All of the user's messages up to the token's are marked read."""
    token = call.json().get("markAsReadToken")
    found = call.channel.read_tokens.get(token) if isinstance(token, str) else None
    user = call.friend(found[0]) if found else None
    if found is None or user is None:
        raise Refusal("Invalid markAsReadToken")
    user.read_up_to = max(user.read_up_to, found[1])
    user.changed.ring()
    return answer()
