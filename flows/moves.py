"""What a handler answers: a trigger, never the next position. Only the tables know where a trigger leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.effects import Effect
from flows.steps import Reply


@dataclass(frozen=True)
class Move:
    """`about`: see `flows.steps.Step`."""

    trigger: str | None
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]
    about: Mapping[str, str] = field(default_factory=dict[str, str])


def trigger(name: str | None, *parts: Reply | Effect) -> Move:
    """Replies and effects in any order; replies are sent in the order given."""
    replies = tuple(part for part in parts if isinstance(part, Reply))
    return Move(name, replies, tuple(part for part in parts if not isinstance(part, Reply)))


def ask(name: str, question: Reply, *effects: Effect, **about: str) -> Move:
    """She may type an answer; the next text at the new position comes with `about`."""
    return Move(name, (question,), effects, about)


def stay(*parts: Reply | Effect) -> Move:
    """She remains where she is."""
    return trigger(None, *parts)
