"""The first transaction of a batch: claim, judge, and write down what is about to be sent."""

import secrets
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bookings.cards import clock, due_card, hospital_card, lock_name, look_card, today
from bookings.events import messages_ended
from bookings.kinds import KINDS
from bookings.links import TicketLinks
from bookings.now import offset
from bookings.verdict import End, Send, Wait, judge, may_be_superseded
from records import claims
from records.claims import Begun, Due, Sibling
from records.database import ring_after_commit
from records.hospitals import Hospital
from records.messages import FAILED, PLANNED, URGENCIES
from scheduler.channels.gate import LOOK_AGAIN, Standing


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to push. `made_from` is all that its content depends on, the same at every attempt.

    `until`: the push must be begun by then (monotonic seconds), or the lease may end before it does.
    """

    message_id: int
    token: str
    kind: str
    channel: str
    user_id: str
    form: int
    attempts: int
    retry_key: str
    made_from: dict[str, Any]
    ahead: timedelta
    until: float


@dataclass(frozen=True)
class Terms:
    """How a batch is taken: how many, of which urgencies, for how long, and what seals ticket links.

    `until`: see `Delivery`.
    `standing`: what may leave by which channel now; what may not waits while it is useful.
    `pin` names the current revision of a template and keeps it for repetitions (`PublishedSource.pin`).
    """

    limit: int
    lease: timedelta
    until: float
    standing: Standing
    links: TicketLinks
    pin: Callable[[Session, str, datetime], str]
    urgencies: Iterable[int] = URGENCIES


def take_batch(session: Session, real: datetime, terms: Terms) -> tuple[int, list[Delivery]]:
    """Claim due messages and decide each. Returns how many there were, and those to push now.

    A row to push carries its retry key and content before the first byte leaves: whoever finds it
    after a crash repeats exactly that.
    """
    found = claims.claim_due(session, real, terms.limit, terms.urgencies)
    if not found:
        return 0, []
    batch = _Batch(session, found, real, terms)
    for due in found:
        batch.decide(due)
    claims.begin(session, batch.begun, batch.token, real, terms.lease)
    claims.settle(session, batch.settled)
    messages_ended(session, [row["key"] for row in batch.settled if row["state"] == FAILED], "message.failed")
    ring_after_commit(session, {row["wake_at"] for row in batch.settled if row["state"] == PLANNED})
    return len(found), batch.deliveries


class _Batch:
    """What is decided of one batch."""

    def __init__(self, session: Session, found: list[Due], real: datetime, terms: Terms) -> None:
        self.token = secrets.token_hex(16)
        self.begun: list[Begun] = []
        self.settled: list[dict[str, Any]] = []
        self.deliveries: list[Delivery] = []
        self._real, self._terms = real, terms
        self._hospitals = claims.hospitals_of(session, {due.hospital_code for due in found})
        kinds = {due.kind for due in found} & KINDS.keys()
        self._revisions = {kind: terms.pin(session, kind, real) for kind in kinds}
        self._siblings = self._read_siblings(session, found)
        self._hospital_cards: dict[tuple[str, str], dict[str, Any]] = {}

    def _read_siblings(self, session: Session, found: list[Due]) -> dict[int, list[Sibling]]:
        late = {
            due.booking_id or 0
            for due in found
            if may_be_superseded(due, self._real + offset(self._hospitals[due.hospital_code], due.mode))
        }
        return claims.siblings_of(session, late) if late else {}

    def decide(self, due: Due) -> None:
        """Put it among those to push, or settle it."""
        hospital = self._hospitals[due.hospital_code]
        ahead = offset(hospital, due.mode)
        now = self._real + ahead
        verdict = judge(due, hospital.survey, self._siblings.get(due.booking_id or 0, ()), now, self._real)
        if isinstance(verdict, Send) and (why := self._terms.standing.hinders(due.channel, due.kind)):
            verdict = Wait(min(now + LOOK_AGAIN, due.expires_at), why)
        if isinstance(verdict, Send):
            self._begin(due, hospital, ahead)
        else:
            self.settled.append(_settled(due, verdict, self._real, ahead))

    def _begin(self, due: Due, hospital: Hospital, ahead: timedelta) -> None:
        made_from = due.rendered_from or self._made_from(due, hospital, self._real + ahead)
        retry_key = due.retry_key or str(uuid.uuid4())
        self.begun.append(Begun(due.id, retry_key, made_from))
        self.deliveries.append(
            Delivery(
                due.id,
                self.token,
                due.kind,
                due.channel,
                due.user_id,
                due.form,
                due.attempts + 1,
                retry_key,
                made_from,
                ahead,
                self._terms.until,
            )
        )

    def _made_from(self, due: Due, hospital: Hospital, now: datetime) -> dict[str, Any]:
        data: dict[str, Any] = {
            "hospital": self._hospital_card(hospital, due.language),
            "booking": due_card(due, self._terms.links),
            "lock_name": lock_name(hospital, due.language),
            "look": look_card(hospital, self._terms.links.home),
            "today": today(now),
        }
        if due.kind == "near_queue":
            data["call"] = _near_queue(due.call or {})
        elif due.kind == "alert":
            data["alert"] = due.call
        return {
            "version": due.version if due.booking_id else 0,
            "language": due.language,
            # She said she will come: the reminder may arrive without a sound (`docs/journey.md`).
            "silent": due.kind == "same_day" and due.booking_state == "confirmed",
            "data": data,
            "revision": self._revisions.get(due.kind),
        }

    def _hospital_card(self, hospital: Hospital, language: str) -> dict[str, Any]:
        key = (hospital.code, language)
        if key not in self._hospital_cards:
            self._hospital_cards[key] = hospital_card(hospital, language)
        return self._hospital_cards[key]


def _settled(due: Due, verdict: End | Wait, real: datetime, ahead: timedelta) -> dict[str, Any]:
    row: dict[str, Any] = {"key": due.id, "state": PLANNED, "rendered_from": due.rendered_from}
    if isinstance(verdict, Wait):
        return row | {"reason": verdict.reason or due.reason, "wake_at": verdict.until - ahead}
    return row | {"state": verdict.state, "reason": verdict.reason, "wake_at": real, "rendered_from": None}


def _near_queue(call: dict[str, Any]) -> dict[str, Any]:
    expected = call.get("expected_at")
    return {
        "queues_ahead": call.get("queues_ahead"),
        "expected_time": clock(datetime.fromisoformat(expected)) if expected else None,
        "room": call.get("room"),
    }
