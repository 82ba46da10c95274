"""A phone's news as server-sent events: `entry` for a message, `clock` when time jumps, `state` for the rest.

Times are those that the phone shows.
"""

import asyncio
import json
from typing import Any

from aiohttp import web

from simulator.phone.state import state_of
from simulator.state.users import User
from simulator.state.world import World

HEARTBEAT_SECONDS = 15.0


async def stream(request: web.Request, world: World, user: User) -> web.StreamResponse:
    """Starts after the entry that the browser saw last, so that a broken line loses nothing."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    try:
        await _send_news(response, world, user, _last_seen(request))
    except (ConnectionError, asyncio.CancelledError):
        return response
    await response.write_eof()
    return response


async def _send_news(response: web.StreamResponse, world: World, user: User, seen: int) -> None:
    told: dict[str, Any] | None = None
    ahead = 0.0
    while world.is_here(user):
        if user.ahead != ahead:
            ahead = user.ahead
            await response.write(_event("clock", {"ahead_ms": int(ahead * 1000)}))
        for entry in user.since(seen):
            shown = {**entry.as_json(), "at": entry.shown_at}
            await response.write(_event("entry", shown, str(entry.id)))
            seen = entry.id
        state = state_of(world, user)
        if state != told:
            told = state
            await response.write(_event("state", state))
        if not user.since(seen) and not await user.changed.wait(HEARTBEAT_SECONDS):
            await response.write(b": still here\n\n")
    if not world.closing:
        await response.write(_event("gone", {}))


def _event(name: str, data: dict[str, Any], event_id: str | None = None) -> bytes:
    number = f"id: {event_id}\n" if event_id else ""
    return f"event: {name}\n{number}data: {json.dumps(data)}\n\n".encode()


def _last_seen(request: web.Request) -> int:
    text = request.headers.get("Last-Event-ID", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
