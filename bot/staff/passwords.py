"""Passwords and second factors."""

import hmac
import secrets
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.house import house
from records.staff import Staff, digest
from records.staff_secrets import TotpSecrets

SHORTEST, LONGEST = 10, 200
_STEP = 30  # seconds (RFC 6238)
_hasher = PasswordHasher()
_NOBODYS = _hasher.hash(secrets.token_hex(16))


def too_weak(password: str, login: str) -> str | None:
    """The key of the words that say why, or None. Length counts, not signs (NIST SP 800-63B)."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    if login in password.casefold() or len(set(password)) < 4:
        return "password_easy"
    return None


def hashed(password: str) -> str:
    """Argon2id."""
    return _hasher.hash(password)


def fits(staff: Staff | None, password: str) -> bool:
    """Takes the same time for somebody who does not exist."""
    stored = staff.password_hash if staff and staff.active and staff.password_hash else _NOBODYS
    try:
        _hasher.verify(stored, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not _NOBODYS


def code_fits(staff: Staff, code: str, now: datetime) -> bool:
    """A code of the authenticator (one step early or late) or a recovery code; each works once.

    Call it inside the transaction that lets her in: it writes down what was used.
    """
    text = "".join(code.split()).replace("-", "").lower()
    sealed = staff.totp_secret
    secret = TotpSecrets.of(house().settings).opened(staff.id, sealed) if sealed else None
    if secret and (step := step_of(secret, text, now)) and step > staff.totp_step:
        staff.totp_step = step
        return True
    if digest(text) in staff.recovery:
        staff.recovery = [each for each in staff.recovery if each != digest(text)]
        return True
    return False


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the code belongs to."""
    here = int(now.timestamp()) // _STEP
    totp = pyotp.TOTP(secret)
    near = (here, here - 1, here + 1)
    return next((at for at in near if hmac.compare_digest(code.encode(), totp.at(at * _STEP).encode())), None)


def recovery_codes() -> list[str]:
    """Ten codes for the day the phone is lost; store `digest` of each without the hyphen."""
    return [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(10)]
