"""Faults and statistics of a channel."""

from aiohttp import web

from simulator.control.bodies import ControlError, read_object
from simulator.state.channels import Channel
from simulator.state.faults import Faults, FaultsError, read_faults


async def put_faults(request: web.Request, channel: Channel) -> web.Response:
    """Replaces all of them: what is left out is off."""
    try:
        channel.trouble.faults = read_faults(await read_object(request))
    except FaultsError as error:
        raise ControlError(str(error)) from None
    return _in_force(channel)


async def get_faults(request: web.Request, channel: Channel) -> web.Response:
    return _in_force(channel)


async def delete_faults(request: web.Request, channel: Channel) -> web.Response:
    channel.trouble.faults = Faults()
    return _in_force(channel)


async def get_stats(request: web.Request, channel: Channel) -> web.Response:
    return web.json_response(channel.stats.as_json())


def _in_force(channel: Channel) -> web.Response:
    return web.json_response(channel.trouble.faults.as_json())
