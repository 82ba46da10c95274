"""Identifiers in the shapes that LINE uses."""

import secrets
import time
from collections.abc import Iterator
from itertools import count

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(milliseconds: int) -> str:
    """26 characters, sortable by time: https://github.com/ulid/spec."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def user_id() -> str:
    return "U" + secrets.token_hex(16)


def reply_token() -> str:
    return secrets.token_hex(16)


def quote_token() -> str:
    return secrets.token_urlsafe(48)


def mark_as_read_token() -> str:
    return secrets.token_urlsafe(24)


def phone_token() -> str:
    return secrets.token_urlsafe(24)


def rich_menu_id() -> str:
    return "richmenu-" + secrets.token_hex(16)


def message_ids() -> Iterator[int]:
    """Decimal numbers that only grow, also over a restart, 18 digits like LINE's."""
    return count(int(time.time() * 1000) * 100_000)
