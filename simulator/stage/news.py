"""What happened, as server-sent events."""

import asyncio
import json

from aiohttp import web

from simulator.stage.happenings import Happening, Happenings
from simulator.state.world import World

HEARTBEAT_SECONDS = 15.0


async def stream(request: web.Request, world: World, happenings: Happenings) -> web.StreamResponse:
    """Each happening once, those before the page was opened too; a broken line goes on where it was."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    seen = _last_seen(request)
    if seen > happenings.last:
        seen = 0  # the simulator was started anew
    try:
        while not world.closing:
            for each in happenings.since(seen):
                await response.write(_event(each))
                seen = each.id
            if not happenings.since(seen) and not await happenings.changed.wait(HEARTBEAT_SECONDS):
                await response.write(b": still here\n\n")
    except (ConnectionError, asyncio.CancelledError):
        return response
    await response.write_eof()
    return response


def _event(happening: Happening) -> bytes:
    data = json.dumps(happening.as_json())
    return f"event: happened\nid: {happening.id}\ndata: {data}\n\n".encode()


def _last_seen(request: web.Request) -> int:
    text = request.headers.get("Last-Event-ID", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
