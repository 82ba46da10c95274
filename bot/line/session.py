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


def _key(channel: str, user_id: str) -> str:
    return f"connect:conversation:{channel}:{user_id}"


def _profile_key(channel: str, user_id: str) -> str:
    return f"connect:profile:{channel}:{user_id}"


class Place(NamedTuple):
    """Where she is, and what a typed answer there is about (`flows.steps.Step`)."""

    position: str | None
    about: Mapping[str, str]


def place(redis: Redis, channel: str, user_id: str) -> Place:
    """Where she is; no position when she was away for long, or Redis forgot."""
    stored = redis.get(_key(channel, user_id))
    try:
        kept = json.loads(stored) if stored else {}  # type: ignore[arg-type]
        about = {str(key): str(value) for key, value in kept.get("about", {}).items()}
        return Place(str(kept["position"]), about)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Place(None, {})


def save_place(redis: Redis, channel: str, user_id: str, here: Place) -> None:
    """Remember where she is."""
    kept = {"position": here.position, "about": dict(here.about)}
    redis.set(_key(channel, user_id), json.dumps(kept), ex=_POSITION_FOR)


def forget(redis: Redis, channel: str, user_id: str) -> None:
    """She wants nothing kept."""
    redis.delete(_key(channel, user_id), _profile_key(channel, user_id))


def kept_profile(redis: Redis, channel: str, user_id: str) -> dict[str, Any] | None:
    """Her profile as far as it is kept."""
    stored = redis.get(_profile_key(channel, user_id))
    return json.loads(stored) if stored else None  # type: ignore[arg-type]


def profile(redis: Redis, line: LineApi, channel: Channel, user_id: str) -> Profile:
    """Her name and language: asked of LINE once a day, never stored elsewhere."""
    if kept := kept_profile(redis, channel.name, user_id):
        return Profile(**kept)
    found = line.profile(channel, user_id)
    if found is None:
        return UNKNOWN
    redis.set(_profile_key(channel.name, user_id), json.dumps(asdict(found)), ex=_PROFILE_FOR)
    return found
