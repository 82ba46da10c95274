"""Stickers that the phone page draws itself."""

from aiohttp import web

from simulator.control.bodies import ControlError, only, read_object
from simulator.patient.talk import Hands

PACKAGE = "1"
STICKERS = 6


async def send_sticker(request: web.Request, hands: Hands) -> web.Response:
    """`{"sticker": 1…6}`"""
    body = await read_object(request)
    only(body, "sticker")
    number = body.get("sticker")
    if type(number) is not int or not 1 <= number <= STICKERS:
        raise ControlError(f"sticker must be a number from 1 to {STICKERS}.")
    sticker = {"packageId": PACKAGE, "stickerId": str(number)}
    return web.json_response({"status": await hands.send_sticker(sticker)})
