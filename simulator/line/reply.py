"""POST /v2/bot/message/reply"""

from simulator.line.bodies import checked_messages, invalid_property, numbered, silent
from simulator.line.calls import Answer, Call, Refusal, answer
from simulator.state.entries import frozen


def reply(call: Call) -> Answer:
    """A message that LINE refuses does not use up the token."""
    body = call.json()
    token = body.get("replyToken")
    if not isinstance(token, str) or not token:
        raise invalid_property("replyToken")
    messages = checked_messages(call, body)
    quiet = silent(body)
    user_id = call.channel.reply_tokens.use(token, call.now)
    user = call.friend(user_id or "")
    if user is None:
        raise Refusal("Invalid reply token")
    sent = numbered(call, messages)
    if not user.blocked:
        for message, given in zip(messages, sent, strict=True):
            call.world.show_from_bot(user, int(given["id"]), frozen(message), "reply", None, quiet)
    return answer({"sentMessages": sent})
