"""A sandbox takes one form; no patient ever finds it; it goes when nobody uses it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.sandboxes import clear_unused
from bot.line.hospitals import HospitalBook
from records.hospitals import Hospital
from records.keys import ApiKey
from records.people import consenting_account
from tests.api.world import World

KEY = re.compile(r"mc_test_[0-9a-f]{48}")


def _sign_up(world: World, name: str = "ระบบคิวทดลอง", address: str = "192.0.2.1") -> tuple[str, str]:
    """Code and test key of a new sandbox."""
    page = world.app.test_client().post(
        "/developers/sandbox", data={"name": name}, environ_base={"REMOTE_ADDR": address}
    )
    assert page.status_code == 201, page.text
    key, code = KEY.search(page.text), re.search(r"sb-[0-9a-z]{6}", page.text)
    assert key
    assert code
    return code[0], key[0]


def test_one_form_gives_a_key_that_works_in_mode_test_only(world: World):
    code, key = _sign_up(world, address="192.0.2.10")

    assert world.call("GET", "/sandbox/clock", key=key).status_code == 200
    with world.database.read() as session:
        hospital = session.get_one(Hospital, code)
        assert (hospital.live, hospital.connected) == (False, False)
        kinds = {(each.version, each.mode) for each in session.query(ApiKey).filter_by(hospital_code=code)}
        assert kinds == {(4, "test"), (3, None)}


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_a_wrong_name_is_told_beside_the_field(world: World, name: str):
    page = world.app.test_client().post("/developers/sandbox", data={"name": name})

    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_what_is_typed_as_a_name_is_never_markup(world: World):
    client = world.app.test_client()
    page = client.post("/developers/sandbox", data={"name": "<script>x</script>" * 9})

    assert "<script>x" not in page.text


def test_an_address_gets_a_few_sandboxes_a_day(world: World):
    for _ in range(5):
        _sign_up(world, address="192.0.2.20")
    page = world.app.test_client().post(
        "/developers/sandbox", data={"name": "อีกครั้ง"}, environ_base={"REMOTE_ADDR": "192.0.2.20"}
    )

    assert page.status_code == 429
    assert page.headers["Retry-After"]


@pytest.mark.parametrize("channel", ["live", "test"])
def test_no_patient_finds_a_sandbox(world: World, channel: str):
    code, _ = _sign_up(world, "โรงพยาบาลที่ไม่มีใครเห็น", address=f"192.0.2.3{len(channel)}")

    def look(session: Session) -> None:
        account = consenting_account(session, channel, "U" + "7" * 32, "th", real_now())
        book = HospitalBook(session, account, channel, "th")
        assert book.search("โรงพยาบาลที่ไม่มีใครเห็น", 10) == []
        assert book.get(code) is None
        assert code not in {each.code for each in book.suggested(100)}

    world.database.write(look)


def test_a_sandbox_goes_after_30_unused_days_with_all_it_held(world: World):
    code, key = _sign_up(world, address="192.0.2.40")
    kept, _ = _sign_up(world, address="192.0.2.40")
    world.book("A-1", key=key, connect_id=world.patient(code=code))
    later = real_now() + timedelta(days=31)

    def use(session: Session) -> None:
        session.execute(update(ApiKey).where(ApiKey.hospital_code == kept).values(last_used_at=later))

    world.database.write(use)

    assert clear_unused(world.database, real_now()) == 0
    assert clear_unused(world.database, later) == 1
    assert world.call("GET", "/sandbox/clock", key=key).status_code == 401
    with world.database.read() as session:
        assert session.get(Hospital, code) is None
        assert session.get(Hospital, kept) is not None
        assert session.query(Hospital).count() == 3
