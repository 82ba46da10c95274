"""The table of rights: which role may do what. A test walks every route with every role."""

from typing import Literal

Right = Literal[
    "own",
    "templates.see",
    "templates.edit",
    "templates.publish",
    "hospitals.see",
    "hospitals.change",
    "people",
    "audit",
    "operations",
]
_EVERYBODY = frozenset({"viewer", "editor", "publisher", "operator", "administrator"})
RIGHTS: dict[Right, frozenset[str]] = {
    "own": _EVERYBODY,
    "templates.see": _EVERYBODY,
    "templates.edit": frozenset({"editor", "publisher", "administrator"}),
    "templates.publish": frozenset({"publisher", "administrator"}),
    "hospitals.see": frozenset({"viewer", "operator", "administrator"}),
    "hospitals.change": frozenset({"operator", "administrator"}),
    "people": frozenset({"administrator"}),
    "audit": frozenset({"operator", "administrator"}),
    "operations": frozenset({"operator", "administrator"}),
}
# Of what concerns all hospitals. Somebody bound to one hospital has none of these.
OF_ALL: frozenset[Right] = frozenset({"templates.edit", "templates.publish", "people", "audit", "operations"})


def may(role: str, right: Right, hospital_code: str | None = None) -> bool:
    """Whether the role has the right; `hospital_code` is the one hospital she is bound to."""
    return role in RIGHTS[right] and not (hospital_code and right in OF_ALL)
