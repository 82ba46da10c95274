"""GET /v2/bot/message/quota and …/quota/consumption: unlimited unless a limit is set or the fault says so."""

from simulator.line.calls import Answer, Call, answer


def quota(call: Call) -> Answer:
    if call.channel.trouble.faults.quota_used_up:
        return answer({"type": "limited", "value": call.channel.quota_used})
    if call.channel.quota_limit is not None:
        return answer({"type": "limited", "value": call.channel.quota_limit})
    return answer({"type": "none"})


def consumption(call: Call) -> Answer:
    return answer({"totalUsage": call.channel.quota_used})
