"""`python -m simulator`: serves until told to stop."""

import asyncio
import logging
import os
import signal
import sys

from aiohttp import web

from simulator.app import create_app
from simulator.settings import Settings, SettingsError, from_environment

SECONDS_TO_STOP = 1.0


async def serve(settings: Settings) -> None:
    """Raises OSError when the address cannot be had."""
    app = await create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SECONDS_TO_STOP)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.host, settings.port, backlog=1024)
        await site.start()
        logging.getLogger("simulator").info("simulator on http://%s:%d", *runner.addresses[0][:2])
        await _until_told_to_stop()
    finally:
        await runner.cleanup()


async def _until_told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop.set)
    await stop.wait()


def main() -> int:
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO").upper(), format="%(name)s: %(message)s")
    try:
        settings = from_environment(os.environ)
    except SettingsError as error:
        return _give_up(str(error))
    try:
        asyncio.run(serve(settings))
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        return _give_up(f"cannot listen on {where}: {os.strerror(error.errno or 0)}.")
    return 0


def _give_up(sentence: str) -> int:
    sys.stderr.write(f"simulator: {sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
