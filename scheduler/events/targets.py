"""Where events may go: never into our own network, whatever a name means at the moment of the call."""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))


class NotAllowed(OSError):
    """The address lies inside; the message says so."""


def outside(address: str) -> bool:
    """Whether an IP address is one of the public internet, also behind IPv6's spellings of IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return outside(str(found.ipv4_mapped))
        if any(found in network for network in _TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def check_url(url: str, inside: bool) -> str | None:
    """What is wrong with an endpoint's address, or None; `inside` allows http and this machine, for tests."""
    parts = urlsplit(url)
    if inside:
        return None
    if parts.scheme != "https":
        return "must be an https:// URL"
    host = parts.hostname or ""
    literal = _literal(host)
    if parts.username or parts.password:
        return "must not hold a user name or password"
    if (literal and not outside(literal)) or host == "localhost" or host.endswith((".localhost", ".local")):
        return "must lead to a server on the internet, not into a private network"
    return None


class Outside(AbstractResolver):
    """Resolves names to addresses of the internet only. aiohttp connects to what was checked here.

    So a name that means another address a moment later (DNS rebinding) leads nowhere else.
    """

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[ResolveResult]:
        """Raises NotAllowed when any of the name's addresses lies inside."""
        found = await self._resolver.resolve(host, port, family)
        if not all(outside(each["host"]) for each in found):
            raise NotAllowed("private address")
        return found

    async def close(self) -> None:
        """Nothing is kept."""


def _literal(host: str) -> str | None:
    """The host as an IP address, also in the odd spellings (0x7f.1, 2130706433) that libraries take."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None
