"""Where the simulator's webhooks arrive in these tests."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any


@dataclass(frozen=True)
class Arrival:
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        [event] = json.loads(self.body)["events"]
        return event


class Receiver:
    """Answers webhooks with `statuses`, one after the other, then with 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self._arrivals: Queue[Arrival] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def next(self, *, of: str | None = None, seconds: float = 10) -> Arrival:
        """The oldest webhook not yet looked at, of that kind of event if one is wanted."""
        while True:
            arrival = self._arrivals.get(timeout=seconds)
            if of is None or arrival.event["type"] == of:
                return arrival

    def clear(self) -> None:
        self.statuses.clear()
        while True:
            try:
                self._arrivals.get_nowait()
            except Empty:
                return

    def take(self, arrival: Arrival) -> int:
        status = self.statuses.pop(0) if self.statuses else 200
        self._arrivals.put(arrival)
        return status

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.take(Arrival(self.path, dict(self.headers.items()), body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    return Handler
