"""Every view states who may call it, even when that is everybody; a test walks all routes and proves it."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

Auth = Literal[
    "none", "line-signature", "key:v4", "key:v4-test", "key:v3", "ticket-link", "data-link", "staff"
]
View = TypeVar("View", bound=Callable[..., Any])


def states_auth(auth: Auth) -> Callable[[View], View]:
    """Write on a view how its caller is known, as the attribute `auth`. It states and does not check."""

    def stated(view: View) -> View:
        view.auth = auth  # type: ignore[attr-defined]
        return view

    return stated
