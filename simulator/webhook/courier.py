"""Carries events to the service, and carries them again until it answers 2xx."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp

from simulator.state.users import User
from simulator.state.world import World
from simulator.webhook.events import Event
from simulator.webhook.signing import signature

log = logging.getLogger(__name__)

PAUSES_SECONDS = (1, 2, 4, 8, 15, 30, 60)
"""LINE does not say how often and when it delivers again; this is two minutes."""

ANSWER_SECONDS = 10
"""LINE wants an answer within 2 seconds; a laptop under load gets more."""

NOT_REACHED = 0


class Courier:
    def __init__(self, world: World, session: aiohttp.ClientSession) -> None:
        self._world = world
        self._session = session
        self._later: set[asyncio.Task[None]] = set()

    async def deliver(self, user: User, event: Event) -> int:
        """The first delivery's HTTP status, 0 if nobody answered. One user's events stay in order.

        Without a 2xx the event goes out again in the background, as LINE's "webhook redelivery" does.
        """
        async with user.webhooks:
            status = await self._post(user, event)
        if not _taken(status) and self._world.is_here(user):
            self._start(self._deliver_again(user, event))
        return status

    def deliver_soon(self, user: User, event: Event) -> None:
        async def deliver() -> None:
            await self.deliver(user, event)

        self._start(deliver())

    async def close(self) -> None:
        """Forgets what is still to be delivered."""
        waiting = list(self._later)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def _start(self, delivery: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(delivery)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _deliver_again(self, user: User, event: Event) -> None:
        again = {**event, "deliveryContext": {"isRedelivery": True}}
        for pause in PAUSES_SECONDS:
            await asyncio.sleep(pause)
            if not self._world.is_here(user):
                return
            if _taken(await self._post(user, again)):
                return
        log.warning("event %s was never answered with 2xx", event["webhookEventId"])

    async def _post(self, user: User, event: Event) -> int:
        channel = self._world.channels[user.channel]
        if "replyToken" in event:
            channel.reply_tokens.delivered(event["replyToken"], self._world.now())
        body = json.dumps(
            {"destination": channel.bot_user_id, "events": [event]}, ensure_ascii=False, separators=(",", ":")
        ).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": signature(channel.settings.secret, body),
        }
        url = f"{self._world.settings.web_url}/line/webhook/{channel.name}"
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return NOT_REACHED


def _taken(status: int) -> bool:
    return 200 <= status < 300
