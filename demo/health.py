"""Waits until everything answers."""

import json
import threading
import time
import urllib.error
import urllib.request
from typing import Any

from demo.place import Place

_PATIENCE = 90.0  # seconds
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def all_answer(place: Place, stop: threading.Event) -> str | None:
    """Wait until web and simulator are ready. None when they are, else what was missing."""
    wanted = [f"{place.simulator_url}/healthz", f"{place.web_url}/readyz"]
    deadline = time.monotonic() + _PATIENCE
    said = "no answer"
    while wanted and time.monotonic() < deadline and not stop.is_set():
        ready, said = _ask(wanted[0])
        if ready:
            wanted.pop(0)
        else:
            stop.wait(0.05)
    return f"{wanted[0]}: {said}" if wanted else None


def _ask(url: str) -> tuple[bool, str]:
    try:
        with _direct.open(url, timeout=5) as answer:
            return answer.status == 200, f"status {answer.status}"
    except urllib.error.HTTPError as error:
        with error:
            return False, _missing(error.read()) or f"status {error.code}"
    except OSError:
        return False, "no answer"


def _missing(body: bytes) -> str | None:
    """Which parts `/readyz` misses."""
    try:
        parts: dict[str, Any] = json.loads(body)["parts"]
    except (ValueError, KeyError, TypeError):
        return None
    return "waiting for " + ", ".join(name for name, there in parts.items() if not there)
