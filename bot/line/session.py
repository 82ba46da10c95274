"""What Redis keeps of a conversation: where she is, who LINE says she is. Losing it costs nothing."""

import json
from dataclasses import asdict

from redis import Redis

from bot.line.api import UNKNOWN, LineApi, Profile
from settings import Channel

_POSITION_FOR = 24 * 3600  # seconds
_PROFILE_FOR = 24 * 3600  # seconds


def _key(channel: str, user_id: str) -> str:
    return f"connect:conversation:{channel}:{user_id}"


def _profile_key(channel: str, user_id: str) -> str:
    return f"connect:profile:{channel}:{user_id}"


def position(redis: Redis, channel: str, user_id: str) -> str | None:
    """Where she is; None when she was away for long, or Redis forgot."""
    stored = redis.get(_key(channel, user_id))
    try:
        return str(json.loads(stored)["position"]) if stored else None  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError):
        return None


def save_position(redis: Redis, channel: str, user_id: str, word: str) -> None:
    """Remember where she is."""
    redis.set(_key(channel, user_id), json.dumps({"position": word}), ex=_POSITION_FOR)


def forget(redis: Redis, channel: str, user_id: str) -> None:
    """She wants nothing kept."""
    redis.delete(_key(channel, user_id), _profile_key(channel, user_id))


def profile(redis: Redis, line: LineApi, channel: Channel, user_id: str) -> Profile:
    """Her name and language: asked of LINE once a day, never stored elsewhere."""
    key = _profile_key(channel.name, user_id)
    if stored := redis.get(key):
        return Profile(**json.loads(stored))  # type: ignore[arg-type]
    found = line.profile(channel, user_id)
    if found is None:
        return UNKNOWN
    redis.set(key, json.dumps(asdict(found)), ex=_PROFILE_FOR)
    return found
