"""One kept-alive HTTP/1.1 connection: a request at a time, its status and body back.

aiohttp's client does more than a push needs, at three times the CPU. httptools (llhttp, in C) reads answers.
"""

import asyncio
import contextlib
import socket
import ssl
from typing import cast
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser

MOST_BODY = 64 * 1024  # bytes; LINE's answers have some hundreds
_ADDRESSES, _ONE_ADDRESS = 3, 1.5  # how many are tried, and seconds for each
Reply = tuple[int, bytes]


class Connection(asyncio.Protocol):
    """Made by `open_to`. Whoever asks waits for the answer before asking again."""

    usable = True

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._parser = HttpResponseParser(self)
        self._status, self._body = 0, b""
        self._answer: asyncio.Future[Reply] | None = None
        self.idle_since = 0.0

    async def ask(self, request: bytes, seconds: float) -> Reply:
        """Status and body. Raises OSError (TimeoutError is one) when there is no answer in time."""
        self._status, self._body = 0, b""
        self._answer = answer = self._loop.create_future()
        too_late = self._loop.call_later(seconds, self.close, TimeoutError("no answer in time"))
        self._transport.write(request)
        try:
            return await answer
        finally:
            too_late.cancel()
            self.idle_since = self._loop.time()

    def close(self, error: OSError | None = None) -> None:
        """At once; who waits for an answer gets the error, or what is known of the answer."""
        self.usable = False
        self._transport.abort()
        self._settle(error or ConnectionError("closed"))

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if self._answer is None:  # farewell words: the next push must not take them for its answer
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            self.close(ConnectionError("not HTTP"))

    def connection_lost(self, exc: Exception | None) -> None:
        self.usable = False
        self._settle(ConnectionError("lost"))

    # What httptools calls

    def on_headers_complete(self) -> None:
        self._status = self._parser.get_status_code()

    def on_body(self, part: bytes) -> None:
        self._body += part
        if len(self._body) > MOST_BODY:
            self.close()

    def on_message_complete(self) -> None:
        if self._status < 200:  # 100 Continue announces the answer
            self._status, self._body = 0, b""
            return
        if not self._parser.should_keep_alive():
            self.usable = False
            self._transport.close()
        self._settle(ConnectionError("closed"))

    def _settle(self, error: OSError) -> None:
        """A status is an answer, whether its body could be read or not."""
        answer, self._answer = self._answer, None
        if answer is None or answer.done():
            return
        if self._status >= 200:
            answer.set_result((self._status, self._body))
        else:
            answer.set_exception(error)


class Home:
    """Where connections lead: the address of one channel's API, and those that are open and idle."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self.host, self.path = parts.netloc, parts.path
        self._secure = ssl.create_default_context() if parts.scheme == "https" else None
        self._name = parts.hostname or ""
        self._port = parts.port or (443 if self._secure else 80)
        self._idle: list[Connection] = []

    async def take(self, seconds: float, fresh: float) -> Connection:
        """One that was idle for less than `fresh` seconds, or a new one. Raises OSError."""
        now = asyncio.get_running_loop().time()
        while self._idle:
            found = self._idle.pop()
            if found.usable and now - found.idle_since < fresh:
                return found
            found.close()
        async with asyncio.timeout(seconds):
            return await self._connect()

    async def _connect(self) -> Connection:
        """IPv4 first, and none has all the time: a network with broken IPv6 must not keep messages back."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(self._name, self._port, type=socket.SOCK_STREAM)
        name = self._name if self._secure else None
        for *_, address in sorted(found, key=lambda each: each[0] != socket.AF_INET)[:_ADDRESSES]:
            with contextlib.suppress(OSError):
                async with asyncio.timeout(_ONE_ADDRESS):
                    _, made = await loop.create_connection(
                        Connection, str(address[0]), self._port, ssl=self._secure, server_hostname=name
                    )
                    return made
        raise ConnectionError("no address answers")

    def give_back(self, connection: Connection) -> None:
        """The answer has come; the next push may use it."""
        if connection.usable:
            self._idle.append(connection)

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().close()
