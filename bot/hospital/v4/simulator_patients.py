"""Makes a sandbox patient on the simulator's phone, by its control API: the one place that knows of it."""

import http.client
import json
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from bot.hospital.faults import Fault
from settings import SANDBOX, Settings

TIMEOUT_SECONDS = 10


class Phone(NamedTuple):
    """A LINE user of the sandbox channel and the address that shows her phone."""

    user_id: str
    url: str


def make_phone(settings: Settings, display_name: str, behaviour: str | None) -> Phone:
    """A new patient who follows the account; `behaviour` makes her a magic one.

    Raises Fault with 503 when the simulator does not answer.
    """
    asked = {"display_name": display_name, "language": "th", "channel": SANDBOX}
    if behaviour:
        asked["behaviour"] = behaviour
    try:
        made = _post(settings, "/_simulator/users", asked)
        return Phone(str(made["user_id"]), urljoin(settings.simulator_url, str(made["phone_url"])))
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        raise Fault("no_simulator") from None


def _post(settings: Settings, path: str, body: dict[str, Any]) -> dict[str, Any]:
    base = urlsplit(settings.simulator_url)
    kind = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
    connection = kind(base.hostname or "", base.port, timeout=TIMEOUT_SECONDS)
    headers = {"Content-Type": "application/json"}
    if token := settings.simulator_token.get_secret_value():
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request("POST", base.path.rstrip("/") + path, json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read()
        if response.status != 201:
            raise ValueError(response.status)
        return json.loads(text)
    finally:
        connection.close()
