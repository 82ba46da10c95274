"""All channels and all patients."""

import time
from collections.abc import Callable
from typing import Any, Literal

from simulator.settings import Settings
from simulator.state import ids
from simulator.state.channels import Channel
from simulator.state.entries import Entry, frozen
from simulator.state.users import User
from simulator.state.watchers import Nobody, Watcher


class World:
    """`clock` gives seconds since 1970."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = clock
        self.closing = False
        self.watcher: Watcher = Nobody()
        self._message_ids = ids.message_ids()
        self.forget_everything()

    def forget_everything(self) -> None:
        waiting = list(getattr(self, "users", {}).values())
        self.channels = {each.name: Channel(each) for each in self.settings.channels}
        self.users: dict[str, User] = {}
        self.phones: dict[str, User] = {}
        self._bearers = {f"Bearer {each.settings.token}": each for each in self.channels.values()}
        for user in waiting:
            user.changed.ring()

    def close(self) -> None:
        """Sends everybody home who waits for news."""
        self.closing = True
        for user in self.users.values():
            user.changed.ring()

    def channel_of_bearer(self, authorization: str) -> Channel | None:
        return self._bearers.get(authorization)

    def add_user(self, display_name: str, language: str, channel: str) -> User:
        user = User(ids.user_id(), ids.phone_token(), display_name, language, channel)
        self.users[user.id] = user
        self.phones[user.phone_token] = user
        self.watcher.changed(user, "added")
        return user

    def is_here(self, user: User) -> bool:
        """False after a reset, and when the simulator stops."""
        return not self.closing and self.users.get(user.id) is user

    def friend(self, channel: Channel, user_id: str) -> User | None:
        """The user of this channel, blocked or not."""
        user = self.users.get(user_id)
        return user if user is not None and user.channel == channel.name else None

    def next_message_id(self) -> int:
        return next(self._message_ids)

    def show_from_bot(
        self,
        user: User,
        message_id: int,
        text: str,
        via: Literal["reply", "push"],
        retry_key: str | None,
        silent: bool,
    ) -> None:
        """`text` is a frozen message."""
        self._show(user, Entry(message_id, "bot", self.now(), via, retry_key, silent, text, user.ahead))

    def show_from_user(self, user: User, message: dict[str, Any]) -> int:
        message_id = self.next_message_id()
        self._show(
            user, Entry(message_id, "user", self.now(), None, None, False, frozen(message), user.ahead)
        )
        return message_id

    def _show(self, user: User, entry: Entry) -> None:
        user.show(entry)
        self.watcher.shown(user, entry)
