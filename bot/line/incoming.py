"""LINE's webhook events, read leniently: fields and types that are new today must break nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows import events


@dataclass(frozen=True)
class Incoming:
    """One event of one account. `id` is LINE's webhookEventId, equal when it is delivered again.

    `at` is when it happened, by LINE's clock: events may arrive in another order, and much later.
    """

    id: str
    at: datetime
    channel: str
    user_id: str
    reply_token: str | None
    event: events.Event


def read_event(raw: Any, channel: str) -> Incoming | None:
    """The event, or None for one that is not of a single user (groups, broken ones)."""
    if not isinstance(raw, Mapping):
        return None
    source, event_id = raw.get("source"), raw.get("webhookEventId")
    if not isinstance(source, Mapping) or source.get("type") != "user":
        return None
    user_id = source.get("userId")
    if not isinstance(user_id, str) or not isinstance(event_id, str):
        return None
    token = raw.get("replyToken")
    reply_token = token if isinstance(token, str) and token else None
    return Incoming(event_id, _moment(raw.get("timestamp")), channel, user_id, reply_token, _meaning(raw))


def _moment(timestamp: Any) -> datetime:
    """LINE's milliseconds; now for a strange value."""
    try:
        return datetime.fromtimestamp(timestamp / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def _meaning(raw: Mapping[str, Any]) -> events.Event:
    try:
        return _KINDS.get(raw.get("type", ""), _other)(raw)
    except (KeyError, TypeError, ValueError):
        return events.Other()


def _message(raw: Mapping[str, Any]) -> events.Event:
    message = raw["message"]
    match message["type"]:
        case "text":
            return events.Text(str(message["text"]))
        case "location":
            return events.Location(float(message["latitude"]), float(message["longitude"]))
        case "sticker":
            return events.Sticker()
        case "image" | "video" | "audio" | "file" as kind:
            return events.Media(kind)
        case _:
            return events.Other()


def _other(_: Mapping[str, Any]) -> events.Event:
    return events.Other()


_KINDS: dict[str, Callable[[Mapping[str, Any]], events.Event]] = {
    "message": _message,
    "postback": lambda raw: events.Postback(str(raw["postback"]["data"])),
    "follow": lambda raw: events.Follow(unblocked=bool((raw.get("follow") or {}).get("isUnblocked"))),
    "unfollow": lambda _: events.Unfollow(),
}
# What asks for an answer; the rest (unsend, read marks, whatever comes) is taken and left alone.
ANSWERED = (events.Text, events.Postback, events.Location, events.Sticker, events.Media, events.Follow)
