"""Webhook events (Messaging API reference, "Webhook event objects"). What has no value is left out."""

from typing import Any

from simulator.state import ids
from simulator.state.channels import Channel
from simulator.state.users import User
from simulator.state.world import World

Event = dict[str, Any]


def follow(world: World, user: User, *, unblocked: bool) -> Event:
    return _event(world, user, "follow", {"follow": {"isUnblocked": unblocked}})


def unfollow(world: World, user: User) -> Event:
    return _event(world, user, "unfollow", {}, reply=False)


def text(world: World, user: User, message_id: int, body: str) -> Event:
    message = {"type": "text", **_marks(_channel(world, user), user, message_id)}
    return _event(
        world, user, "message", {"message": {**message, "quoteToken": ids.quote_token(), "text": body}}
    )


def location(world: World, user: User, message_id: int, place: dict[str, Any]) -> Event:
    """`place`: latitude, longitude and, if known, title and address."""
    message = {"type": "location", **_marks(_channel(world, user), user, message_id), **place}
    return _event(world, user, "message", {"message": message})


def sticker(world: World, user: User, message_id: int, chosen: dict[str, str]) -> Event:
    """`chosen`: packageId and stickerId."""
    message = {
        "type": "sticker",
        **_marks(_channel(world, user), user, message_id),
        "quoteToken": ids.quote_token(),
        "stickerResourceType": "STATIC",
        **chosen,
    }
    return _event(world, user, "message", {"message": message})


def media(world: World, user: User, message_id: int, kind: str) -> Event:
    """An image, video, audio or file. Its content is not kept: nobody fetches it."""
    own: dict[str, Any] = {"fileName": "file.pdf", "fileSize": 1024} if kind == "file" else {}
    if kind in {"video", "audio"}:
        own["duration"] = 3000
    if kind != "file":
        own["contentProvider"] = {"type": "line"}
    message = {"type": kind, **_marks(_channel(world, user), user, message_id), **own}
    return _event(world, user, "message", {"message": message})


def postback(world: World, user: User, data: str, params: dict[str, str] | None) -> Event:
    content: dict[str, Any] = {"data": data} if params is None else {"data": data, "params": params}
    return _event(world, user, "postback", {"postback": content})


def _event(world: World, user: User, kind: str, content: dict[str, Any], *, reply: bool = True) -> Event:
    now = world.now()
    event: Event = {
        "type": kind,
        **content,
        "webhookEventId": ids.ulid(int(now * 1000)),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(now * 1000),
        "source": {"type": "user", "userId": user.id},
        "mode": "active",
    }
    if reply:
        event["replyToken"] = ids.reply_token()
        _channel(world, user).reply_tokens.issue(event["replyToken"], user.id, now)
    return event


def _channel(world: World, user: User) -> Channel:
    return world.channels[user.channel]


def _marks(channel: Channel, user: User, message_id: int) -> dict[str, str]:
    token = ids.mark_as_read_token()
    channel.read_tokens[token] = (user.id, message_id)
    return {"id": str(message_id), "markAsReadToken": token}
