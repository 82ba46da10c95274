"""A LINE that costs little: `python -m bench.line --port N [--latency-ms L]`.

It keeps to the parts of the contract that a push depends on (a bearer token or 401, retry keys answered with
409, a message id for each push) and judges: how many in which second, what came twice by key or by content.
The simulator does all this too and checks every field besides; at 8,000 a second it would be the slowest part
of what is measured.
"""

import argparse
import asyncio
import json
import re
import time
from array import array
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import uvloop

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_KEY = re.compile(rb"\r\nx-line-retry-key: *([0-9a-fA-F-]{36})", re.IGNORECASE)
_TOKEN = re.compile(rb"\r\nauthorization: *bearer +\S", re.IGNORECASE)
_TO = re.compile(rb'"to": ?"([^"]+)"')
_OK = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"q3Plxr4AgKd"}]}'
_REPEATED = b'{"message":"The retry key is already accepted","sentMessages":[{"id":"461230966842064897"}]}'
_NO_TOKEN = b'{"message":"Authentication failed. Confirm that the access token is valid."}'
_PROFILE = '{"userId":"U","displayName":"สมศรี","language":"th"}'.encode()


@dataclass
class Counts:
    """What arrived. `watched` are users whose arrival is remembered one by one: ids that begin with Uf."""

    at: "array[float]" = field(default_factory=lambda: array("d"))
    repeated: int = 0
    duplicates: int = 0
    replies: int = 0
    keys: set[bytes] = field(default_factory=set[bytes])
    seen: set[int] = field(default_factory=set[int])
    watched: dict[str, float] = field(default_factory=dict[str, float])

    def push(self, key: bytes | None, body: bytes) -> bool:
        """Whether it is new; a key that was accepted before is not."""
        if key is not None and key in self.keys:
            self.repeated += 1
            return False
        if key is not None:
            self.keys.add(key)
        content = hash(body)
        self.duplicates += content in self.seen
        self.seen.add(content)
        now = time.time()
        self.at.append(now)
        to = _TO.search(body)
        if to and to[1].startswith(b"Uf"):
            self.watched[to[1].decode()] = now
        return True

    def as_json(self, since: float) -> dict[str, Any]:
        """Counts, and when pushes came in seconds after `since`."""
        late = [moment - since for moment in self.at]
        return {
            "accepted": len(late),
            "repeated": self.repeated,
            "duplicates": self.duplicates,
            "replies": self.replies,
            "first": min(late, default=0),
            "median": sorted(late)[len(late) // 2] if late else 0,
            "last": max(late, default=0),
            "worst_second": worst_second(late),
        }


def worst_second(moments: list[float]) -> int:
    """The most within any span of one second, wherever it begins."""
    ordered, begin, most = sorted(moments), 0, 0
    for end, moment in enumerate(ordered):
        while moment - ordered[begin] >= 1:
            begin += 1
        most = max(most, end - begin + 1)
    return most


class Line(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, box: list[Counts], latency: float) -> None:
        self._box, self._latency = box, latency
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            self._answer(head, body)

    def _answer(self, head: bytes, body: bytes) -> None:
        method, path, _ = head.split(b" ", 2)
        if path == b"/v2/bot/message/push":
            if not _TOKEN.search(head):
                self._later(401, _NO_TOKEN)
                return
            key = _KEY.search(head)
            new = self._box[0].push(key[1] if key else None, body)
            self._later(200 if new else 409, _OK if new else _REPEATED)
        elif path == b"/v2/bot/message/reply":
            self._box[0].replies += 1
            self._later(200, _OK)
        elif path.startswith(b"/v2/bot/profile/"):
            self._later(200, _PROFILE)
        else:
            self._send(200, self._control(method, path))

    def _control(self, method: bytes, path: bytes) -> bytes:
        """`POST /reset` · `GET /count` · `GET /stats/SINCE` · `GET /watched/USER`: her last push."""
        if method == b"POST":
            self._box[0] = Counts()
        if path.startswith(b"/watched/"):
            return json.dumps({"at": self._box[0].watched.get(path[9:].decode(), 0)}).encode()
        if path.startswith(b"/stats/"):
            return json.dumps(self._box[0].as_json(float(path[7:]))).encode()
        return json.dumps({"accepted": len(self._box[0].at)}).encode()

    def _later(self, status: int, content: bytes) -> None:
        if self._latency:
            asyncio.get_running_loop().call_later(self._latency, partial(self._send, status, content))
        else:
            self._send(status, content)

    def _send(self, status: int, content: bytes) -> None:
        if self._transport.is_closing():
            return
        head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nx-line-request-id: 1\r\n"
        self._transport.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)


async def serve(port: int, latency: float) -> None:
    """Until killed."""
    box = [Counts()]
    server = await asyncio.get_running_loop().create_server(lambda: Line(box, latency), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--latency-ms", type=float, default=0)
    options = parser.parse_args()
    uvloop.run(serve(options.port, options.latency_ms / 1000))
