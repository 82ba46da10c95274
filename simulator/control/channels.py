"""Faults, wilful answers, quota and statistics of a channel."""

from aiohttp import web

from simulator.control.bodies import ControlError, only, read_object
from simulator.state.channels import Channel
from simulator.state.faults import Faults, FaultsError, read_faults
from simulator.state.wilful import WilfulError, read_wilful


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


async def put_answer(request: web.Request, channel: Channel) -> web.Response:
    """What is answered in place of the truth until it is taken back."""
    try:
        channel.wilful = read_wilful(await read_object(request))
    except WilfulError as error:
        raise ControlError(str(error)) from None
    return web.json_response(channel.wilful.as_json())


async def delete_answer(request: web.Request, channel: Channel) -> web.Response:
    channel.wilful = None
    return web.json_response({})


async def put_quota(request: web.Request, channel: Channel) -> web.Response:
    """The month's limit (null: none), and how much of it is used."""
    body = await read_object(request)
    only(body, "limit", "used")
    limit, used = body.get("limit"), body.get("used", channel.quota_used)
    for name, value in (("limit", limit), ("used", used)):
        if value is not None and (type(value) is not int or value < 0):
            raise ControlError(f"{name} must be a number that is not negative.")
    channel.quota_limit, channel.quota_used = limit, used or 0
    return await get_quota(request, channel)


async def get_quota(request: web.Request, channel: Channel) -> web.Response:
    return web.json_response({"limit": channel.quota_limit, "used": channel.quota_used})


async def get_stats(request: web.Request, channel: Channel) -> web.Response:
    return web.json_response(channel.stats.as_json())


def _in_force(channel: Channel) -> web.Response:
    return web.json_response(channel.trouble.faults.as_json())
