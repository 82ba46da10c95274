"""What LINE says of a channel when it is asked: whether its token works, how much of the quota is used."""

import json
from dataclasses import dataclass
from typing import Any, cast

import urllib3

from settings import Channel

_TIMEOUT = urllib3.Timeout(connect=2, read=5)


class LineAwayError(Exception):
    """LINE did not answer, or not what its reference promises."""


@dataclass(frozen=True)
class Usage:
    """The month so far as LINE counts it; `limit` is None where there is none."""

    limit: int | None
    used: int


class LineStatus:
    """One for a process, made after forking; threads share it."""

    def __init__(self) -> None:
        self._http = urllib3.PoolManager(maxsize=2, retries=False)

    def token_works(self, channel: Channel) -> bool:
        """Whether LINE takes the channel's token. Raises LineAwayError."""
        status, _ = self._get(channel, "/v2/bot/info")
        if status in {401, 403}:
            return False
        if status != 200:
            raise LineAwayError(f"it answered {status}")
        return True

    def usage(self, channel: Channel) -> Usage:
        """The month's quota and what of it is used. Raises LineAwayError."""
        limit = self._read(channel, "/v2/bot/message/quota")
        used = self._read(channel, "/v2/bot/message/quota/consumption").get("totalUsage")
        value = limit.get("value") if limit.get("type") == "limited" else None
        if limit.get("type") not in {"limited", "none"} or not isinstance(used, int):
            raise LineAwayError("its answer was not understood")
        if limit.get("type") == "limited" and not isinstance(value, int):
            raise LineAwayError("its answer was not understood")
        return Usage(value, used)

    def _read(self, channel: Channel, path: str) -> dict[str, Any]:
        status, body = self._get(channel, path)
        if status != 200:
            raise LineAwayError(f"it answered {status}")
        return body

    def _get(self, channel: Channel, path: str) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {channel.token}"}
        try:
            response = self._http.request("GET", channel.api_base + path, headers=headers, timeout=_TIMEOUT)
        except urllib3.exceptions.HTTPError as error:
            raise LineAwayError(type(error).__name__) from None
        try:
            found = json.loads(response.data)
        except ValueError:
            found = {}
        return response.status, cast(dict[str, Any], found) if isinstance(found, dict) else {}
