"""The service in these tests: where webhooks and hospitals' calls arrive."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any


@dataclass(frozen=True)
class Arrival:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        [event] = json.loads(self.body)["events"]
        return event

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Receiver:
    """Answers webhooks with `statuses`, one after the other, then with 200.

    `answers` are those of the hospital API, by key, method and path without the query;
    `calls` are all that came there.
    """

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.answers: dict[tuple[str, str], tuple[int, Any]] = {}
        self.calls: list[Arrival] = []
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
        self.answers.clear()
        self.calls.clear()
        while True:
            try:
                self._arrivals.get_nowait()
            except Empty:
                return

    def take(self, arrival: Arrival) -> tuple[int, Any]:
        if arrival.path.startswith("/api/"):
            self.calls.append(arrival)
            key = arrival.headers.get("Authorization", "").removeprefix("Bearer ")
            asked = f"{arrival.method} {arrival.path.partition('?')[0]}"
            return self.answers.get((key, asked), (404, {"title": "Not found", "status": 404}))
        status = self.statuses.pop(0) if self.statuses else 200
        self._arrivals.put(arrival)
        return status, {}

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            arrival = Arrival(self.command, self.path, dict(self.headers.items()), body)
            status, answer = receiver.take(arrival)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_PATCH(self) -> None:
            self._serve()

        def do_DELETE(self) -> None:
            self._serve()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    return Handler
