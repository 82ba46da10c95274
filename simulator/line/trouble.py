"""Losing an answer on purpose."""

import asyncio
import socket
import struct

from aiohttp import web

from simulator.state.world import World

LONGEST_HOLD_SECONDS = 60


async def hold_back(request: web.Request, world: World) -> None:
    """Say nothing until the caller has gone, a minute has passed or the simulator stops."""
    for _ in range(LONGEST_HOLD_SECONDS * 5):
        transport = request.transport
        if transport is None or transport.is_closing() or world.closing:
            return
        await asyncio.sleep(0.2)


def break_connection(request: web.Request) -> None:
    """Cut the line so that the caller sees a reset, not an end."""
    transport = request.transport
    if transport is None:
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
