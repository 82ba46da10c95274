"""Puts the simulator together."""

from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from simulator import assets
from simulator.control import routes as control
from simulator.hospital.site import HospitalSite
from simulator.line import gate
from simulator.phone import routes as phone
from simulator.phone import start
from simulator.settings import Settings
from simulator.stage.routes import Stage
from simulator.state.world import World
from simulator.webhook.courier import Courier


async def create_app(settings: Settings) -> web.Application:
    """Call it inside the running loop."""
    world = World(settings)
    # Connections are not kept: a web server may close an idle one just when the next event is sent.
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True, limit=200))
    courier = Courier(world, session)
    site = HospitalSite(settings, session)
    stage = Stage(world, site)

    def forget_more() -> None:
        site.forget_everything()
        stage.forget_everything()

    app = web.Application(client_max_size=gate.MOST_BYTES)
    app.add_routes(gate.routes(world))
    app.add_routes(control.routes(world, courier, forget_more))
    app.add_routes(phone.routes(world, courier))
    app.add_routes(start.routes(world))
    app.add_routes(site.routes())
    app.add_routes(stage.routes())
    app.add_routes(assets.routes())
    app.router.add_get("/healthz", _health)
    app.router.add_route("*", "/v2/{unknown:.*}", _no_such_endpoint)

    async def lifetime(_: web.Application) -> AsyncIterator[None]:
        yield
        await courier.close()
        await session.close()

    async def send_home(_: web.Application) -> None:
        world.close()
        stage.close()

    app.cleanup_ctx.append(lifetime)
    app.on_shutdown.append(send_home)
    return app


async def _no_such_endpoint(request: web.Request) -> web.Response:
    return web.json_response({"message": "Not found"}, status=404)


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})
