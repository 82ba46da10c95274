"""What LINE's side may do to a connection, and what a push makes of it (scheduler/connection.py)."""

import asyncio
from typing import cast

import pytest

from scheduler.outcomes import Answer
from scheduler.push import Push, PushClient
from settings import Channel

HANG_UP, LATER = b"\0", b"\1"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
PIECES = b'8\r\n{"messag\r\n8\r\ne":"no"}\r\n0\r\n\r\n'
PUSH = Push("live", b'{"to":"U"}', "11111111-2222-4333-8444-555555555555")


def pushed(answers: list[bytes], times: int = 1, pause: float = 0) -> tuple[list[Answer], list[bytes], int]:
    """Push so often to a server that gives these answers by turns, and hangs up where one says so.

    Returns what came back, the requests that the server read, and how many connections were opened.
    """
    requests, serving, left = list[bytes](), list[asyncio.Task[None]](), iter(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.append(cast(asyncio.Task[None], asyncio.current_task()))
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                requests.append(head + await reader.readexactly(length))
                answer = next(left)
                for part in answer.removesuffix(HANG_UP).split(LATER):
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0.01 if LATER in answer else 0)
                if answer.endswith(HANG_UP):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def all_of_it() -> list[Answer]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        line = PushClient({"live": Channel("live", "live", "s" * 32, "token", f"http://127.0.0.1:{port}")})
        came: list[Answer] = []
        for _ in range(times):
            came.append(await line.push(PUSH))
            await asyncio.sleep(pause)
        line.close()
        server.close()
        await asyncio.gather(*serving)
        return came

    return asyncio.run(all_of_it()), requests, len(serving)


def test_pushes_follow_each_other_on_one_connection_and_say_all_that_line_asks_for():
    answers, requests, opened = pushed([OK, OK], times=2)

    assert answers == [Answer(200), Answer(200)]
    assert opened == 1
    head, _, body = requests[1].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v2/bot/message/push HTTP/1.1\r\n")
    assert b"\r\nAuthorization: Bearer token\r\n" in head
    assert b"\r\nX-Line-Retry-Key: 11111111-2222-4333-8444-555555555555" in head
    assert body == PUSH.body


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        (b"HTTP/1.1 400 -\r\nTransfer-Encoding: chunked\r\n\r\n" + PIECES, Answer(400, "no")),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, Answer(200)),
        (b"HTTP/1.1 500 -\r\nContent-Length: 5\r\n\r\n<oh/>", Answer(500)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{" + HANG_UP, Answer(200)),
        (HANG_UP, Answer(None)),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Answer(None)),
    ],
    ids=["in pieces", "announced", "not JSON", "broken off behind 200", "nothing", "not HTTP"],
)
def test_every_answer_is_read_for_what_it_is(answer: bytes, meant: Answer):
    assert pushed([answer])[0] == [meant]


def test_a_connection_that_line_ends_is_not_used_again():
    ending = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"

    answers, _, opened = pushed([ending, ending], times=2)

    assert answers == [Answer(200), Answer(200)]
    assert opened == 2


def test_words_that_nobody_asked_for_are_not_the_next_pushs_answer():
    farewell = b"HTTP/1.1 408 -\r\nContent-Length: 0\r\n\r\n"

    answers, _, opened = pushed([OK + LATER + farewell, OK], times=2, pause=0.1)

    assert answers == [Answer(200), Answer(200)]
    assert opened == 2
