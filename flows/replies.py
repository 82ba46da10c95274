"""The templates a conversation may answer with, and the data each of them gets."""

from collections.abc import Iterable
from typing import Any, cast

from flows.ports import Hospital, Person, Queue
from flows.steps import Reply

# Beside these keys the caller adds `today`, and what an effect made (`booking_url`, `person_id`).
TEMPLATES: dict[str, frozenset[str]] = {
    template: frozenset(keys.split())
    for template, keys in {
        "greeting": "name",
        "welcome_back": "name",
        "consent_given": "",
        "consent_needed": "",
        "consent_renewed": "",
        "consent_refused": "",
        "choose_hospital": "used suggested",
        "pick_hospital": "query hospitals",
        "pick_place": "step pages back",
        "no_hospital_found": "query suggested",
        "hospital_not_connected": "hospital nearest",
        "open_booking": "hospital person several",
        "whom": "hospital people new",
        "ask_name": "person code",
        "people": "people",
        "person_remove_sure": "person",
        "person_removed": "person",
        "person_gone": "",
        "people_full": "most",
        "my_queues": "queues",
        "no_queues": "",
        "coming": "hospital booking",
        "cannot_come": "hospital booking",
        "reason_kept": "hospital booking",
        "moved": "hospital booking",
        "cancel_which": "",
        "nothing_to_cancel": "",
        "cancel_sure": "hospital booking",
        "cancel_sent": "hospital booking",
        "booking_over": "hospital booking",
        "booking_not_found": "",
        "telephone": "hospital booking",
        "survey_thanks": "hospital booking rating question",
        "survey_question": "hospital booking question",
        "survey_comment": "hospital booking",
        "survey_done": "hospital booking",
        "survey_skipped": "hospital",
        "survey_closed": "hospital",
        "my_data": "stored",
        "take_along": "download_url",
        "withdraw_sure": "",
        "forget_sure": "",
        "forgotten": "",
        "emergency": "",
        "staff_phone_linked": "",
        "staff_code_unknown": "",
        "distress": "",
        "symptom": "",
        "contact": "phones",
        "how_to_move": "",
        "your_turn": "",
        "come_which": "",
        "help": "",
        "home": "name",
        "sticker": "",
        "thanked": "",
        "media": "kind",
        "not_understood": "",
        "sorry": "",
    }.items()
}


def reply(template: str, /, **data: Any) -> Reply:
    """A reply; hospitals and queues in `data` become the dictionaries that templates read.

    Raises ValueError unless `data` has exactly the template's keys.
    """
    if TEMPLATES.get(template) != data.keys():
        raise ValueError(f"template {template!r} does not take {sorted(data)}: see flows.replies.TEMPLATES")
    return Reply(template, {key: _plain(value) for key, value in data.items()})


def about(template: str, queue: Queue, **more: Any) -> Reply:
    """A reply about one booking."""
    return reply(template, hospital=queue.hospital, booking=dict(queue.booking), **more)


def with_distance(hospitals: Iterable[Hospital]) -> list[dict[str, Any]]:
    """For templates that show how far each hospital is; null where that is not known."""
    return [_plain(hospital) | {"distance_km": hospital.distance_km} for hospital in hospitals]


def _plain(value: Any) -> Any:
    match value:
        case Hospital():
            return {key: getattr(value, key) for key in ("code", "name", "province", "telephone", "map_url")}
        case Person():
            nth = f" {value.number}" if value.number > 1 else ""
            return {"id": value.id, "kin": value.kin, "number": value.number, "nth": nth, "name": value.name}
        case Queue():
            return {"hospital": _plain(value.hospital), "booking": dict(value.booking)}
        case list():
            return [_plain(one) for one in cast(list[Any], value)]
        case _:
            return value
