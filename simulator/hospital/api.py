"""Calling the service's version-4 API as a hospital does, and remembering what was said for all to see."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from simulator.hospital.registry import Hospital
from simulator.state.entries import BANGKOK

REMEMBERED = 40
SECONDS = 35
NO_ANSWER = 0


@dataclass(frozen=True)
class Exchange:
    """A request and its answer without the key. Status 0: the service did not answer."""

    at: datetime
    mode: str
    method: str
    path: str
    request: Any
    status: int
    answer: Any

    def as_json(self) -> dict[str, Any]:
        return {
            "clock": self.clock,
            "method": self.method,
            "path": self.path,
            "authorization": self.authorization,
            "request": self.request,
            "status": self.status,
            "answer": self.answer,
        }

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def clock(self) -> str:
        return self.at.strftime("%H:%M:%S")

    @property
    def authorization(self) -> str:
        return f"Bearer mc_{self.mode}_••••••"

    @property
    def request_text(self) -> str:
        return "" if self.request is None else _pretty(self.request)

    @property
    def answer_text(self) -> str:
        return _pretty(self.answer)

    @property
    def problem(self) -> str:
        """Why it did not work, for a person."""
        if self.status == NO_ANSWER:
            return "ระบบ MOPH Connect ไม่ตอบ"
        body = self.answer if isinstance(self.answer, dict) else {}
        fields = [f"{each.get('field')}: {each.get('message')}" for each in body.get("errors") or []]
        return " · ".join([str(body.get("detail") or body.get("title") or self.status), *fields])


@dataclass
class HospitalApi:
    session: aiohttp.ClientSession
    web_url: str
    heard: Callable[[Hospital, Exchange], None] = lambda hospital, exchange: None
    """Is told of every exchange worth showing."""

    ahead: dict[str, timedelta] = field(default_factory=dict[str, timedelta])
    """How far each hospital's test clock was ahead of ours when we last saw it."""

    _said: dict[str, deque[Exchange]] = field(default_factory=dict[str, deque[Exchange]])

    async def call(
        self,
        hospital: Hospital,
        mode: str,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        quietly: bool = False,
    ) -> Exchange:
        """`path` begins after `/api/v4`. `quietly`: not worth showing."""
        status, answer = await self._request(hospital.key(mode), method, path, body)
        made = Exchange(datetime.now(BANGKOK), mode, method, f"/api/v4{path}", body, status, answer)
        if not quietly:
            self._said.setdefault(hospital.code, deque(maxlen=REMEMBERED)).appendleft(made)
            self.heard(hospital, made)
        return made

    def said(self, code: str) -> list[Exchange]:
        """Newest first."""
        return list(self._said.get(code, ()))

    def forget_everything(self) -> None:
        self._said.clear()
        self.ahead.clear()

    async def _request(
        self, key: str, method: str, path: str, body: Mapping[str, Any] | None
    ) -> tuple[int, Any]:
        try:
            async with self.session.request(
                method,
                f"{self.web_url}/api/v4{path}",
                json=body,
                headers={"Authorization": f"Bearer {key}"},
                timeout=aiohttp.ClientTimeout(total=SECONDS),
                allow_redirects=False,
            ) as answer:
                return answer.status, _read(await answer.text())
        except (aiohttp.ClientError, TimeoutError):
            return NO_ANSWER, None


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text[:2000]


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
