"""What fails at sending stands on the list at once: whether it is the version, or one message's data."""

from flask import Flask

from bookings.now import real_now
from records.templates import Failure, note_failure
from tests.api.world import house_of
from tests.studio.conftest import Desk
from tests.studio.test_studio import CARD, SignIn, greeting, titled
from tests.world.processes import wait_until


def row(me: Desk) -> str:
    """The first card of the list: what fails comes before all others."""
    return me.client.get("/studio/").text.split('<li class="card">')[1]


def fails(app: Flask, revision: str, patients: int) -> None:
    failure = Failure(CARD, revision, "LINE 400", count=patients, patients=patients)
    house_of(app).database.write(lambda session: note_failure(session, failure, real_now()))


def test_one_message_is_told_and_a_condemned_version_gives_way(app: Flask, desk: SignIn):
    me = desk("publisher")
    was = greeting(app)
    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), "จองแล้วนะคะ")).json
    me.post(f"{CARD}/publish", seen=saved["seen"], note="x", read="yes")
    wait_until(lambda: greeting(app) == "จองแล้วนะคะ", "the new greeting", 5)
    revision = house_of(app).renderer.revision(CARD)

    fails(app, revision, 1)
    assert 'badge warn">ส่งไม่สำเร็จ × 1' in row(me)
    assert greeting(app) == "จองแล้วนะคะ"

    fails(app, revision, 3)
    assert 'badge bad">ส่งไม่ได้ ใช้รุ่นก่อนหน้าแทน × 4' in row(me)
    wait_until(lambda: greeting(app) == was, "the version before", 5)

    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), "ซ่อมแล้วค่ะ")).json
    me.post(f"{CARD}/publish", seen=saved["seen"], note="x", read="yes")
    wait_until(lambda: greeting(app) == "ซ่อมแล้วค่ะ", "the mended version", 5)
    assert "ส่งไม่" not in row(me)
