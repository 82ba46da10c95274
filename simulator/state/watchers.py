"""Who wants to know what becomes visible in the simulator."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.state.entries import Entry
    from simulator.state.users import User


class Watcher(Protocol):
    def shown(self, user: "User", entry: "Entry") -> None:
        """A message is in this patient's chat."""
        ...

    def changed(self, user: "User", what: str) -> None:
        """`what`: added, blocked or unblocked."""
        ...


class Nobody:
    """Watches nothing."""

    def shown(self, user: "User", entry: "Entry") -> None:
        return None

    def changed(self, user: "User", what: str) -> None:
        return None
