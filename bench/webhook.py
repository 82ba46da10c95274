"""A patient's tap, whole (signature, session, flow, card, reply), beside a bare Flask view."""

import argparse
import asyncio
import base64
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import aiohttp

from bench.figures import Figure, number, quantile
from bench.fill import fill_bookings, fill_patients, hospital_code, settle, user_id
from bench.machine import Kind, Machine, database, machine
from bot.line import session
from bot.line.api import Profile
from records.keys import issue_key
from tests.world.processes import wait_until

SMOKE = ["--seconds", "0.5", "--database", "sqlite"]
_PATIENTS = 1_000
_HOSPITAL = 1  # whose system asks meanwhile


@dataclass(frozen=True)
class Load:
    """What a few seconds of calls gave: seconds each call took, in order; CPU seconds a call of the web."""

    took: list[float]
    seconds: float
    cpu: float
    refused: int

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def worst(self) -> float:
        """The 99th of 100, in seconds."""
        return quantile(self.took, 0.99)

    @property
    def p99(self) -> str:
        return number(self.worst * 1e3, " ms")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=8, help="of each load")
    parser.add_argument(
        "--share", type=float, default=0.5, help="of the taps a quick LINE allows, for a slow one"
    )
    parser.add_argument("--slow-ms", type=float, default=300, help="how long a slow LINE takes")
    parser.add_argument("--database", default="sqlite,postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    return [figure for kind in chosen.database.split(",") for figure in _run(kind, chosen)]


def _run(kind: Kind, chosen: argparse.Namespace) -> list[Figure]:
    with machine(kind) as house:
        asked = _filled(house)
        house.launch("bare")
        house.start_web()
        wait_until(lambda: house.answers(f"{house.bare_url}/healthz"), "the bare view")
        _load(
            house, "web", _taps(house, 0), 0.5, at_once=16
        )  # profiles, templates: once a day, once a process
        bare = _load(house, "bare", _taps(house, 1), chosen.seconds, at_once=16)
        quick = _load(house, "web", _taps(house, 2), chosen.seconds, at_once=16)
        alone = _load(house, "web", asked, chosen.seconds / 4, at_once=2)
    with machine(kind, chosen.slow_ms) as house:
        asked = _filled(house)
        house.start_web()
        rate = chosen.share * quick.per_second
        slow, beside = asyncio.run(_both(house, asked, chosen.seconds, rate))
    share = quick.per_second / bare.per_second
    return [
        Figure(f"{kind}: bare Flask", f"{number(bare.per_second, '/s')}, p99 {bare.p99}"),
        Figure(f"{kind}: taps, LINE at once", f"{number(quick.per_second, '/s')}, p99 {quick.p99}"),
        Figure(f"{kind}: taps / bare Flask", number(share), "0.25", share >= 0.25),
        Figure(f"{kind}: CPU of the web a tap / bare", number(quick.cpu / bare.cpu, " times")),
        Figure(
            f"{kind}: taps, LINE in {chosen.slow_ms:.0f} ms, {number(rate, '/s')} come",
            f"{number(slow.per_second, '/s')} answered, p99 {slow.p99}",
            "no collapse",
            slow.per_second > 0.9 * rate,
        ),
        Figure(
            f"{kind}: taps told to come again", f"{slow.refused + quick.refused:,}", "0", not slow.refused
        ),
        Figure(f"{kind}: a hospital's call, nobody else there", f"p99 {alone.p99}"),
        Figure(
            f"{kind}: a hospital's call meanwhile",
            f"p99 {beside.p99}",
            "1 s",
            quantile(beside.took, 0.99) < 1,
        ),
    ]


@dataclass(frozen=True)
class Call:
    """One request, ready."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None = None


def _filled(house: Machine) -> Iterator[Call]:
    """Patients with bookings; the endless calls of one hospital's system that looks a booking up."""
    with database(house) as records:
        fill_patients(records, _PATIENTS)
        fill_bookings(records, _PATIENTS, datetime.now(UTC) + timedelta(days=1))
        settle(records)
        code = hospital_code(_HOSPITAL)
        # Her profile is asked of LINE once a day, which is no part of a usual tap.
        for patient in range(1, _PATIENTS + 1):
            known = json.dumps(asdict(Profile("สมศรี", "th")))
            house.redis().set(session.keys("live", user_id(patient))[1], known)
        key = records.write(lambda records: issue_key(records, code, 4, "live", datetime.now(UTC)))
    url = f"{house.web_url}/api/v4/bookings/R-{10_000_000 + _HOSPITAL:010d}"
    return itertools.repeat(Call("GET", url, {"Authorization": f"Bearer {key}"}))


def _taps(house: Machine, series: int) -> Iterator[Call]:
    """Patients in turn ask for their queues."""
    secret = house.environment["LINE_LIVE_SECRET"].encode()
    for event in itertools.count():
        body = json.dumps(
            {
                "destination": "U0",
                "events": [
                    {
                        "type": "postback",
                        "mode": "active",
                        "timestamp": int(time.time() * 1000),
                        "webhookEventId": f"{series}-{event}",
                        "deliveryContext": {"isRedelivery": False},
                        "source": {"type": "user", "userId": user_id(1 + event % _PATIENTS)},
                        "replyToken": f"{series}-{event}",
                        "postback": {"data": "do=queues"},
                    }
                ],
            }
        ).encode()
        signature = base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()).decode()
        headers = {"X-Line-Signature": signature, "Content-Type": "application/json"}
        yield Call("POST", "/line/webhook/live", headers, body)


def _load(house: Machine, name: str, calls: Iterable[Call], seconds: float, at_once: int) -> Load:
    return asyncio.run(_calls(house, name, calls, seconds, at_once))


async def _both(house: Machine, asked: Iterable[Call], seconds: float, rate: float) -> tuple[Load, Load]:
    """Taps that come at a rate, however slow LINE is, and a hospital's calls meanwhile."""
    await _calls(house, "web", _taps(house, 0), 0.5, 16)
    return await asyncio.gather(
        _calls(house, "web", _taps(house, 3), seconds, 500, rate),
        _calls(house, "web", asked, seconds, 2, 20),
    )


async def _calls(
    house: Machine, name: str, calls: Iterable[Call], seconds: float, at_once: int, rate: float = 0
) -> Load:
    """As many as go in so many seconds, or as come at that rate; at most `at_once` on their way."""
    base = house.bare_url if name == "bare" else house.web_url
    turn, took, refused, number_of = iter(calls), list[float](), 0, itertools.count()
    before, begun = house.spent([name]), time.perf_counter()

    async def one_after_another(http: aiohttp.ClientSession) -> None:
        nonlocal refused
        while (start := time.perf_counter()) - begun < seconds:
            if rate and (due := begun + next(number_of) / rate) > start:
                await asyncio.sleep(due - start)
                start = due
            call = next(turn)
            url = call.url if call.url.startswith("http") else base + call.url
            async with http.request(call.method, url, data=call.body, headers=call.headers) as answer:
                await answer.read()
            took.append(time.perf_counter() - start)
            assert answer.status in {200, 503}, answer.status
            refused += answer.status == 503

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        await asyncio.gather(*(one_after_another(http) for _ in range(at_once)))
    whole = time.perf_counter() - begun
    return Load(sorted(took), whole, house.spent([name]).since(before).cpu / len(took), refused)
