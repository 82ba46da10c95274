"""Whose rich menu: the default for all, one user's, many users'."""

from collections.abc import Iterable

from simulator.line.bodies import invalid_property
from simulator.line.calls import NOT_FOUND, Answer, Call, Refusal, answer
from simulator.line.rich_menus import known_menu, tell_phones
from simulator.state.rich_menus import RichMenu
from simulator.state.users import User

MOST_USERS = 500


def set_default(call: Call) -> Answer:
    call.channel.rich_menus.default_id = _with_image(known_menu(call)).id
    tell_phones(call)
    return answer()


def get_default(call: Call) -> Answer:
    default_id = call.channel.rich_menus.default_id
    if default_id is None:
        raise Refusal("no default richmenu", 404)
    return answer({"richMenuId": default_id})


def clear_default(call: Call) -> Answer:
    call.channel.rich_menus.default_id = None
    tell_phones(call)
    return answer()


def link(call: Call) -> Answer:
    _show([_user(call)], _with_image(known_menu(call)).id)
    return answer()


def linked(call: Call) -> Answer:
    menu_id = _user(call).rich_menu_id
    if menu_id is None:
        raise Refusal("the user has no richmenu", 404)
    return answer({"richMenuId": menu_id})


def unlink(call: Call) -> Answer:
    _show([_user(call)], None)
    return answer()


def bulk_link(call: Call) -> Answer:
    body = call.json()
    menu = call.channel.rich_menus.menus.get(str(body.get("richMenuId", "")))
    if menu is None:
        raise Refusal(NOT_FOUND, 404)
    _show(_users(call, body.get("userIds")), _with_image(menu).id)
    return answer(status=202)


def bulk_unlink(call: Call) -> Answer:
    _show(_users(call, call.json().get("userIds")), None)
    return answer(status=202)


def _with_image(menu: RichMenu) -> RichMenu:
    if menu.image is None:
        message = "must upload richmenu image before applying it to user"
        raise Refusal(message, body={"message": message, "details": []})
    return menu


def _user(call: Call) -> User:
    user = call.friend(call.path["user_id"])
    if user is None:
        raise Refusal(NOT_FOUND, 404)
    return user


def _users(call: Call, user_ids: object) -> list[User]:
    if not isinstance(user_ids, list) or not 1 <= len(user_ids) <= MOST_USERS:
        raise invalid_property("userIds")
    found = (call.friend(str(user_id)) for user_id in user_ids)
    return [user for user in found if user is not None]


def _show(users: Iterable[User], menu_id: str | None) -> None:
    for user in users:
        user.rich_menu_id = menu_id
        user.changed.ring()
