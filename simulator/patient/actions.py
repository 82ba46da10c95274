"""Finding what can be tapped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.state.users import User
from simulator.state.world import World

Action = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Exactly one of them."""

    label: str | None = None
    data: str | None = None
    uri: str | None = None


def find_action(world: World, user: User, wanted: Wanted) -> Action | None:
    """The newest one that fits: last message first, the rich menu after all messages.

    Within one message a whole match goes before one that only begins so:
    `do=cancel&b=12` begins with `do=cancel&b=1` too.
    """
    exactly, begins = _tests(wanted)
    for actions in _places(world, user):
        for fits in (exactly, begins):
            found = next((action for action in actions if fits(action)), None)
            if found is not None:
                return found
    return None


def all_actions(world: World, user: User) -> list[Action]:
    """Newest first, each once."""
    found: list[Action] = []
    for actions in _places(world, user):
        found.extend(action for action in actions if action not in found)
    return found


def actions_in(message: Any) -> Iterator[Action]:
    """Every action in a message or rich menu, in the order of the JSON."""
    if isinstance(message, list):
        for item in message:
            yield from actions_in(item)
    elif isinstance(message, dict):
        for key, value in message.items():
            if key in ("action", "defaultAction") and isinstance(value, dict):
                yield value
            elif key == "actions" and isinstance(value, list):
                yield from (action for action in value if isinstance(action, dict))
            else:
                yield from actions_in(value)


def _places(world: World, user: User) -> Iterator[list[Action]]:
    for entry in user.from_bot_newest_first():
        yield list(actions_in(entry.message))
    menu = world.channels[user.channel].rich_menus.shown_to(user.rich_menu_id)
    if menu is not None:
        yield list(actions_in(menu.body))


def _tests(wanted: Wanted) -> tuple[Callable[[Action], bool], Callable[[Action], bool]]:
    if wanted.label is not None:
        return (lambda action: action.get("label") == wanted.label), (lambda action: False)
    key, start = ("data", wanted.data) if wanted.data is not None else ("uri", wanted.uri)
    kind_fits: Callable[[Action], bool] = lambda action: isinstance(action.get(key), str)  # noqa: E731
    return (
        lambda action: kind_fits(action) and action[key] == start,
        lambda action: kind_fits(action) and action[key].startswith(start or ""),
    )
