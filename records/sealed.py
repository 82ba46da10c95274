"""Tokens for addresses that let in without signing in: unguessable, telling nothing, no row to keep."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PROOF = 16  # bytes


class Seal:
    """Seals contents of one size for one purpose; without a secret it makes and opens none.

    AES-SIV (RFC 5297): one content has one token, and a token of another purpose opens nothing. Opening takes
    the same time whatever is wrong with it.
    """

    def __init__(self, secret: str, key_info: bytes, purpose: bytes, size: int) -> None:
        self._cipher = AESSIV(_key(secret, key_info)) if secret else None
        self._for = [purpose]
        self.length = -(-(_PROOF + size) * 4 // 3)  # characters of A–Z a–z 0–9 - _

    def closed(self, content: bytes) -> str | None:
        """The token; None without a secret."""
        if self._cipher is None:
            return None
        return urlsafe_b64encode(self._cipher.encrypt(content, self._for)).decode().rstrip("=")

    def opened(self, token: str) -> bytes | None:
        """What a token holds; None for one that we did not make."""
        if self._cipher is None or len(token) != self.length or not token.isascii():
            return None
        try:
            content = self._cipher.decrypt(urlsafe_b64decode(token + "=" * (-len(token) % 4)), self._for)
        except (InvalidTag, ValueError):
            return None
        # The last character may have bits to spare; of its spellings only ours counts.
        return content if self.closed(content) == token else None


class NoSecret(RuntimeError):
    """Nothing to seal with: no setting holds a secret for it. The message says which to set."""


class Seals:
    """A seal for each of `keys`, the newest first: the first one seals, all of them open."""

    def __init__(self, keys: Iterable[str], key_info: bytes, purpose: bytes, size: int) -> None:
        self._seals = [Seal(key, key_info, purpose, size) for key in keys if key]

    def __bool__(self) -> bool:
        """Whether there is a key."""
        return bool(self._seals)

    def closed(self, content: bytes) -> str | None:
        """The token under the newest key; None without one."""
        return self._seals[0].closed(content) if self._seals else None

    def opened(self, token: str) -> bytes | None:
        """What a token holds; None for one that none of the keys made."""
        found = (seal.opened(token) for seal in self._seals)
        return next((each for each in found if each is not None), None)


def _key(secret: str, info: bytes) -> bytes:
    return HKDF(SHA512(), length=64, salt=None, info=info).derive(secret.encode())
