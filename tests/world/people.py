"""The two who use the service: a patient with a phone, a hospital with a key. Public doors only."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.world.processes import Processes


@dataclass
class Phone:
    """A patient's phone on the simulator."""

    simulator_url: str
    user_id: str
    phone_url: str

    @classmethod
    def new(cls, world: Processes, name: str = "สมศรี ใจดี", **more: str) -> "Phone":
        """She adds the account (S1)."""
        made = requests.post(
            f"{world.simulator_url}/_simulator/users", json={"display_name": name, **more}, timeout=30
        )
        assert made.status_code == 201, made.text
        return cls(world.simulator_url, made.json()["user_id"], made.json()["phone_url"])

    def messages(self, after: str = "", wait: float = 0) -> list[dict[str, Any]]:
        """All messages, or those after an id; waits for the first one."""
        parameters = {key: value for key, value in (("after", after), ("wait", wait)) if value}
        return self._call("GET", "messages", params=parameters)["messages"]

    def tap(self, **what: str) -> dict[str, Any]:
        """Tap by label, data or uri."""
        return self._call("POST", "tap", json=what)

    def type(self, text: str) -> dict[str, Any]:
        """Type and send."""
        return self._call("POST", "text", json={"text": text})

    def block(self) -> None:
        """She blocks the account."""
        self._call("POST", "block")

    def unblock(self) -> None:
        """And takes it back."""
        self._call("POST", "unblock")

    def pushed(self) -> list[dict[str, Any]]:
        """What came unasked."""
        return [each for each in self.messages() if each["via"] == "push"]

    def replies(self) -> list[dict[str, Any]]:
        """What came as an answer."""
        return [each for each in self.messages() if each["via"] == "reply"]

    def last(self) -> str:
        """The newest message of the bot, as JSON text."""
        return text_of([each for each in self.messages() if each["from"] == "bot"][-1])

    def choose(self, hospital: str, words: str) -> str:
        """Consent, find the hospital by part of its name, and return the Connect ID of its link (S1–S3)."""
        self.tap(data="do=consent&v=yes")
        self.tap(data="do=choose")
        self.type(words)
        if "open" not in (shown := self.last()) and f"code={hospital}" in shown:
            self.tap(data=f"do=hospital&code={hospital}")
        found = re.search(r"regist=([0-9a-f]{24})", self.last())
        assert found, self.last()
        return found.group(1)

    def _call(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        url = f"{self.simulator_url}/_simulator/users/{self.user_id}/{path}"
        answer = requests.request(method, url, timeout=70, **more)
        assert answer.status_code == 200, (path, more, answer.text)
        return answer.json()


@dataclass
class HospitalSystem:
    """A hospital's queue system, with its keys."""

    web_url: str
    code: str
    key: str
    v3_key: str
    session: requests.Session = field(default_factory=requests.Session)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> requests.Response:
        """A version-4 call, `path` behind /api/v4."""
        headers = {"Authorization": f"Bearer {self.key}"}
        url = f"{self.web_url}/api/v4{path}"
        return self.session.request(method, url, json=body, headers=headers, timeout=60, **more)

    def v3(self, path: str, body: dict[str, Any], **more: Any) -> requests.Response:
        """A version-3 call as a plain client makes it."""
        return self.session.post(
            f"{self.web_url}/v3/{self.v3_key}{path}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            timeout=30,
            **more,
        )

    def book(self, connect_id: str, ref: str, at: str, **more: Any) -> dict[str, Any]:
        """Make or change a booking."""
        fields = {"queue_number": "A042", "department": "อายุรกรรม", **more}
        answer = self.call(
            "POST",
            "/bookings",
            {"connect_id": connect_id, "booking_ref": ref, "appointment_at": at, **fields},
        )
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    def booking(self, ref: str) -> dict[str, Any]:
        """The booking as the service has it."""
        answer = self.call("GET", f"/bookings/{ref}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def message(self, ref: str, kind: str) -> dict[str, Any]:
        """The newest message of that kind; empty when there is none."""
        found = [each for each in self.booking(ref)["messages"] if each["kind"] == kind]
        return found[-1] if found else {}

    def clock(self) -> str:
        """The hospital's test clock, ISO 8601."""
        return self.call("GET", "/sandbox/clock").json()["now"]

    def move_clock(self, **to: str) -> dict[str, Any]:
        """Move it forward: `now=` or `advance=`."""
        answer = self.call("POST", "/sandbox/clock", to)
        assert answer.status_code == 200, answer.text
        return answer.json()


def text_of(message: dict[str, Any]) -> str:
    """A message as JSON text, for looking something up in it."""
    return json.dumps(message["message"], ensure_ascii=False)
