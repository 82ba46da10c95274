"""Every endpoint of LINE that is served, with LINE's rate limits."""

from simulator.line import (
    chat,
    profile,
    quota,
    rich_menu_aliases,
    rich_menu_users,
    rich_menus,
)
from simulator.line.calls import NOT_FOUND, Answer, Call, Endpoint, Refusal
from simulator.line.multicast import multicast
from simulator.line.push import push
from simulator.line.reply import reply
from simulator.line.validate import validate
from simulator.state.rate_limit import Rate

_MANY_AT_ONCE = Rate(200, 1)
_LOADING = Rate(100, 1)
_MENU_CHANGES = Rate(100, 3600)
_MENU_BATCH = Rate(3, 3600)
_MENU_LIST = Rate(10, 1)


def _no_content(call: Call) -> Answer:
    """Patients here send no pictures."""
    raise Refusal(NOT_FOUND, 404)


_MESSAGE = "/v2/bot/message"
_MENU = "/v2/bot/richmenu"
_ONE_MENU = _MENU + "/{menu_id}"
_ALIAS = _MENU + "/alias"
_ALL_USERS = "/v2/bot/user/all/richmenu"
_ONE_USER = "/v2/bot/user/{user_id}/richmenu"

ENDPOINTS = (
    Endpoint("POST", f"{_MESSAGE}/push", push, sends=True),
    Endpoint("POST", f"{_MESSAGE}/multicast", multicast, _MANY_AT_ONCE, sends=True),
    Endpoint("POST", f"{_MESSAGE}/reply", reply),
    Endpoint("POST", f"{_MESSAGE}/validate/push", validate),
    Endpoint("POST", f"{_MESSAGE}/validate/reply", validate),
    Endpoint("POST", f"{_MESSAGE}/validate/multicast", validate),
    Endpoint("GET", f"{_MESSAGE}/quota", quota.quota),
    Endpoint("GET", f"{_MESSAGE}/quota/consumption", quota.consumption),
    Endpoint("GET", _MESSAGE + "/{message_id}/content", _no_content),
    Endpoint("GET", "/v2/bot/profile/{user_id}", profile.profile),
    Endpoint("GET", "/v2/bot/info", profile.bot_info),
    Endpoint("POST", "/v2/bot/chat/loading/start", chat.start_loading, _LOADING),
    Endpoint("POST", "/v2/bot/chat/markAsRead", chat.mark_as_read),
    Endpoint("POST", _MENU, rich_menus.create, _MENU_CHANGES),
    Endpoint("POST", f"{_MENU}/validate", rich_menus.validate),
    Endpoint("GET", f"{_MENU}/list", rich_menus.list_all, _MENU_LIST),
    Endpoint("POST", f"{_MENU}/bulk/link", rich_menu_users.bulk_link, _MENU_BATCH),
    Endpoint("POST", f"{_MENU}/bulk/unlink", rich_menu_users.bulk_unlink, _MENU_BATCH),
    Endpoint("POST", _ALIAS, rich_menu_aliases.create),
    Endpoint("GET", f"{_ALIAS}/list", rich_menu_aliases.list_all),
    Endpoint("GET", _ALIAS + "/{alias}", rich_menu_aliases.get),
    Endpoint("POST", _ALIAS + "/{alias}", rich_menu_aliases.update),
    Endpoint("DELETE", _ALIAS + "/{alias}", rich_menu_aliases.delete, _MENU_CHANGES),
    Endpoint("GET", _ONE_MENU, rich_menus.get),
    Endpoint("DELETE", _ONE_MENU, rich_menus.delete, _MENU_CHANGES),
    Endpoint("POST", f"{_ONE_MENU}/content", rich_menus.upload_content),
    Endpoint("GET", f"{_ONE_MENU}/content", rich_menus.download_content),
    Endpoint("GET", _ALL_USERS, rich_menu_users.get_default),
    Endpoint("DELETE", _ALL_USERS, rich_menu_users.clear_default),
    Endpoint("POST", _ALL_USERS + "/{menu_id}", rich_menu_users.set_default),
    Endpoint("GET", _ONE_USER, rich_menu_users.linked),
    Endpoint("DELETE", _ONE_USER, rich_menu_users.unlink),
    Endpoint("POST", _ONE_USER + "/{menu_id}", rich_menu_users.link),
)
