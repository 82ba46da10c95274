"""An answer that LINE gives in place of its own, whatever is asked: a refused token, HTML, nonsense."""

from dataclasses import dataclass
from typing import Any


class WilfulError(ValueError):
    """The wanted answer makes no sense; the message says what to change."""


@dataclass(frozen=True)
class Wilful:
    """`body` is sent as it is. `accepted`: the request is carried out first, and only its answer replaced.

    `everything`: not for pushes and multicasts alone. `times`: for so many requests; 0: until taken back.
    """

    status: int
    body: str = "{}"
    accepted: bool = False
    everything: bool = False
    times: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "body": self.body,
            "accepted": self.accepted,
            "everything": self.everything,
            "times": self.times,
        }


def read_wilful(body: dict[str, Any]) -> Wilful:
    """The answer that a caller wants. Raises WilfulError."""
    known: dict[str, type] = {"status": int, "body": str, "accepted": bool, "everything": bool, "times": int}
    for name, value in body.items():
        if name not in known:
            raise WilfulError(f"{name!r} is not known here; known are {', '.join(known)}.")
        if type(value) is not known[name]:
            raise WilfulError(f"{name} must be of type {known[name].__name__}.")
    if not 200 <= body.get("status", 0) <= 599:
        raise WilfulError("status is required: a number from 200 to 599.")
    if body.get("times", 0) < 0:
        raise WilfulError("times must not be negative.")
    return Wilful(**body)
