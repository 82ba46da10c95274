"""Why something was not stored. Each holds what a person needs to go on; nothing of hers is lost by it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records.templates.drafts import DraftView


class Stale(Exception):
    """Somebody else changed the draft since it was read. `theirs` is the draft as it is now."""

    def __init__(self, theirs: "DraftView") -> None:
        super().__init__(f"the draft of {theirs.name} is at revision {theirs.revision}")
        self.theirs = theirs


class Overtaken(Exception):
    """Another version was published since the draft was begun (or the page was read)."""

    def __init__(self, name: str, current: int) -> None:
        super().__init__(f"version {current} of {name} was published meanwhile")
        self.current = current


class NothingToPublish(Exception):
    """There is no draft, or it equals the current version."""


class NeedsSecondPerson(Exception):
    """Approval is switched on, and who publishes wrote on the draft."""


class NoVersion(Exception):
    """There is no template of that name, or no version of that number."""
