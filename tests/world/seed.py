"""Hospitals and keys for a test's database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from records.database import Database
from records.hospitals import Hospital
from records.keys import issue_key
from tests.world.people import HospitalSystem
from tests.world.processes import Processes


def a_hospital(world: Processes, code: str = "10686", **switches: Any) -> HospitalSystem:
    """A connected hospital with a test key and a version-3 key."""
    defaults: dict[str, Any] = {
        "name_th": f"โรงพยาบาลทดสอบ {code}",
        "province": "ปทุมธานี",
        "latitude": 14.0,
        "longitude": 100.5,
        "telephone": "02-598-8888",
        "booking_url": f"{world.simulator_url}/hospital/{code}/que_register.php?regist={{connect_id}}",
        "live": True,
    }

    def work(session: Session) -> HospitalSystem:
        session.add(Hospital(code=code, **defaults | switches))
        session.flush()
        now = datetime.now(UTC)
        key, v3_key = issue_key(session, code, 4, "test", now), issue_key(session, code, 3, None, now)
        return HospitalSystem(world.web_url, code, key, v3_key)

    database = Database(world.database_url)
    try:
        return database.write(work)
    finally:
        database.close()
