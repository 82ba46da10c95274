"""What a patient does in the chat, as plain values; `bot` makes them from LINE's events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Follow:
    """She added the account; `unblocked` when she had it before and had blocked it."""

    unblocked: bool


@dataclass(frozen=True)
class Unfollow:
    """She blocked the account: nothing can be answered."""


@dataclass(frozen=True)
class Text:
    """`about`: what the step that asked her remembered, for a typed answer to belong to it."""

    body: str
    about: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Postback:
    """A tap; `data` is a query string such as `do=come&b=12`."""

    data: str


@dataclass(frozen=True)
class Location:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Sticker:
    pass


@dataclass(frozen=True)
class Media:
    """What she sent is never fetched."""

    kind: Literal["image", "video", "audio", "file"]


@dataclass(frozen=True)
class Other:
    """Anything LINE may send that has no meaning here."""


Event = Follow | Unfollow | Text | Postback | Location | Sticker | Media | Other
