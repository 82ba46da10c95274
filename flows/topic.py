"""A topic: one part of the conversation, as tables. A file of `flows/topics/` holds one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from flows.moves import Move
from flows.ports import Context

# "choose": the verb of a tap · Location: a kind of event, anywhere · ("home", Text): the kind at a position
Key = str | type[Any] | tuple[str, type[Any]]
Handler = Callable[[Any, Context], Move]  # (Tap or Event, Context)
Handlers = Mapping[Key, Handler]


class Transition(TypedDict):
    """As `transitions` reads it; the source "*" is anywhere."""

    trigger: str
    source: str | list[str]
    dest: str


@dataclass(frozen=True)
class Topic:
    """`before_consent`: the keys of `handlers` that also serve a patient who has not consented.

    `writing`: the states in which whatever she types is her answer, not a wish; `sure`: those in which she
    was asked "are you sure?" and may type yes or no. See `flows.route.understand`.
    """

    name: str
    about: str
    states: Sequence[str]
    transitions: Sequence[Transition]
    handlers: Handlers = field(default_factory=dict[Key, Handler])
    before_consent: frozenset[Key] = frozenset()
    writing: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
