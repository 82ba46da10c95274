"""What the conversation answers."""

from dataclasses import dataclass
from typing import Any

from flows.effects import Effect


@dataclass(frozen=True)
class Reply:
    """One template to render. `data` holds JSON values; its keys are listed in `flows.replies.TEMPLATES`."""

    template: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Step:
    """Where she is now, what she is told, what shall change."""

    position: str
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
