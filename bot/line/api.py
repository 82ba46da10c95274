"""What is said back to LINE: the reply, and who she is. The reply API takes no retry key."""

import json
import logging
import time
from dataclasses import dataclass
from typing import Any, cast

import urllib3

from settings import Channel

log = logging.getLogger(__name__)
_TRY_FOR = 45.0  # seconds; a reply token is worth a minute
_FIRST_PAUSE = 0.25  # seconds, doubled each time
_TIMEOUT = urllib3.Timeout(connect=2, read=5)
_PROFILE_TIMEOUT = urllib3.Timeout(connect=0.5, read=0.7)
_CONNECTIONS = 128


class LineAwayError(Exception):
    """LINE did not take the reply; the event has to be delivered again."""


@dataclass(frozen=True)
class Objection:
    """What LINE has against messages, and where."""

    place: str
    sentence: str


class RefusedError(Exception):
    """LINE refuses the messages for their form."""


@dataclass(frozen=True)
class Profile:
    """Her name and language, as LINE tells them."""

    name: str | None
    language: str


UNKNOWN = Profile(None, "th")


class LineApi:
    """LINE's API as a conversation needs it. One for a process, made after forking; threads share it."""

    def __init__(self) -> None:
        self._http = urllib3.PoolManager(maxsize=_CONNECTIONS, retries=False)

    def reply(self, channel: Channel, token: str, messages: list[dict[str, Any]]) -> None:
        """Answer an event. Tries again on server errors: the token works once, so nothing is said twice.

        Raises LineAwayError when the token's time is over, RefusedError for a 400 that is about the messages.
        """
        body = json.dumps({"replyToken": token, "messages": messages}, ensure_ascii=False).encode()
        until, pause = time.monotonic() + _TRY_FOR, _FIRST_PAUSE
        while True:
            status, message = self._post(channel, "/v2/bot/message/reply", body)
            if status == 200:
                return
            if status == 400 and "reply token" in message.lower():
                # Used by an earlier try that LINE had accepted, too old, or the console's "Verify".
                log.info("reply token no longer valid")
                return
            if status in {400, 413}:
                raise RefusedError(message)
            if status in {401, 403}:
                log.error("LINE refuses the token of channel %s", channel.name)
                return
            if time.monotonic() + pause > until:
                raise LineAwayError
            time.sleep(pause)
            pause *= 2

    def objections(self, channel: Channel, messages: list[dict[str, Any]], seconds: float) -> list[Objection]:
        """What LINE's own check says against these messages (at most five); it sends nothing.

        Raises LineAwayError when LINE does not tell within `seconds`.
        """
        body = json.dumps({"messages": messages}, ensure_ascii=False).encode()
        url = channel.api_base + "/v2/bot/message/validate/push"
        headers = _bearer(channel) | {"Content-Type": "application/json"}
        limit = urllib3.Timeout(total=seconds)
        try:
            response = self._http.request("POST", url, body=body, headers=headers, timeout=limit)
        except urllib3.exceptions.HTTPError:
            raise LineAwayError from None
        if response.status == 200:
            return []
        if response.status not in {400, 413}:
            raise LineAwayError
        said = _json(response.data)
        details = [each for each in said.get("details") or [] if isinstance(each, dict)]
        found = [Objection(str(each.get("property", "")), str(each.get("message", ""))) for each in details]
        return found or [Objection("", str(said.get("message", "")))]

    def profile(self, channel: Channel, user_id: str) -> Profile | None:
        """Her profile; None when LINE does not tell (blocked, slow, away)."""
        url = f"{channel.api_base}/v2/bot/profile/{user_id}"
        try:
            response = self._http.request("GET", url, headers=_bearer(channel), timeout=_PROFILE_TIMEOUT)
        except urllib3.exceptions.HTTPError:
            return None
        found = _json(response.data)
        if response.status != 200 or not found:
            return None
        language = str(found.get("language") or "th")
        return Profile(found.get("displayName"), "th" if language.startswith("th") else "en")

    def show_menu(self, channel: Channel, user_id: str, alias: str) -> None:
        """Show her the rich menu of that alias instead of the default one; nothing where there is none."""
        menu_id = self._menu_id(channel, alias)
        if (
            menu_id
            and (status := self._post(channel, f"/v2/bot/user/{user_id}/richmenu/{menu_id}", b"")[0]) != 200
        ):
            log.info("the rich menu %s was not shown: %s", alias, status)

    def _menu_id(self, channel: Channel, alias: str) -> str | None:
        url = f"{channel.api_base}/v2/bot/richmenu/alias/{alias}"
        try:
            response = self._http.request("GET", url, headers=_bearer(channel), timeout=_TIMEOUT)
        except urllib3.exceptions.HTTPError:
            return None
        return _json(response.data).get("richMenuId")

    def _post(self, channel: Channel, path: str, body: bytes) -> tuple[int, str]:
        """Status and message; 0 when nothing came back."""
        headers = _bearer(channel) | {"Content-Type": "application/json"}
        try:
            response = self._http.request(
                "POST", channel.api_base + path, body=body, headers=headers, timeout=_TIMEOUT
            )
        except urllib3.exceptions.HTTPError:
            return 0, ""
        return response.status, str(_json(response.data).get("message", ""))


def _bearer(channel: Channel) -> dict[str, str]:
    return {"Authorization": f"Bearer {channel.token}"}


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}
