"""POST /v2/bot/message/push"""

import re
from typing import Any

from simulator.line.bodies import checked_messages, invalid_property, numbered, silent
from simulator.line.calls import Answer, Call, Refusal, answer
from simulator.line.retry import already_accepted
from simulator.state.behaviour import Behaviour
from simulator.state.entries import frozen
from simulator.state.retry_keys import Accepted
from simulator.state.users import User

_RECIPIENT = re.compile(r"[UCR][0-9a-f]{32}")
MONTHLY_LIMIT = "You have reached your monthly limit."


def push(call: Call) -> Answer:
    repeated = already_accepted(call)
    if repeated:
        return repeated
    body = call.json()
    to = body.get("to")
    if not isinstance(to, str) or not _RECIPIENT.fullmatch(to):
        raise invalid_property("to")
    messages = checked_messages(call, body)
    quiet = silent(body)
    user = call.friend(to)
    if user is None or user.behaviour is Behaviour.UNKNOWN_USER:
        raise Refusal("Failed to send messages")
    refuse_over_quota(call, user)
    if user.fails_now(call.retry_key):
        raise Refusal("Internal Server Error", 500)
    sent = numbered(call, messages)
    deliver(call, user, [frozen(message) for message in messages], sent, quiet)
    accept(call, sent)
    return answer({"sentMessages": sent})


def refuse_over_quota(call: Call, user: User | None = None) -> None:
    hers = user is not None and user.behaviour is Behaviour.QUOTA_USED_UP
    limit = call.channel.quota_limit
    over = limit is not None and call.channel.quota_used >= limit
    if hers or over or call.channel.trouble.faults.quota_used_up:
        raise Refusal(MONTHLY_LIMIT, 429)


def deliver(call: Call, user: User, texts: list[str], sent: list[dict[str, Any]], quiet: bool) -> None:
    """Show the frozen messages. For a user who blocked the account LINE takes them too, uncounted."""
    if user.blocked:
        return
    call.channel.quota_used += 1
    call.channel.stats.shown(user.id, call.retry_key, texts)
    for text, given in zip(texts, sent, strict=True):
        call.world.show_from_bot(user, int(given["id"]), text, "push", call.retry_key, quiet)


def accept(call: Call, sent: list[dict[str, Any]] | None) -> None:
    call.channel.stats.accepted += 1
    if call.retry_key is not None:
        call.channel.retry_keys.remember(call.retry_key, Accepted(call.request_id, call.now, sent))
