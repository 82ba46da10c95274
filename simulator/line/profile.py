"""GET /v2/bot/profile/{userId} and GET /v2/bot/info"""

import re

from simulator.line.calls import NOT_FOUND, Answer, Call, Refusal, answer

_USER_ID = re.compile(r"U[0-9a-f]{32}")


def profile(call: Call) -> Answer:
    user_id = call.path["user_id"]
    if not _USER_ID.fullmatch(user_id):
        raise Refusal("The value for the 'userId' parameter is invalid")
    user = call.friend(user_id)
    if user is None or user.blocked:
        raise Refusal(NOT_FOUND, 404)
    return answer({"userId": user.id, "displayName": user.display_name, "language": user.language})


def bot_info(call: Call) -> Answer:
    return answer(
        {
            "userId": call.channel.bot_user_id,
            "basicId": f"@{call.channel.name}",
            "displayName": call.channel.display_name,
            "chatMode": "bot",
            "markAsReadMode": "manual",
        }
    )
