"""Everything kept about a patient, for her to take along (PDPA), and the link that opens it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from struct import Struct
from typing import Any

from sqlalchemy import RowMapping, Select, Table, or_, select
from sqlalchemy.orm import Session

from bookings.times import BANGKOK
from records.people import LineAccount
from records.sealed import Seal
from records.tables import Base
from settings import Settings

OPEN_FOR = timedelta(hours=1)
_CONTENT = Struct(">QQI")  # the account, the microsecond it was made in, the second in which the link ends
_MACHINERY = frozenset({"claim_token", "retry_key"})  # about a sending, not about her


@dataclass(frozen=True)
class Opened:
    """What a token holds. `made`: the account's; one that took over a deleted one's id is not hers."""

    account_id: int
    made: int
    over: bool


class DataLinks:
    """Makes and reads the links to her data; without a secret there are none."""

    def __init__(self, secret: str, public_url: str) -> None:
        self._seal = Seal(secret, b"moph-connect data links 1", b"data", _CONTENT.size)
        self._home = public_url.rstrip("/")

    @classmethod
    def of(cls, settings: Settings) -> "DataLinks":
        """The links of this service."""
        return cls(settings.ticket_secret.get_secret_value(), settings.public_url)

    def address(self, account: LineAccount, now: datetime) -> str | None:
        """Opens for an hour, in the phone's browser: LINE's own saves no file. None without a secret."""
        until = int((now + OPEN_FOR).timestamp())
        token = self._seal.closed(_CONTENT.pack(account.id, _microsecond(account.created_at), until))
        return token and f"{self._home}/my-data/{token}?openExternalBrowser=1"

    def read(self, token: str, now: datetime) -> Opened | None:
        """What a token holds; None for one that we did not make."""
        content = self._seal.opened(token)
        if content is None:
            return None
        account_id, made, until = _CONTENT.unpack(content)
        return Opened(account_id, made, over=now.timestamp() >= until)


def account_of(session: Session, opened: Opened) -> LineAccount | None:
    """The account a link was made for; None when the time is over or she had everything deleted."""
    account = session.get(LineAccount, opened.account_id)
    if account is None or opened.over or _microsecond(account.created_at) != opened.made:
        return None
    return account


def everything_about(session: Session, account: LineAccount) -> dict[str, list[dict[str, Any]]]:
    """Table → rows, found along the foreign keys by which deleting her account deletes them.

    So what a later table keeps about her is in it too, and what deleting leaves is not about her.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    hers: dict[Table, Select[Any]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name == LineAccount.__tablename__:
            which = table.c.id == account.id
        else:
            keys = [
                key for key in table.foreign_keys if key.ondelete == "CASCADE" and key.column.table in hers
            ]
            if not keys:
                continue
            which = or_(*(key.parent.in_(hers[key.column.table]) for key in keys))
        [identity] = table.primary_key
        hers[table] = select(identity).where(which)
        rows = session.execute(select(table).where(which).order_by(identity)).mappings()
        found[table.name] = [_plain(row) for row in rows]
    return found


def _plain(row: RowMapping) -> dict[str, Any]:
    return {name: _json(value) for name, value in row.items() if name not in _MACHINERY}


def _json(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(BANGKOK).isoformat()
        case date():
            return value.isoformat()
        case _:
            return value


def _microsecond(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
