"""What a handler answers: a trigger, never the next position. Only the tables know where a trigger leads."""

from dataclasses import dataclass

from flows.effects import Effect
from flows.steps import Reply


@dataclass(frozen=True)
class Move:
    trigger: str | None
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]


def trigger(name: str | None, *parts: Reply | Effect) -> Move:
    """Replies and effects in any order; replies are sent in the order given."""
    replies = tuple(part for part in parts if isinstance(part, Reply))
    return Move(name, replies, tuple(part for part in parts if not isinstance(part, Reply)))


def stay(*parts: Reply | Effect) -> Move:
    """She remains where she is."""
    return trigger(None, *parts)
