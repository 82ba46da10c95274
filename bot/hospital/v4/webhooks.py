"""/api/v4/webhooks: where a hospital is told what happened, and what became of each telling."""

import re
from datetime import timedelta
from typing import Annotated, Any, Literal

from flask import Blueprint, Response
from pydantic import BeforeValidator, WithJsonSchema
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from bookings.now import real_now
from bot.hospital.answers import answer
from bot.hospital.auth import caller, requires_key
from bot.hospital.body import read_body
from bot.hospital.faults import Fault, wrong
from bot.hospital.fields import Body, read_as, url_of, wrong_value
from bot.hospital.openapi.operation import Example, Operation, describes
from bot.hospital.times import iso
from bot.hospital.v4.pages import PAGE, read_query
from bot.house import house
from records.database import ring_after_commit
from records.event_secrets import SigningSecrets
from records.events import KINDS, PENDING, EventDelivery, EventEndpoint, new_endpoint, new_secret
from records.sealed import NoSecret
from scheduler.events.targets import check_url

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")
MOST_ENDPOINTS = 10
BOTH_SECRETS_FOR = timedelta(days=1)
_ID = re.compile(r"(we|evt)_[0-9a-f]{16,24}")


def _kinds_of(value: object) -> list[str]:
    """A list, or in a form names divided by commas; nothing means all."""
    if value is None or value == "":
        return []
    names = [each.strip() for each in value.split(",")] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(name in KINDS for name in names):  # pyright: ignore[reportUnknownVariableType]
        raise wrong_value(f"must be a list of {', '.join(KINDS)}")
    return [kind for kind in KINDS if kind in names]


def _address_of(value: object) -> str:
    found = url_of(value)
    if found is None:
        raise wrong_value("is required and cannot be null")
    if fault := check_url(found, house().settings.events_inside):
        raise wrong_value(fault)
    return found


class Webhook(Body):
    """Where to, and which events; all unless `events` names some."""

    url: Annotated[
        str,
        BeforeValidator(_address_of),
        WithJsonSchema({"type": "string", "pattern": "^https://", "maxLength": 1000}),
    ]
    events: Annotated[
        list[str] | None,
        BeforeValidator(_kinds_of),
        WithJsonSchema({"type": ["array", "null"], "items": {"type": "string", "enum": list(KINDS)}}),
    ] = None


class Deliveries(Body):
    """Only those of one state."""

    state: Literal["pending", "delivered", "failed"] | None = None


class Nothing(Body):
    """A call that says everything by its address."""


class WebhookShape(TypedDict):
    """An endpoint; `secret` is shown when it is made or replaced, else null."""

    id: str
    url: str
    events: list[str]
    secret: str | None
    created_at: str | None
    disabled_at: str | None
    disabled_reason: str | None


class WebhookList(TypedDict):
    """All endpoints of the key's hospital and mode."""

    webhooks: list[WebhookShape]


class DeliveryShape(TypedDict):
    """One event told to one endpoint; `last_answer` is its status, or why there was none."""

    event_id: str
    type: str
    booking_ref: str
    state: str
    attempts: int
    last_answer: str | None
    next_try_at: str | None
    delivered_at: str | None


class DeliveryList(TypedDict):
    """The newest hundred."""

    deliveries: list[DeliveryShape]


@blueprint.post("")
@requires_key(4)
@describes(
    Operation(
        "Register an address for events, or change which events it gets",
        {201: WebhookShape, 200: WebhookShape},
        body=Webhook,
        examples={
            "all": Example(201, {"url": "https://queue.example.go.th/moph-events"}),
            "inside": Example(422, {"url": "https://127.0.0.1/events"}),
        },
    )
)
def register() -> Response:
    """Events are posted there, signed as Standard Webhooks prescribes; `secret` is shown here only.

    The address is the natural key: said again it changes the events, switches the address on again, and shows
    no secret. It must be https and lead to the internet.
    """
    body = read_as(Webhook, read_body())

    def work(session: Session) -> tuple[WebhookShape, int]:
        who = caller()
        found = session.scalar(_mine().filter_by(url=body.url))
        if found is not None:
            found.kinds, found.disabled_at, found.disabled_reason = body.events or [], None, None
            return _shape(found), 200
        if (session.scalar(select(func.count()).select_from(_mine().subquery())) or 0) >= MOST_ENDPOINTS:
            raise wrong(
                "url", f"is one too many: a hospital has at most {MOST_ENDPOINTS}; delete another first"
            )
        secret, sealed = _sealed_secret()
        kinds = body.events or []
        made = new_endpoint(session, who.hospital_code, who.mode, body.url, kinds, sealed, real_now())
        return _shape(made, secret), 201

    return answer(*house().database.write(work))


@blueprint.get("")
@requires_key(4)
@describes(Operation("List the addresses for events", {200: WebhookList}))
def list_webhooks() -> Response:
    """Those of the key's hospital and mode, without secrets; `disabled_reason` says why one is off."""
    with house().database.read() as session:
        found = session.scalars(_mine().order_by(EventEndpoint.created_at, EventEndpoint.id)).all()
        return answer({"webhooks": [_shape(each) for each in found]})


@blueprint.delete("/<webhook_id>")
@requires_key(4)
@describes(Operation("Take an address for events away", {200: WebhookShape}, faults=("unknown_webhook",)))
def remove(webhook_id: str) -> Response:
    """What was still to be told to it is forgotten."""

    def work(session: Session) -> WebhookShape:
        found = _find(session, webhook_id)
        session.delete(found)
        return _shape(found)

    return answer(house().database.write(work))


@blueprint.post("/<webhook_id>/rotate")
@requires_key(4)
@describes(
    Operation(
        "Replace an address's secret; for a day both sign",
        {200: WebhookShape},
        body=Nothing,
        optional_body=True,
        faults=("unknown_webhook",),
    )
)
def rotate_secret(webhook_id: str) -> Response:
    """The new secret is shown this once. For a day events carry two signatures, the new one first."""
    read_as(Nothing, read_body(optional=True))

    def work(session: Session) -> WebhookShape:
        found = _find(session, webhook_id)
        secret, sealed = _sealed_secret()
        found.rotate(sealed, real_now(), BOTH_SECRETS_FOR)
        return _shape(found, secret)

    return answer(house().database.write(work))


@blueprint.get("/<webhook_id>/deliveries")
@requires_key(4)
@describes(
    Operation(
        "List what was told to an address",
        {200: DeliveryList},
        query=Deliveries,
        faults=("unknown_webhook",),
    )
)
def list_deliveries(webhook_id: str) -> Response:
    """The newest hundred, with the last answer of each; `?state=failed`: what was given up."""
    query = read_query(Deliveries)
    with house().database.read() as session:
        found = select(EventDelivery).filter_by(endpoint_id=_find(session, webhook_id).id)
        if query.state:
            found = found.filter_by(state=query.state)
        rows = session.scalars(found.order_by(EventDelivery.id.desc()).limit(PAGE)).all()
        return answer({"deliveries": [_delivery(each) for each in rows]})


@blueprint.post("/<webhook_id>/deliveries/<event_id>/replay")
@requires_key(4)
@describes(
    Operation(
        "Tell an event to an address once more",
        {202: DeliveryShape},
        body=Nothing,
        optional_body=True,
        faults=("unknown_webhook",),
    )
)
def replay(webhook_id: str, event_id: str) -> Response:
    """Under the same `webhook-id`, so that a receiver can tell a repetition. Needs no body."""
    read_as(Nothing, read_body(optional=True))

    def work(session: Session) -> DeliveryShape:
        wanted = {"endpoint_id": _find(session, webhook_id).id, "event_id": _known(event_id)}
        found = session.scalar(select(EventDelivery).filter_by(**wanted))
        if found is None:
            raise Fault("unknown_webhook")
        found.state, found.attempts, found.wake_at, found.claim_token = PENDING, 0, real_now(), None
        ring_after_commit(session, [found.wake_at])
        return _delivery(found)

    return answer(house().database.write(work), 202)


def _sealed_secret() -> tuple[str, str]:
    """A new secret, to show once, and as it is kept. Raises Fault with 503."""
    secret = new_secret()
    try:
        return secret, SigningSecrets.of(house().settings).sealed(secret)
    except NoSecret:
        raise Fault("no_events") from None


def _mine() -> Any:
    return select(EventEndpoint).filter_by(hospital_code=caller().hospital_code, mode=caller().mode)


def _known(identifier: str) -> str:
    if not _ID.fullmatch(identifier):
        raise Fault("unknown_webhook")
    return identifier


def _find(session: Session, webhook_id: str) -> EventEndpoint:
    found = session.scalar(_mine().filter_by(id=_known(webhook_id)))
    if found is None:
        raise Fault("unknown_webhook")
    return found


def _shape(endpoint: EventEndpoint, secret: str | None = None) -> WebhookShape:
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "events": endpoint.kinds or list(KINDS),
        "secret": secret,
        "created_at": iso(endpoint.created_at),
        "disabled_at": iso(endpoint.disabled_at),
        "disabled_reason": endpoint.disabled_reason,
    }


def _delivery(row: EventDelivery) -> DeliveryShape:
    return {
        "event_id": row.event_id,
        "type": row.event.kind,
        "booking_ref": row.event.data["booking_ref"],
        "state": row.state,
        "attempts": row.attempts,
        "last_answer": row.last_answer,
        "next_try_at": iso(row.wake_at) if row.state == PENDING else None,
        "delivered_at": iso(row.delivered_at),
    }
