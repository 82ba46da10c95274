"""What may go wrong with a channel's API on purpose."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from random import Random
from typing import Any


class Fault(StrEnum):
    NONE = "none"
    RESET = "reset"
    TIMEOUT_BEFORE = "timeout_before"
    FAIL_BEFORE = "fail_before"
    RATE_LIMITED = "rate_limited"
    TIMEOUT_AFTER = "timeout_after"
    FAIL_AFTER = "fail_after"


SHARES = tuple(fault for fault in Fault if fault is not Fault.NONE)


class FaultsError(ValueError):
    """The wanted faults make no sense; the message says what to change."""


@dataclass(frozen=True)
class Faults:
    """Shares are of all requests, 0 to 1, and exclude one another; together at most 1."""

    latency_ms: float = 0
    fail_before: float = 0
    fail_after: float = 0
    timeout_before: float = 0
    timeout_after: float = 0
    reset: float = 0
    rate_limited: float = 0
    quota_used_up: bool = False

    def as_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass
class FaultSource:
    """Draws at most one fault for each request."""

    faults: Faults = field(default_factory=Faults)
    random: Random = field(default_factory=Random)

    def draw(self) -> Fault:
        drawn = self.random.random()
        for fault in SHARES:
            drawn -= getattr(self.faults, fault)
            if drawn < 0:
                return fault
        return Fault.NONE

    def coin(self) -> bool:
        return self.random.random() < 0.5


def read_faults(body: dict[str, Any]) -> Faults:
    """The faults that a caller wants; what is left out is off. Raises FaultsError."""
    known = [each.name for each in fields(Faults)]
    for name, value in body.items():
        if name not in known:
            raise FaultsError(f"{name!r} is no fault; the faults are {', '.join(known)}.")
        _check(name, value)
    if sum(body.get(name, 0) for name in SHARES) > 1 + 1e-9:
        raise FaultsError(f"The shares {', '.join(SHARES)} exclude one another: together at most 1.")
    return Faults(**body)


def _check(name: str, value: object) -> None:
    if name == "quota_used_up":
        if not isinstance(value, bool):
            raise FaultsError("quota_used_up must be true or false.")
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FaultsError(f"{name} must be a number.")
    if name == "latency_ms" and not 0 <= value <= 600_000:
        raise FaultsError("latency_ms must be between 0 and 600000.")
    if name != "latency_ms" and not 0 <= value <= 1:
        raise FaultsError(f"{name} is a share of requests: between 0 and 1.")
