"""POST /v2/bot/message/validate/{reply,push,multicast}: looks at `messages` only and sends nothing."""

from simulator.line.bodies import checked_messages
from simulator.line.calls import Answer, Call, answer


def validate(call: Call) -> Answer:
    checked_messages(call, call.json())
    return answer()
