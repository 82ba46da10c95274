"""What Redis keeps of a conversation: where she is, who LINE says she is. Losing it costs nothing."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from redis import Redis

from bot.line.api import UNKNOWN, LineApi, Profile
from settings import Channel

_POSITION_FOR = 24 * 3600  # seconds
_PROFILE_FOR = 24 * 3600  # seconds


class Place(NamedTuple):
    """Where she is, and what a typed answer there is about (`flows.steps.Step`)."""

    position: str | None
    about: Mapping[str, str]


def keys(channel: str, user_id: str) -> tuple[str, str]:
    """Where her place and her profile lie."""
    return f"connect:conversation:{channel}:{user_id}", f"connect:profile:{channel}:{user_id}"


def read_place(stored: Any) -> Place:
    """From what lies there; no position when she was away for long, or Redis forgot."""
    try:
        kept = json.loads(stored) if stored else {}
        about = {str(key): str(value) for key, value in kept.get("about", {}).items()}
        return Place(str(kept["position"]), about)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Place(None, {})


def read_profile(stored: Any) -> dict[str, Any] | None:
    """From what lies there."""
    return json.loads(stored) if stored else None


def kept(redis: Redis, channel: str, user_id: str) -> tuple[Place, dict[str, Any] | None]:
    """All that is kept of her."""
    place, profile = redis.mget(keys(channel, user_id))  # type: ignore[misc]
    return read_place(place), read_profile(profile)


def save_place(redis: Redis, channel: str, user_id: str, here: Place) -> None:
    """Remember where she is."""
    value = {"position": here.position, "about": dict(here.about)}
    redis.set(keys(channel, user_id)[0], json.dumps(value), ex=_POSITION_FOR)


def ask_profile(redis: Redis, line: LineApi, channel: Channel, user_id: str) -> Profile:
    """Her name and language, asked of LINE: once a day, never stored elsewhere."""
    found = line.profile(channel, user_id)
    if found is None:
        return UNKNOWN
    redis.set(keys(channel.name, user_id)[1], json.dumps(asdict(found)), ex=_PROFILE_FOR)
    return found
