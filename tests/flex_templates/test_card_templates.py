"""The templates that ship: each with each sample in each language."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from flex_templates import LANGUAGES, FileSource, Language, Renderer, check, graphemes
from flows.topics.browsing import MOST_PLACES, ON_A_PAGE

SOURCE = FileSource()
RENDERER = Renderer(SOURCE)
PUSHED = ("queue_card", "day_before", "same_day", "rescheduled", "cancelled", "survey", "near_queue", "alert")
SETS: list[tuple[str, Language]] = [
    (kind, language) for kind in ("usual", "longest", "empty") for language in LANGUAGES
]

VOCABULARY = (
    r"consent&v=(yes|no)|choose|hospital&code=\w+(&p=(me|\d+))?|mine|skip&b=\d+"
    r"|((come|cannot)&b=\d+|cancel&b=\d+(&sure=yes)?|why&b=\d+&v=[a-z]+)(&on=[0-9-]{10}T([0-9:]{5})?)?"
    r"|rate&b=\d+&v=[1-5]|again&code=\w+(&p=(me|\d+))?|help|home|data|take|withdraw|forget(&sure=yes)?"
    r"|answer&b=\d+&q=(problem|liked|waited|comment)&v=[a-z]+"
    r"|regions|region&v=[a-z_]+|province&v=[A-Za-z+]+|district&v=[A-Za-z+]+&code=\w+"
    r"|whom&h=\w+|add&kin=(child|mother|father|other)&n=[1-8]&h=\w+(&sure=yes)?"
    r"|name&p=\d+(&h=\w+)?|people|remove&p=\d+(&sure=yes)?"
)

ON = "&on=2026-11-25T10:00"  # for when the samples' card was shown


def actions(value: Any) -> Iterator[dict[str, Any]]:
    """Everything that can be tapped."""
    if isinstance(value, dict):
        if isinstance(value.get("action"), dict):
            yield value["action"]
        for inner in value.values():
            yield from actions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from actions(inner)


def taps(name: str, kind: str = "usual", **changes: Any) -> list[str]:
    """The postback data and addresses of a card."""
    data = {**SOURCE.samples(name)[kind], **changes}
    found = list(actions(RENDERER.render(name, data, "th")))
    return [action.get("data") or action.get("uri") or action["type"] for action in found]


@pytest.mark.parametrize("name", SOURCE.names())
def test_line_would_take_it(name: str):
    for kind, language in SETS:
        messages = RENDERER.render(name, SOURCE.samples(name)[kind], language)

        assert check(messages) == [], (kind, language)
        most = (
            48_000 if name in {"my_queues", "pick_place"} else 20_000
        )  # these are carousels: LINE takes 50 KB
        assert len(json.dumps(messages, ensure_ascii=False).encode()) < most


def test_all_districts_of_bangkok_fit_into_one_carousel():
    row = {"key": "10687", "name": "ป้อมปราบศัตรูพ่าย", "hospitals": 12, "connected": True}
    row["tap"] = "do=district&v=Bangkok&code=10687"
    rows = [row] * MOST_PLACES
    pages = [{"places": rows[at : at + ON_A_PAGE]} for at in range(0, len(rows), ON_A_PAGE)]
    data = {"step": "district", "pages": pages, "back": "do=region&v=capital", "today": "2026-11-24"}

    assert check(RENDERER.render("pick_place", data, "th")) == []


@pytest.mark.contract(
    "no department nor illness either way).",
)
@pytest.mark.parametrize("name", SOURCE.names())
def test_the_lock_screen_names_no_department_and_no_hospital(name: str):
    for kind, language in SETS:
        data = SOURCE.samples(name)[kind]
        hospital, booking = data.get("hospital") or {}, data.get("booking") or {}
        secrets = (
            None if data.get("lock_name") else hospital.get("name"),
            booking.get("department"),
            booking.get("location"),
            booking.get("note"),
        )

        seen = [message.get("altText", "") for message in RENDERER.render(name, data, language)]
        plain = RENDERER.plain(name, data, language)[0]["text"]

        assert not any(secret in text for secret in secrets if secret for text in seen)
        assert not any(secret in plain for secret in secrets[1:] if secret)


@pytest.mark.parametrize("name", PUSHED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_should_a_card_fail_its_plain_text_tells_a_locked_screen_no_more(name: str, language: Language):
    data = SOURCE.samples(name)["usual"]
    hospital = data["hospital"]["name"]
    private = (data["booking"]["queue_number"], data["booking"].get("patient_name"), hospital)

    silent = RENDERER.plain(name, {**data, "lock_name": None}, language)[0]["text"]
    named = RENDERER.plain(name, {**data, "lock_name": hospital}, language)[0]["text"]

    assert not any(text in silent for text in private if text)
    assert not re.search(r"0\d{1,2}-\d{3}", silent), "the hospital's number names it too"
    assert hospital in named
    assert not any(text in named for text in private[:2] if text)


@pytest.mark.contract(
    "no department nor illness either way).",
)
@pytest.mark.parametrize("name", PUSHED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lock_screen_names_the_hospital_where_it_chose_so(name: str, language: Language):
    data = SOURCE.samples(name)["usual"]

    def shown(**changes: Any) -> str:
        return RENDERER.render(name, {**data, **changes}, language)[0]["altText"]

    silent, named = shown(), shown(lock_name="Lotus")
    assert "Lotus" in named
    assert set(named.split()) - set(silent.split()) <= {"Lotus", "Lotus:", "Lotus.", "มีข้อความจากLotusค่ะ"}
    without = {key: value for key, value in data.items() if key != "lock_name"}
    assert RENDERER.render(name, without, language)[0]["altText"] == silent  # of an older release


@pytest.mark.parametrize("name", SOURCE.names())
def test_the_chat_shows_what_she_tapped(name: str):
    for kind, language in SETS:
        for action in actions(RENDERER.render(name, SOURCE.samples(name)[kind], language)):
            assert action["type"] in ("uri", "postback", "location")
            if action["type"] == "postback":
                assert action["displayText"].strip()
                assert re.fullmatch(f"do=({VOCABULARY})", action["data"])


@pytest.mark.parametrize("name", [name for name in SOURCE.names() if name not in PUSHED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_offers_a_way_on(name: str, language: Language):
    for kind in SOURCE.samples(name):
        message = RENDERER.render(name, SOURCE.samples(name)[kind], language)[-1]
        labels = [item["action"]["label"] for item in message["quickReply"]["items"]]
        assert labels
        assert all(1 <= graphemes.count(label) <= 20 for label in labels)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("queue_card", {f"do=cancel&b=4711{ON}", "tel:025988888", "https://pth.example.go.th/queue/4711"}),
        ("day_before", {f"do=come&b=4711{ON}", f"do=cannot&b=4711{ON}"}),
        ("same_day", {"tel:025988888", "https://pth.example.go.th/live?room=4"}),
        ("near_queue", {"https://pth.example.go.th/live?room=4"}),
        ("survey", {*(f"do=rate&b=4711&v={value}" for value in range(1, 6)), "do=skip&b=4711"}),
        ("cancelled", {"do=again&code=10686"}),
        ("greeting", {"do=consent&v=yes", "do=consent&v=no"}),
        ("consent_given", {"do=choose"}),
        ("consent_needed", {"do=consent&v=yes", "do=consent&v=no"}),
        ("consent_refused", {"do=consent&v=yes"}),
        ("choose_hospital", {"do=hospital&code=10686", "do=hospital&code=11500", "location", "do=home"}),
        ("pick_hospital", {"do=hospital&code=10686", "do=hospital&code=11500"}),
        ("cancel_sure", {f"do=cancel&b=4711&sure=yes{ON}", "do=mine"}),
        ("cannot_come", {"do=again&code=10686"}),
        ("cancel_sent", {"do=again&code=10686"}),
        ("booking_over", {"do=again&code=10686"}),
        ("survey_thanks", {"do=again&code=10686"}),
        ("home", {"do=choose", "do=mine", "do=help"}),
        ("telephone", {"tel:025988888"}),
        ("open_booking", {"do=whom&h=10686", "do=name&p=7&h=10686"}),
        ("whom", {"do=hospital&code=10686&p=7", "do=add&kin=child&n=1&h=10686"}),
        ("people", {"do=name&p=7", "do=remove&p=7"}),
        ("person_remove_sure", {"do=remove&p=7&sure=yes"}),
        (
            "my_queues",
            {f"do=come&b=4711{ON}", f"do=cannot&b=4711{ON}", "do=cancel&b=4711", f"do=come&b=4712{ON}"},
        ),
    ],
)
def test_the_buttons_that_the_conversation_counts_on(name: str, expected: set[str]):
    assert expected <= set(taps(name))


def test_a_queue_that_is_being_cancelled_can_only_be_taken_up_again():
    assert f"do=cancel&b=4712{ON}" not in taps("my_queues")
    assert f"do=cannot&b=4712{ON}" not in taps("my_queues")


def test_she_can_tell_her_friends():
    shared = [tap for tap in taps("survey_thanks") if tap.startswith("https://line.me/R/share?text=")]

    assert shared
    assert shared[0].isascii()


def test_the_booking_page_is_opened_with_its_connect_id():
    opened = taps(
        "open_booking", booking_url="http://h.example/queue/que_register.php?regist=5bedb40574d0504752f2173f"
    )

    assert opened[0] == "http://h.example/queue/que_register.php?regist=5bedb40574d0504752f2173f"


def test_a_hospital_without_map_or_telephone_gets_no_dead_buttons():
    assert taps("queue_card", "empty") == ["do=cancel&b=1&on=2026-11-25T"]
    assert taps("same_day", "empty") == []


def test_the_ticket_leads_the_card_and_the_map_where_there_is_none():
    booking = SOURCE.samples("queue_card")["usual"]["booking"]
    main = re.compile("https://[^?]*")

    with_ticket = [main.match(tap) for tap in taps("queue_card")]
    without = taps("queue_card", booking={**booking, "ticket": None})

    assert booking["ticket"]["page_url"] in [found[0] for found in with_ticket if found]
    assert booking["ticket"]["calendar_url"] in taps("queue_card")
    assert without[0].startswith("https://maps.google.com/")
    assert not [tap for tap in without if "connect.example" in tap]


def test_a_booking_from_before_there_were_tickets_still_gets_its_card():
    booking = dict(SOURCE.samples("queue_card")["usual"]["booking"])
    del booking["ticket"]

    assert taps("queue_card", booking=booking)
    assert taps("same_day", booking=booking)


def test_an_address_that_cannot_be_opened_gets_no_button():
    booking = SOURCE.samples("queue_card")["usual"]["booking"]

    assert "pth" not in " ".join(
        taps(
            "queue_card",
            booking={**booking, "details_url": "pth.example", "live_queue_url": "ftp://pth.example"},
        )
    )


def test_the_card_shows_for_whom_when_where_and_number_in_this_order():
    shown = json.dumps(
        RENDERER.render("queue_card", SOURCE.samples("queue_card")["usual"], "th"), ensure_ascii=False
    )

    wanted = (
        "สมหญิง",
        "พุธ 25 พ.ย. 2569",
        "10.00 น.",
        "โรงพยาบาลปทุมธานี",
        "แผนกอายุรกรรม",
        "A012",
        "งดน้ำและอาหาร",
    )
    places = [shown.index(part, shown.index("contents")) for part in wanted]
    assert places == sorted(places)


def test_version_3_texts_are_shown_whole_instead_of_the_time():
    booking = {
        **SOURCE.samples("queue_card")["usual"]["booking"],
        "queue_text": "จุดคัดกรอง คิวที่ 201",
        "time_text": "เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที",
    }
    data = {**SOURCE.samples("queue_card")["usual"], "booking": booking}

    shown = json.dumps(RENDERER.render("queue_card", data, "th"), ensure_ascii=False)

    assert booking["queue_text"] in shown
    assert booking["time_text"] in shown
    assert "10.00 น." not in shown


@pytest.mark.parametrize("queues_ahead", [0, 1, 5, None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_near_queue_says_how_near(queues_ahead: int | None, language: Language):
    call = {"queues_ahead": queues_ahead, "expected_time": None, "room": None}
    data = {**SOURCE.samples("near_queue")["usual"], "call": call}

    alt = RENDERER.render("near_queue", data, language)[0]["altText"]

    assert (str(queues_ahead) in alt) is (queues_ahead in (1, 5))


@pytest.mark.parametrize("name", SOURCE.names())
def test_thai_and_english_have_the_same_structure(name: str):
    def keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: keys(inner) for key, inner in value.items()}
        return [keys(inner) for inner in value] if isinstance(value, list) else None

    data = SOURCE.samples(name)["usual"]
    assert keys(RENDERER.render(name, data, "th")) == keys(RENDERER.render(name, data, "en"))


def test_no_thai_is_left_in_the_english_words():
    for name in ("common", *SOURCE.names()):
        for key, word in SOURCE.own_words(name)["en"].items():
            assert not re.search("[\u0e00-\u0e7f]", word), (name, key)
