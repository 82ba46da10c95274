"""What the conversation answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.effects import Effect


@dataclass(frozen=True)
class Reply:
    """One template to render. `data` holds JSON values; its keys are listed in `flows.replies.TEMPLATES`."""

    template: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Step:
    """Where she is now, what she is told, what shall change.

    `about` is kept with the position: what a typed answer will be about. Short words, no personal data.
    """

    position: str
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict[str, str])
