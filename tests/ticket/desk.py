"""The hospital's desk, and the patient with a link in hand."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bookings.cards import booking_card
from records.bookings import Booking
from records.people import LineAccount
from tests.api.world import World, house_of


@dataclass
class Desk:
    """Books through version 4 and opens what a card would link to."""

    world: World

    def links(self, ref: str = "HN-1") -> dict[str, str]:
        """The addresses that a card sent now would hold."""
        with self.world.database.read() as session:
            booking = session.scalars(select(Booking).filter_by(booking_ref=ref)).one()
            return booking_card(booking, house_of(self.world.app).links)["ticket"]

    def booked(self, ref: str = "HN-1", **fields: Any) -> str:
        """Book (or book anew), and return the path of the ticket's page."""
        self.world.book(ref, **fields)
        return self.path(ref)

    def path(self, ref: str = "HN-1") -> str:
        """Where the page is."""
        return urlsplit(self.links(ref)["page_url"]).path

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open it, as anybody could."""
        return self.world.app.test_client().get(path, **more)

    def speaks(self, language: str) -> None:
        """All patients do."""

        def work(session: Session) -> None:
            for account in session.scalars(select(LineAccount)):
                account.language = language

        self.world.database.write(work)
