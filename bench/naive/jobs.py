"""The job: load the booking, fill in the template, push with the SDK, remember that it was sent."""

import json
import os
import uuid
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    FlexContainer,
    FlexMessage,
    MessagingApi,
    PushMessageRequest,
)
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, joinedload

from records.bookings import Booking
from records.messages import SENT, Message
from records.people import Link, Person

_engine = create_engine(os.environ["DATABASE_URL"])
_templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=False)
_templates.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
_line = ApiClient(
    Configuration(access_token=os.environ["LINE_LIVE_TOKEN"], host=os.environ["LINE_LIVE_API_BASE"])
)


def remind(message_id: int) -> None:
    """Send one reminder."""
    with Session(_engine) as session:
        message = session.get_one(Message, message_id)
        whole = joinedload(Booking.link).joinedload(Link.person).joinedload(Person.account)
        booking = session.scalars(
            select(Booking).where(Booking.id == message.booking_id).options(whole)
        ).one()
        account = booking.link.person.account
        card: dict[str, Any] = json.loads(_templates.get_template("reminder.json").render(booking=booking))
        MessagingApi(_line).push_message(
            PushMessageRequest(
                to=account.user_id,
                messages=[
                    FlexMessage(altText="พรุ่งนี้คุณมีนัด", contents=FlexContainer.from_dict(card))  # pyright: ignore[reportCallIssue]
                ],
            ),
            x_line_retry_key=str(uuid.uuid4()),
        )
        message.state = SENT
        session.commit()
