"""Typing, sharing a location, blocking and unblocking."""

from dataclasses import dataclass
from typing import Any

from simulator.state.users import User
from simulator.state.world import World
from simulator.webhook import events
from simulator.webhook.courier import Courier


class BlockedError(Exception):
    """On LINE nothing can be sent to an account that one has blocked."""


@dataclass(frozen=True)
class Hands:
    """One patient's hands on her phone. All but `block` and `unblock` raise BlockedError."""

    world: World
    courier: Courier
    user: User

    async def send_text(self, body: str) -> int:
        self._refuse_blocked()
        message_id = self.world.show_from_user(self.user, {"type": "text", "text": body})
        return await self.courier.deliver(self.user, events.text(self.world, self.user, message_id, body))

    async def share_location(self, place: dict[str, Any]) -> int:
        self._refuse_blocked()
        message_id = self.world.show_from_user(self.user, {"type": "location", **place})
        event = events.location(self.world, self.user, message_id, place)
        return await self.courier.deliver(self.user, event)

    async def send_sticker(self, sticker: dict[str, str]) -> int:
        self._refuse_blocked()
        message_id = self.world.show_from_user(self.user, {"type": "sticker", **sticker})
        event = events.sticker(self.world, self.user, message_id, sticker)
        return await self.courier.deliver(self.user, event)

    async def send_media(self, kind: str) -> int:
        self._refuse_blocked()
        message_id = self.world.show_from_user(self.user, {"type": kind})
        return await self.courier.deliver(self.user, events.media(self.world, self.user, message_id, kind))

    async def send_postback(
        self, data: str, display_text: str | None, params: dict[str, str] | None = None
    ) -> int:
        self._refuse_blocked()
        shown = {"type": "postback", "data": data, "displayText": display_text, "params": params}
        self.world.show_from_user(
            self.user, {key: value for key, value in shown.items() if value is not None}
        )
        event = events.postback(self.world, self.user, data, params)
        return await self.courier.deliver(self.user, event)

    async def block(self) -> int | None:
        """None when she had blocked it already."""
        if self.user.blocked:
            return None
        self._set_blocked(True)
        return await self.courier.deliver(self.user, events.unfollow(self.world, self.user))

    async def unblock(self) -> int | None:
        """None when it was not blocked."""
        if not self.user.blocked:
            return None
        self._set_blocked(False)
        event = events.follow(self.world, self.user, unblocked=True)
        return await self.courier.deliver(self.user, event)

    def _set_blocked(self, blocked: bool) -> None:
        self.user.blocked = blocked
        self.user.changed.ring()
        self.world.watcher.changed(self.user, "blocked" if blocked else "unblocked")

    def _refuse_blocked(self) -> None:
        if self.user.blocked:
            raise BlockedError
