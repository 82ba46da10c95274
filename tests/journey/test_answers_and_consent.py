"""What she answers after a visit is kept and never logged; a new consent text is asked for first."""

from sqlalchemy import func, select, update

from records.bookings import Survey
from records.database import Database
from records.people import LineAccount
from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes


def test_answers_are_kept_and_her_words_are_in_no_log(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    hospital.book(connect_id, "S-1", day(hospital, 2, "10:00"))
    hospital.move_clock(now=day(hospital, 3, "12:00"))
    phone.tap(data="do=rate")
    phone.tap(label="ข้าม")
    phone.tap(data="do=answer&")
    phone.type("คุณหมออธิบายดีมากเป็นพิเศษ")

    database = Database(world.database_url)
    try:
        with database.read() as session:
            answers = session.scalars(select(Survey.answers).order_by(Survey.id.desc())).first()
            assert session.scalar(select(func.count()).select_from(Survey))
    finally:
        database.close()
    assert answers == {"waited": "short", "comment": "คุณหมออธิบายดีมากเป็นพิเศษ"}
    assert "คุณหมออธิบายดีมาก" not in world.log("web")


def test_a_new_consent_text_is_asked_for_before_more_is_stored(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    database = Database(world.database_url)
    try:
        database.write(
            lambda session: session.execute(
                update(LineAccount).where(LineAccount.user_id == phone.user_id).values(consent_text=0)
            )
        )
    finally:
        database.close()

    phone.tap(data="do=choose")
    phone.type(f"ทดสอบ {hospital.code}")
    assert "regist=" not in phone.last()
    assert "do=consent&v=yes" in phone.last()
    phone.tap(data="do=consent&v=yes")
    phone.type(f"ทดสอบ {hospital.code}")
    assert "regist=" in phone.last()
