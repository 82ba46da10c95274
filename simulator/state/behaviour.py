"""How a patient's account answers what is pushed to it, on purpose: a magic patient in a hospital's tests."""

from enum import StrEnum


class Behaviour(StrEnum):
    """Only pushes: what she herself says is answered as ever."""

    NONE = ""
    BLOCKED = "blocked"
    """She blocked the account: LINE takes the message and shows nothing."""

    UNKNOWN_USER = "unknown_user"
    """LINE knows no such user."""

    QUOTA_USED_UP = "quota_used_up"
    """As if the month's quota were used up, for her alone."""

    SLOW = "slow"
    """Two server errors before each message is taken."""


SLOW_FAILS = 2
