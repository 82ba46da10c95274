"""GET /v2/bot/message/quota and …/quota/consumption: unlimited, unless the fault says it is used up."""

from simulator.line.calls import Answer, Call, answer


def quota(call: Call) -> Answer:
    if call.channel.trouble.faults.quota_used_up:
        return answer({"type": "limited", "value": call.channel.quota_used})
    return answer({"type": "none"})


def consumption(call: Call) -> Answer:
    return answer({"totalUsage": call.channel.quota_used})
