"""LINE's rich menus of one channel: what is there is compared with what should be, and only that is changed.

LINE allows 100 creations or deletions an hour, and a menu's picture can never be replaced: so a menu's name
holds a digest of all it is, and a changed menu is a new one. An alias is set last: it says that all is done.
Plain HTTP, because the SDK's client takes 1.5 s to import.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, cast

import urllib3

from flex_templates.rich_menu import PREFIX, Menu
from settings import LINE_API, Channel

_PICTURES_API = "https://api-data.line.me"
_TIMEOUT = urllib3.Timeout(connect=2, read=20)


class LineRefusedError(Exception):
    """LINE answered something else than 2xx; says what, and to which call."""


class Menus:
    """The menus of one channel. Every call may raise LineRefusedError or urllib3's HTTPError."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._http = urllib3.PoolManager(retries=False)

    def install(self, wanted: Sequence[Menu], speakers: Callable[[str], Iterable[str]]) -> list[str]:
        """The first one for everybody, each other one for its `speakers`; what had to be changed."""
        there = {str(each["name"]): str(each["richMenuId"]) for each in self._menus()}
        aliases = {each["richMenuAliasId"]: each["richMenuId"] for each in self._aliases()}
        done: list[str] = []
        for number, menu in enumerate(wanted):
            menu_id = self._made(menu, there.get(menu.name), done)
            if number == 0:
                self._set_default(menu_id, done)
            if aliases.get(menu.alias) == menu_id:
                continue
            if number > 0:
                self._show(menu_id, speakers(menu.language), done)
            self._name(menu.alias, menu_id, menu.alias in aliases)
            done.append(f"named it {menu.alias}")
        return done

    def _show(self, menu_id: str, user_ids: Iterable[str], done: list[str]) -> None:
        """One by one: LINE allows 2,000 such calls a second, but 3 of the bulk call an hour."""
        shown = 0
        for user_id in user_ids:
            with suppress(LineRefusedError):  # she left, or blocked us since
                self._call("POST", f"/user/{user_id}/richmenu/{menu_id}")
                shown += 1
        done.append(f"shown to {shown}")

    def clear_up(self, wanted: Sequence[Menu]) -> list[str]:
        """Delete those of ours that are not wanted any more; who still saw one sees the default menu."""
        keep, done = {menu.name for menu in wanted}, list[str]()
        for each in self._menus():
            if str(each["name"]).startswith(f"{PREFIX}-") and each["name"] not in keep:
                self._call("DELETE", f"/richmenu/{each['richMenuId']}")
                done.append(f"deleted {each['name']}")
        return done

    def _made(self, menu: Menu, menu_id: str | None, done: list[str]) -> str:
        """A menu without its picture is what an interrupted run left: the picture follows now."""
        if menu_id is None:
            menu_id = str(self._call("POST", "/richmenu", menu.body)["richMenuId"])
            done.append(f"made {menu.name}")
        elif self._has_picture(menu_id):
            return menu_id
        self._request("POST", f"/richmenu/{menu_id}/content", menu.image, "image/png", pictures=True)
        return menu_id

    def _has_picture(self, menu_id: str) -> bool:
        try:
            self._request("GET", f"/richmenu/{menu_id}/content", pictures=True)
        except LineRefusedError:
            return False
        return True

    def _name(self, alias: str, menu_id: str, known: bool) -> None:
        body = {"richMenuId": menu_id}
        if known:
            self._call("POST", f"/richmenu/alias/{alias}", body)
        else:
            self._call("POST", "/richmenu/alias", {"richMenuAliasId": alias, **body})

    def _set_default(self, menu_id: str, done: list[str]) -> None:
        try:
            now = self._call("GET", "/user/all/richmenu").get("richMenuId")
        except LineRefusedError:
            now = None  # LINE's 404: there is none
        if now != menu_id:
            self._call("POST", f"/user/all/richmenu/{menu_id}")
            done.append("set the default")

    def _menus(self) -> list[dict[str, Any]]:
        return cast(list[dict[str, Any]], self._call("GET", "/richmenu/list")["richmenus"])

    def _aliases(self) -> list[dict[str, str]]:
        return cast(list[dict[str, str]], self._call("GET", "/richmenu/alias/list")["aliases"])

    def _call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        answer = self._request(method, path, data, "application/json" if data else None)
        return cast(dict[str, Any], json.loads(answer or b"{}"))

    def _request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str | None = None,
        pictures: bool = False,
    ) -> bytes:
        base = _PICTURES_API if pictures and self._channel.api_base == LINE_API else self._channel.api_base
        headers = {"Authorization": f"Bearer {self._channel.token}"}
        if kind:
            headers["Content-Type"] = kind
        answer = self._http.request(
            method, f"{base}/v2/bot{path}", body=body, headers=headers, timeout=_TIMEOUT
        )
        if not 200 <= answer.status < 300:
            said = answer.data.decode("utf-8", "replace")[:300]
            raise LineRefusedError(f"{method} {path}: {answer.status} {said}")
        return answer.data
