"""Too many calls: per key, per address, and wrong keys per address; told in headers and by 429.

What counts the calls may be away: each process then counts alone, and a known key is served all the same.
A valid key is never shut out by wrong ones from its address: a whole hospital is behind one address.
"""

from flask import Response, g, request

from bot.hospital.faults import Fault
from bot.house import house
from bot.limits import Count


def admit_address() -> None:
    """Count a call of this address. Raises Fault with 429."""
    _pass(_hit("address", house().settings.calls_per_address, _address()))


def admit_key(key_id: int) -> None:
    """Count a call with this key. Raises Fault with 429; `tell` says how many are left."""
    g.rate = _hit("key", house().settings.calls_per_key, str(key_id))
    _pass(g.rate)


def count_wrong_key() -> None:
    """Count an unknown key from this address. Raises Fault with 429 after too many."""
    _pass(_hit("wrong-key", house().settings.wrong_keys_per_address, _address()))


def tell(response: Response) -> Response:
    """The headers of draft-ietf-httpapi-ratelimit-headers, for clients that like to know."""
    count: Count | None = g.get("rate")
    if count is not None:
        response.headers["RateLimit-Policy"] = f'"{count.name}";q={count.limit};w={count.window}'
        response.headers["RateLimit"] = f'"{count.name}";r={count.remaining};t={count.wait}'
    return response


def _hit(name: str, rate: str, whose: str) -> Count:
    return house().limits.hit(name, rate, whose)


def _pass(count: Count) -> None:
    if not count.passed:
        raise Fault(
            f"too_fast_{count.name.replace('-', '_')}",
            headers={"Retry-After": str(count.wait)},
            limit=f"{count.limit:,}",
            window=count.window,
        )


def _address() -> str:
    return request.remote_addr or "socket"
