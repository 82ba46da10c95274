"""The life-cycle table of `docs/hospital-api.md`: what each call does in each state."""

from typing import Literal

Call = Literal["change", "nightly", "cancel", "queue_call", "visit"]
Answer = Literal["come", "cannot"]

OPEN_STATES = frozenset({"booked", "confirmed", "cancel_requested"})
VISITED = frozenset({"served", "no_show"})

_OPEN: dict[Call, str] = {
    "change": "does",
    "nightly": "does",
    "cancel": "does",
    "queue_call": "does",
    "visit": "does",
}
# does: carried out · same: answered 200, nothing changes · conflict: answered 409
TABLE: dict[str, dict[Call, str]] = {
    "booked": _OPEN,
    "confirmed": _OPEN,
    "cancel_requested": _OPEN,
    "cancelled": {
        "change": "conflict",
        "nightly": "conflict",
        "cancel": "same",
        "queue_call": "conflict",
        "visit": "conflict",
    },
    "served": {
        "change": "conflict",
        "nightly": "conflict",
        "cancel": "conflict",
        "queue_call": "conflict",
        "visit": "does",
    },
    "no_show": {
        "change": "conflict",
        "nightly": "conflict",
        "cancel": "conflict",
        "queue_call": "conflict",
        "visit": "does",
    },
}

# A new date or time asks the patient anew.
AFTER_MOVE = {"booked": "booked", "confirmed": "booked", "cancel_requested": "booked"}

# What the patient says; a pair that is not here changes nothing.
PATIENT: dict[tuple[str, Answer], str] = {
    ("booked", "come"): "confirmed",
    ("cancel_requested", "come"): "confirmed",
    ("booked", "cannot"): "cancel_requested",
    ("confirmed", "cannot"): "cancel_requested",
}
