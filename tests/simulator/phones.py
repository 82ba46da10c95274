"""A patient and the service, as these tests drive them."""

import uuid
from dataclasses import dataclass
from typing import Any

import requests

from tests.simulator.programs import SECRETS
from tests.simulator.receiver import Receiver


@dataclass(frozen=True)
class Patient:
    """Acts through the control API."""

    line: "Line"
    id: str
    phone_url: str

    def _url(self, what: str) -> str:
        return f"{self.line.url}/_simulator/users/{self.id}/{what}"

    def post(self, what: str, **body: Any) -> requests.Response:
        return self.line.http.post(self._url(what), json=body)

    def messages(self, after: str = "", wait: float = 0) -> list[dict[str, Any]]:
        answer = self.line.http.get(self._url("messages"), params={"after": after, "wait": wait})
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    def texts(self) -> list[str]:
        return [each["message"].get("text", "") for each in self.messages() if each["from"] == "bot"]


@dataclass(frozen=True)
class Line:
    """The simulator, seen by the service and by a test."""

    url: str
    http: requests.Session
    receiver: Receiver

    def a_patient(self, name: str = "สมศรี", **more: str) -> Patient:
        answer = self.http.post(f"{self.url}/_simulator/users", json={"display_name": name, **more})
        assert answer.status_code == 201, answer.text
        made = answer.json()
        return Patient(self, made["user_id"], made["phone_url"])

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        channel: str = "TEST",
        retry_key: str | None = None,
        **more: Any,
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {SECRETS[f'LINE_{channel}_TOKEN']}", **more.pop("headers", {})}
        if retry_key is not None:
            headers["X-Line-Retry-Key"] = retry_key
        return self.http.request(method, self.url + path, json=body, headers=headers, **more)

    def push(self, patient: Patient, *messages: Any, **more: Any) -> requests.Response:
        ready = [text(message) if isinstance(message, str) else message for message in messages]
        return self.call("POST", "/v2/bot/message/push", {"to": patient.id, "messages": ready}, **more)

    def reply(self, token: str, *messages: Any, **more: Any) -> requests.Response:
        ready = [text(message) if isinstance(message, str) else message for message in messages]
        body = {"replyToken": token, "messages": ready}
        return self.call("POST", "/v2/bot/message/reply", body, **more)

    def faults(self, *, on: str = "test", **faults: Any) -> requests.Response:
        return self.http.put(f"{self.url}/_simulator/faults/{on}", json=faults)

    def stats(self, channel: str = "test") -> dict[str, int]:
        return self.http.get(f"{self.url}/_simulator/stats/{channel}").json()


def a_key() -> str:
    return str(uuid.uuid4())


def text(body: str) -> dict[str, Any]:
    return {"type": "text", "text": body}


def a_card(*actions: dict[str, Any], **body: Any) -> dict[str, Any]:
    """A Flex message with a button for each action."""
    contents = [{"type": "button", "action": action} for action in actions]
    box = {"type": "box", "layout": "vertical", "contents": contents, **body}
    return {"type": "flex", "altText": "นัดของคุณ", "contents": {"type": "bubble", "body": box}}


def a_postback(label: str, data: str, **more: str) -> dict[str, Any]:
    return {"type": "postback", "label": label, "data": data, **more}
