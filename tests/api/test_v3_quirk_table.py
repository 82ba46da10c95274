"""Every row of `bot/hospital/v3/quirks.py`: sent as it was seen, understood, answered in both languages."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.hospital.v3.quirks import QUIRKS
from tests.api.world import World

QUEUE = "/test/api/queue"
ROOT = Path(__file__).resolve().parents[2]
Send = Callable[[World], Any]


def _queue(**fields: Any) -> Send:
    """The call with these fields; `{day}`, `{dmy}` and `{buddhist}` stand for the day in three days."""

    def send(world: World) -> Any:
        year, month, day = world.day(3).split("-")
        facts = {
            "day": world.day(3),
            "dmy": f"{day}/{month}/{year}",
            "buddhist": f"{int(year) + 543}-{month}-{day}",
            "dotted": f"{year}/{month}/{day}",
        }
        said = {
            name: value.format(**facts) if isinstance(value, str) else value for name, value in fields.items()
        }
        return world.v3(QUEUE, world.nine(**said))

    return send


def _typed(content_type: str | None) -> Send:
    return lambda world: world.v3(QUEUE, world.nine(), content_type=content_type)


def _form(world: World) -> Any:
    return world.v3(QUEUE, urlencode(world.nine()), content_type="application/x-www-form-urlencoded")


def _browser(world: World) -> Any:
    return world.v3(QUEUE, world.nine(), headers={"Origin": "https://que.example"})


def _raw_line_break(world: World) -> Any:
    body = json.dumps(world.nine(appointmentTime="BREAK"), ensure_ascii=False)
    return world.v3(QUEUE, body.replace("BREAK", "09.00 น.\r\nชั้น 2").encode())


def _alert(world: World) -> Any:
    world.set_hospital(alert=True)
    return world.v3("/test/api/alert", world.nine(header="ประกาศ", backgroundColor="red"))


def _renumbered(world: World) -> Any:
    world.v3(QUEUE, world.nine())
    return world.v3(QUEUE, world.nine(queueNumber="จุดคัดกรอง คิวที่ 305"))


# Row → how it is sent, and what of the booking shows that it was understood.
SEEN: dict[str, tuple[Send, dict[str, Any]]] = {
    "no_content_type": (_typed(None), {"queue_number": "201"}),
    "wrong_content_type": (_typed("application/x-www-form-urlencoded"), {"queue_number": "201"}),
    "form": (_form, {"queue_number": "201", "department": "จุดคัดกรอง"}),
    "browser": (_browser, {"queue_number": "201"}),
    "day_with_clock": (_queue(appointmentDate="{day} 13:30:00"), {"appointment_date": "", "at": "09:00"}),
    "day_first": (_queue(appointmentDate="{dmy}"), {"appointment_date": ""}),
    "buddhist_year": (_queue(appointmentDate="{buddhist}"), {"appointment_date": ""}),
    "day_otherwise": (_queue(appointmentDate="{dotted}"), {"appointment_date": ""}),
    "line_breaks": (_raw_line_break, {"time_text": "09.00 น. ชั้น 2"}),
    "number_for_text": (_queue(queueNumber=42), {"queue_number": "42"}),
    "no_time": (_queue(appointmentTime="ช่วงเช้า"), {"time_text": "ช่วงเช้า", "appointment_at": None}),
    "unknown_field": (_queue(doctor="x"), {"queue_number": "201"}),
    "other_hospital_name": (_queue(hospitalName="รพ.อื่น"), {"queue_number": "201"}),
    "link_without_scheme": (
        _queue(detailsLink="pth.ddns.net/q"),
        {"details_url": "http://pth.ddns.net/q"},
    ),
    "unusable_link": (_queue(detailsLink="javascript:alert(1)"), {"details_url": None}),
    "no_colour": (_alert, {}),
    "line_user_id": (_queue(userId="U" + "a" * 32), {}),
    "other_number": (_renumbered, {"queue_number": "305"}),
}


def _pattern(name: str) -> re.Pattern[str]:
    """The row's sentences, with anything for their facts."""
    quirk = QUIRKS[name]
    words = re.sub(r"\\\{\w+\\\}", ".+", re.escape(f"{quirk.thai} / {quirk.english}"))
    return re.compile(words if quirk.refused else rf"{quirk.field or '[A-Za-z]+'}: {words}")


@pytest.mark.contract(
    "each warning saying what was understood,",
)
@pytest.mark.parametrize("name", QUIRKS)
def test_each_quirk_is_understood_and_told_in_thai_and_english(world: World, name: str):
    send, understood = SEEN[name]
    answer = send(world)

    if QUIRKS[name].refused:
        assert answer.status_code == 422
        assert [each for each in answer.json["errors"] if _pattern(name).fullmatch(each["message"])]
        return
    assert answer.status_code == 200, answer.text
    assert len([each for each in answer.json["warnings"] if _pattern(name).fullmatch(each)]) == 1
    if understood:
        booking = world.booking(answer.json["booking_ref"])
        right = {field: value for field, value in understood.items() if field != "at"}
        if "appointment_date" in right:
            right |= {"appointment_date": world.day(3)}
        if "at" in understood:
            right |= {"appointment_at": world.day(3, understood["at"])}
        assert booking.items() >= right.items()


@pytest.mark.contract(
    "messages in Thai and English.",
)
@pytest.mark.parametrize("name", QUIRKS)
def test_each_warning_is_thai_first_and_english_after(name: str):
    quirk = QUIRKS[name]

    assert all(re.search("[ก-๙]", each) for each in (quirk.thai, quirk.seen_thai))
    assert not any(re.search("[ก-๙]", each) for each in (quirk.english, quirk.seen))
    assert set(re.findall(r"{(\w+)}", quirk.thai)) == set(re.findall(r"{(\w+)}", quirk.english))


def test_what_is_sent_as_it_should_be_is_warned_of_nothing(world: World):
    assert world.v3(QUEUE, world.nine()).json["warnings"] == []


@pytest.mark.contract(
    "What real clients are seen to send, and what is understood: a body without, or with a wrong, "
    "JSON content type;",
)
def test_the_table_knows_every_quirk_of_the_contract():
    contract = " ".join((ROOT / "docs/hospital-api.md").read_text(encoding="utf-8").split())
    listed = contract.partition("what is understood: ")[2].partition(". They send no key")[0]
    rows = {
        "a body without, or with a wrong, JSON content type": {"no_content_type", "wrong_content_type"},
        "a browser's call from the booking page (cross-origin, with preflight)": {"browser"},
        "`appointmentDate` with a clock time, as `25/07/2018`, or with a Buddhist-era year": {
            "day_with_clock",
            "day_first",
            "buddhist_year",
        },
        "line breaks in `appointmentTime`": {"line_breaks"},
        "the `U…` LINE user id instead of the Connect ID (refused, with an explanation)": {"line_user_id"},
    }

    assert listed.split("; ") == list(rows)
    assert set.union(*rows.values()) <= QUIRKS.keys()


def test_one_text_may_have_several_quirks_and_each_is_told(world: World):
    year, month, day = world.day(3).split("-")

    answer = world.v3(QUEUE, world.nine(appointmentDate=f"{day}/{month}/{int(year) + 543} 08:30"))

    assert len([each for each in answer.json["warnings"] if each.startswith("appointmentDate")]) == 3
    assert world.booking(answer.json["booking_ref"])["appointment_date"] == world.day(3)
