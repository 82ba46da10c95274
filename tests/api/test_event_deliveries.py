"""Events leave signed by secrets that lie sealed, never into our own network, and only after the commit."""

import asyncio
import socket
from datetime import datetime
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings import patient
from bookings.now import real_now
from records.bookings import Booking
from records.database import Database
from records.event_secrets import SigningSecrets, seal_all
from records.events import Event, EventDelivery, EventEndpoint
from scheduler.events.deliveries import TIMEOUT, deliver
from scheduler.events.targets import NotAllowed, Outside
from tests.api.test_webhooks import URL, registered, say, told
from tests.api.world import World, house_of

PUBLIC, PRIVATE = "93.184.216.34", "10.1.2.3"
OLD_KEY, NEW_KEY = "o" * 32, "n" * 32


class Names(AbstractResolver):
    """A name server: each question gets the next of its answers, the last one again and again."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[ResolveResult]:
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(hostname=host, host=each, port=port, family=socket.AF_INET, proto=0, flags=0)
            for each in found
        ]

    async def close(self) -> None:
        """Nothing is open."""


def stored(world: World) -> EventEndpoint:
    with world.database.read() as session:
        return session.scalars(select(EventEndpoint)).one()


def secrets_of(world: World) -> SigningSecrets:
    return SigningSecrets.of(house_of(world.app).settings)


def test_a_signing_secret_lies_sealed_and_opens_with_the_services_key_only(world: World):
    shown = registered(world)["secret"]

    kept = stored(world).secret

    assert shown.removeprefix("whsec_")[:20] not in kept
    assert not kept.startswith("whsec_")
    assert secrets_of(world).opened(kept) == shown
    assert SigningSecrets([NEW_KEY]).opened(kept) is None


def test_a_rotated_secret_lies_sealed_beside_the_old_one(world: World):
    made = registered(world)
    newer = world.call("POST", f"/webhooks/{made['id']}/rotate").json["secret"]

    both = [secrets_of(world).opened(each) for each in stored(world).secrets_at(real_now())]

    assert both == [newer, made["secret"]]


def test_what_was_stored_in_plain_or_under_an_older_key_is_sealed_anew(world: World):
    registered(world)
    plain = "whsec_" + "A" * 43 + "="

    def write(session: Session) -> None:
        endpoint = session.scalars(select(EventEndpoint)).one()
        endpoint.secret, endpoint.old_secret = plain, SigningSecrets([OLD_KEY]).sealed(plain)

    world.database.write(write)
    keys = SigningSecrets([NEW_KEY, OLD_KEY])

    assert (seal_all(world.database, keys), seal_all(world.database, keys)) == (1, 0)
    alone = SigningSecrets([NEW_KEY])
    assert [alone.opened(each or "") for each in (stored(world).secret, stored(world).old_secret)] == [
        plain
    ] * 2


def test_sealing_leaves_alone_what_it_cannot_open(world: World):
    registered(world)
    before = stored(world).secret

    assert seal_all(world.database, SigningSecrets([NEW_KEY])) == 0
    assert stored(world).secret == before


def test_a_service_without_a_key_says_so_and_registers_nothing(homeless_of_secrets: World):
    answer = homeless_of_secrets.call("POST", "/webhooks", {"url": URL})

    assert (answer.status_code, answer.json["type"].rpartition("/")[2]) == (503, "no-events")
    assert homeless_of_secrets.call("GET", "/webhooks").json == {"webhooks": []}


def _deliver(world: World, names: Names, secrets: SigningSecrets | None = None) -> None:
    asyncio.run(deliver(world.database, secrets or secrets_of(world), resolver=names))


def _something_to_tell(world: World, **fields: Any) -> Any:
    made = registered(world, **fields)
    world.book()
    say(world, "come")
    return made


@pytest.mark.contract("and the address must lead to the internet each time it is called.")
@pytest.mark.parametrize("answers", [[PRIVATE], ["127.0.0.1"], ["169.254.169.254"], [PUBLIC, PRIVATE]])
def test_a_name_that_means_our_own_network_is_not_called(world: World, answers: list[str]):
    made, names = _something_to_tell(world), Names(answers)

    _deliver(world, names)

    (one,) = told(world, made)
    assert (one["state"], one["attempts"], one["last_answer"]) == ("pending", 1, "private_address")
    assert names.asked == 1


@pytest.mark.contract("and the address must lead to the internet each time it is called.")
def test_a_name_is_asked_anew_at_each_try_and_its_checked_answer_is_the_one_called(world: World):
    names = Names([PUBLIC], [PRIVATE])
    outside = Outside(names)

    first = asyncio.run(outside.resolve("rebind.example"))

    assert [each["host"] for each in first] == [PUBLIC]
    assert names.asked == 1
    with pytest.raises(NotAllowed):
        asyncio.run(outside.resolve("rebind.example"))


@pytest.mark.parametrize("host", ["10.1.2.3", "[::ffff:127.0.0.1]", "2130706433"])
def test_an_address_that_was_stored_before_it_was_forbidden_is_not_called(world: World, host: str):
    made = _something_to_tell(world)

    def write(session: Session) -> None:
        session.scalars(select(EventEndpoint)).one().url = f"https://{host}/"

    world.database.write(write)
    _deliver(world, Names([PUBLIC]))

    assert [each["last_answer"] for each in told(world, made)] == ["private_address"]


def test_what_cannot_be_signed_is_not_sent_and_tried_again(world: World):
    made, names = _something_to_tell(world), Names([PUBLIC])

    _deliver(world, names, SigningSecrets([NEW_KEY]))

    (one,) = told(world, made)
    assert (one["state"], one["last_answer"], names.asked) == ("pending", "no_secret", 0)


def test_an_event_is_rung_after_the_commit_and_never_when_it_was_taken_back(world: World):
    registered(world)
    world.book()
    rung: list[datetime] = []
    database = Database(world.database.engine.url.render_as_string(hide_password=False), ring=rung.extend)

    def answered(session: Session) -> None:
        patient.say(session, session.scalars(select(Booking)).one(), "come", world.now())
        assert rung == []

    def failing(session: Session) -> None:
        answered(session)
        raise LookupError

    with pytest.raises(LookupError):
        database.write(failing)
    with database.read() as session:
        assert session.scalars(select(Event)).all() == []
    assert rung == []

    database.write(answered)
    database.close()
    # At once, beside the moments of her messages to come.
    assert len([moment for moment in rung if moment <= real_now()]) == 1


@pytest.mark.contract("Answer 2xx within 15 seconds;")
def test_a_hospital_has_fifteen_seconds_to_answer():
    assert TIMEOUT == 15


@pytest.mark.contract("`DELETE /api/v4/webhooks/{id}` | 200; what was still to be told to it is forgotten")
def test_taking_an_address_away_forgets_what_was_still_to_be_told(world: World):
    made = _something_to_tell(world)

    assert world.call("DELETE", f"/webhooks/{made['id']}").status_code == 200

    with world.database.read() as session:
        assert session.scalars(select(EventDelivery)).all() == []
    assert world.call("GET", f"/webhooks/{made['id']}/deliveries").status_code == 404
