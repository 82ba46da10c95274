"""What every request to LINE passes: token, size, wilful answer, faults, rate limit, the endpoint, faults."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable

from aiohttp import web

from simulator.line.calls import Answer, Call, Endpoint, Refusal, answer
from simulator.line.endpoints import ENDPOINTS
from simulator.line.trouble import break_connection, hold_back
from simulator.state.channels import Channel
from simulator.state.faults import Fault
from simulator.state.world import World

MOST_BYTES = 2 * 1024 * 1024
TOO_FAST = "The API rate limit has been exceeded. Try again later."
_NOT_KNOWN = "Authentication failed. Confirm that the access token in the authorization header is valid."


def routes(world: World) -> list[web.RouteDef]:
    return [web.route(each.method, each.path, _handler(world, each)) for each in ENDPOINTS]


def _handler(world: World, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        channel = world.channel_of_bearer(request.headers.get("Authorization", ""))
        if channel is None:
            return _respond(answer({"message": _NOT_KNOWN}, 401), str(uuid.uuid4()))
        return await _serve(world, channel, endpoint, request)

    return handle


async def _serve(
    world: World, channel: Channel, endpoint: Endpoint, request: web.Request
) -> web.StreamResponse:
    """The endpoint itself runs without a pause: between looking and acting nothing else happens."""
    request_id = str(uuid.uuid4())
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        return _finish(channel, endpoint, answer({"message": "Request entity too large"}, 413), request_id)
    trouble = channel.trouble
    if trouble.faults.latency_ms:
        await asyncio.sleep(trouble.faults.latency_ms / 1000)
    if wilful := channel.wilful_answer(endpoint.sends):
        if wilful.accepted:
            _answer(world, channel, endpoint, request, body, Fault.NONE, request_id)
        return _finish(channel, endpoint, Answer(wilful.status, wilful.body.encode()), request_id)
    fault = trouble.draw()
    lost_before = fault is Fault.RESET and trouble.coin()
    if lost_before or fault in (Fault.TIMEOUT_BEFORE, Fault.FAIL_BEFORE):
        return await _fail(world, channel, endpoint, request, fault, request_id)
    given = _answer(world, channel, endpoint, request, body, fault, request_id)
    accepted = 200 <= given.status < 300
    if fault is Fault.RESET or (accepted and fault in (Fault.TIMEOUT_AFTER, Fault.FAIL_AFTER)):
        return await _fail(world, channel, endpoint, request, fault, request_id)
    return _finish(channel, endpoint, given, request_id)


def _answer(
    world: World,
    channel: Channel,
    endpoint: Endpoint,
    request: web.Request,
    body: bytes,
    fault: Fault,
    request_id: str,
) -> Answer:
    if fault is Fault.RATE_LIMITED or not channel.rates.allows(endpoint.name, endpoint.rate, world.now()):
        return answer({"message": TOO_FAST}, 429)
    retry_key = request.headers.get("X-Line-Retry-Key")
    if retry_key is not None and not endpoint.sends:
        return answer({"message": "X-Line-Retry-Key is not supported by this endpoint"}, 400)
    call = Call(world, channel, request_id, retry_key, request.match_info, body, request.content_type)
    try:
        return endpoint.handle(call)
    except Refusal as refusal:
        return refusal.answer
    except RecursionError:
        return answer({"message": "The request body is nested too deeply"}, 400)


async def _fail(
    world: World,
    channel: Channel,
    endpoint: Endpoint,
    request: web.Request,
    fault: Fault,
    request_id: str,
) -> web.StreamResponse:
    if fault in (Fault.FAIL_BEFORE, Fault.FAIL_AFTER):
        return _finish(channel, endpoint, answer({"message": "Internal Server Error"}, 500), request_id)
    if endpoint.sends:
        channel.stats.answered(0)
    if fault is not Fault.RESET:
        await hold_back(request, world)
    break_connection(request)
    return web.Response(status=500)


def _finish(channel: Channel, endpoint: Endpoint, given: Answer, request_id: str) -> web.Response:
    if endpoint.sends:
        channel.stats.answered(given.status)
    return _respond(given, request_id)


def _respond(given: Answer, request_id: str) -> web.Response:
    headers = {"x-line-request-id": request_id, "Content-Type": given.content_type, **given.headers}
    return web.Response(status=given.status, body=given.body, headers=headers)
