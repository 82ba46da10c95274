"""All topics' tables as one machine."""

from typing import Any

from transitions import Machine, MachineError

from flows.topics import TOPICS

HOME = "home"


class ImpossibleTriggerError(Exception):
    """A handler pulled a trigger that no table knows at this position: a mistake in a topic."""


class _Place:
    """The light model: the machine is shared and must not keep models (it never forgets one)."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


_machine = Machine(
    model=None,
    states=[state for topic in TOPICS for state in topic.states],
    transitions=[dict[str, Any](row) for topic in TOPICS for row in topic.transitions],
    initial=HOME,
    auto_transitions=False,
)


def place(position: str | None) -> str:
    """The position, or home when it was lost or an earlier version's."""
    return position if position in _machine.states else HOME


def after(position: str, trigger: str | None) -> str:
    """Where the trigger leads from here; no trigger leads nowhere else."""
    if trigger is None:
        return position
    model = _Place(position)
    try:
        _machine.events[trigger].trigger(model)
    except (KeyError, MachineError) as error:
        raise ImpossibleTriggerError(f"no table leads from {position!r} by {trigger!r}") from error
    return model.state
