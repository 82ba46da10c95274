"""One request to LINE and its answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.state.channels import Channel
from simulator.state.rate_limit import Rate
from simulator.state.users import User
from simulator.state.world import World

PER_SECOND = Rate(2000, 1)
JSON_TYPE = "application/json"


@dataclass(frozen=True)
class Call:
    """`path`: the variable parts of the address. `retry_key`: as sent, not yet looked at."""

    world: World
    channel: Channel
    request_id: str
    retry_key: str | None
    path: Mapping[str, str]
    body: bytes
    content_type: str

    @property
    def now(self) -> float:
        return self.world.now()

    def friend(self, user_id: str) -> User | None:
        return self.world.friend(self.channel, user_id)

    def json(self) -> dict[str, Any]:
        """The body. Raises Refusal."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Refusal("The request body could not be parsed as JSON (line: 1, column: 1)") from None
        if not isinstance(value, dict):
            raise Refusal("The request body could not be parsed as JSON (line: 1, column: 1)")
        return value


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict[str, str])
    content_type: str = JSON_TYPE


class Refusal(Exception):
    """Answered in LINE's error shape: https://developers.line.biz/en/reference/messaging-api/#error-responses"""

    def __init__(self, message: str, status: int = 400, body: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.answer = answer(body or {"message": message}, status)


def answer(body: dict[str, Any] | None = None, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(body or {}).encode(), named)


NOT_FOUND = "Not found"


@dataclass(frozen=True)
class Endpoint:
    """`rate`: per channel. `sends`: counted in the channel's stats and may carry a retry key."""

    method: str
    path: str
    handle: Callable[[Call], Answer]
    rate: Rate = PER_SECOND
    sends: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"
