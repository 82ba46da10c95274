"""What a phone shows besides its messages."""

from typing import Any

from simulator.state.rich_menus import RichMenu
from simulator.state.users import User
from simulator.state.world import World


def state_of(world: World, user: User) -> dict[str, Any]:
    menu = world.channels[user.channel].rich_menus.shown_to(user.rich_menu_id)
    return {
        "blocked": user.blocked,
        "loading_ms": max(0, int((user.loading_until - world.now()) * 1000)),
        "read_up_to": str(user.read_up_to),
        "menu": None if menu is None else _menu(user, menu),
    }


def _menu(user: User, menu: RichMenu) -> dict[str, Any]:
    image = f"/phone/{user.phone_token}/menu/{menu.id}" if menu.image else None
    return {**menu.as_json(), "image": image}
