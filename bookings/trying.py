"""A card tried on the phone of whoever writes it: a row of the ledger like any other, about no booking."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.kinds import TEST
from bookings.now import offset
from records.database import ring_after_commit
from records.hospitals import Hospital
from records.messages import Message
from records.people import LineAccount

_URGENCY = 2
_USEFUL = timedelta(minutes=10)  # she sits in front of it


@dataclass(frozen=True)
class Trial:
    """What to send: a revision that is kept for it, with data that are nobody's."""

    template: str
    revision: str
    data: dict[str, Any]
    language: str


def try_on(
    session: Session, account: LineAccount, hospital: Hospital, trial: Trial, real: datetime
) -> Message:
    """Send it now. `hospital` is whose row it becomes; its reports count no test.

    What is sent stays as it is written here, whatever happens to the draft.
    """
    now = real + offset(hospital, "test")
    message = Message(
        account_id=account.id,
        hospital_code=hospital.code,
        mode="test",
        kind=TEST,
        occurrence=secrets.token_hex(12),
        urgency=_URGENCY,
        due_at=now,
        expires_at=now + _USEFUL,
        wake_at=real,
        rendered_from={
            "version": 0,
            "language": trial.language,
            "silent": False,
            "data": trial.data,
            "revision": trial.revision,
            "template": trial.template,
        },
    )
    session.add(message)
    session.flush()
    ring_after_commit(session, {real})
    return message


def find_trial(session: Session, account_id: int, occurrence: str) -> Message | None:
    """The message, if it went to this account."""
    query = select(Message).filter_by(kind=TEST, account_id=account_id, occurrence=occurrence)
    return session.scalar(query)
