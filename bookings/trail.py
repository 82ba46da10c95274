"""What one transaction did and planned, kept on its session: for the log that a hospital sees of its calls.

A transaction that runs again has a new session, so nothing is told twice.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

Deed = Literal[
    "created", "moved", "changed", "repeated", "cancelled", "called", "served", "no_show", "alerted"
]


class Named(NamedTuple):
    """A message by what makes it unique within its booking."""

    kind: str
    occurrence: str


@dataclass
class Trail:
    """The last deed says what the call came to; `planned` are the messages that it wrote."""

    did: Deed | None = None
    planned: list[Named] = field(default_factory=list[Named])


def trail(session: Session) -> Trail:
    """This transaction's own; empty until something was done."""
    return session.info.setdefault("trail", Trail())


def note_deed(session: Session, did: Deed) -> None:
    """A later one overwrites: version 3's near-queue call makes a booking and then calls it."""
    trail(session).did = did
