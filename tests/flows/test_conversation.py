"""Whatever she does, wherever she is: an answer that exists, and a way back."""

import json
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import flows
from flows.events import Event, Follow, Location, Media, Other, Postback, Sticker, Text, Unfollow
from flows.machine import ImpossibleTriggerError, after, place
from flows.ports import Person
from flows.replies import TEMPLATES, reply
from flows.route import WRITING
from flows.steps import Step
from flows.topics import TOPICS
from tests.flows.builders import (
    LAMLUKKA,
    MOTHER,
    PATHUM_THANI,
    SomeContext,
    a_context,
    a_queue,
    data,
    say,
    tap,
    template,
)

POSITIONS = [state for topic in TOPICS for state in topic.states]
VERBS = [key for topic in TOPICS for key in topic.handlers if isinstance(key, str)]
MADE_BY_THE_CALLER = {"sorry"}

taps = st.builds(
    "do={}&b={}&code={}&v={}&sure={}&p={}&kin={}&n={}".format,
    st.sampled_from([*VERBS, "nonsense", ""]),
    st.sampled_from(["1", "2", "3", "4", "5", "99", "x"]),
    st.sampled_from(["10686", "10688", "EA0010687", "99999", ""]),
    st.sampled_from(["yes", "no", "1", "5", "6", "capital", "Pathum+Thani", ""]),
    st.sampled_from(["yes", ""]),
    st.sampled_from(["me", "3", "100", "99", ""]),
    st.sampled_from(["child", "mother", "other", "self", ""]),
    st.sampled_from(["1", "2", "9", ""]),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Follow, st.booleans()),
    st.just(Unfollow()),
    st.builds(
        Text, st.one_of(st.text(), st.sampled_from(["ปทุมธานี", "ลำลูกกา", "จองคิว", "ยกเลิก", "เมนู", "สวัสดี"]))
    ),
    st.builds(Postback, st.one_of(taps, taps, st.text())),
    st.builds(Location, st.floats(-90, 90), st.floats(-180, 180)),
    st.sampled_from([Sticker(), Media("image"), Media("audio"), Other()]),
)

EVERYTHING: list[Event] = [
    *(Follow(unblocked) for unblocked in (True, False)),
    *(Text(body) for body in ("", "ปทุมธานี", "ลำลูกกา", "เชียงใหม่", "เมนู", "ขอบคุณค่ะ", "hello")),
    *(Postback(f"do={verb}") for verb in VERBS),
    *(Postback(f"do={verb}&b={booking_id}&v=3") for verb in VERBS for booking_id in range(1, 6)),
    *(Postback(data) for data in ("", "do=", "do=nonsense", "=&;%", "do=home&do=help", "b=" + "9" * 400)),
    Location(14.0, 100.5),
    Unfollow(),
    Sticker(),
    Media("file"),
    Other(),
]


EIGHT = tuple(Person(number, "other", number) for number in range(1, 9))


def a_full_life(consented: bool = True) -> SomeContext:
    return a_context(
        a_queue(1),
        a_queue(2, state="cancel_requested", by_version=3),
        a_queue(3, state="served", survey_open=True),
        a_queue(4, state="cancelled"),
        a_queue(5, state="confirmed", hospital=LAMLUKKA),
        consented=consented,
        been_at=(PATHUM_THANI,),
        people=(MOTHER,),
    )


def assert_well_formed(step: Step, event: Event) -> None:
    assert step.position in POSITIONS
    assert bool(step.replies) != isinstance(event, Unfollow)
    assert len(step.replies) <= 5
    for one in step.replies:
        assert one.data.keys() == TEMPLATES[one.template]
        assert json.loads(json.dumps(one.data)) == one.data


@pytest.mark.parametrize("consented", [True, False])
@pytest.mark.parametrize("position", [*POSITIONS, None, "a.position.of.yesterday"])
def test_everything_is_answered_everywhere(position: str | None, consented: bool):
    for event in EVERYTHING:
        assert_well_formed(flows.step(position, event, a_full_life(consented)), event)


@given(st.lists(events, max_size=12), st.booleans())
def test_a_conversation_never_ends_where_the_menu_cannot_be_reached(heard: list[Event], consented: bool):
    ctx = a_full_life(consented)
    position: str | None = None
    about: Mapping[str, str] = {}
    for event in heard:
        step = flows.step(position, event, ctx, about)
        assert_well_formed(step, event)
        ctx.carry_out(step.effects)
        position, about = step.position, step.about
        way_back = tap("do=home", ctx, position)
        assert (way_back.position, template(way_back)) == ("home", "home")


def test_every_kind_of_event_was_walked_through():
    assert {type(event) for event in EVERYTHING} == set(get_args(Event))


def test_every_template_is_an_answer_to_something():
    ctx = a_full_life()
    rated = a_context(a_queue(3, state="served", survey_open=True, rating=5))
    agreed_to_an_old_text = a_context()
    agreed_to_an_old_text.patient.consent_text = 0
    waited_for = a_context()
    waited_for.staff_codes = frozenset({"12345678"})
    heard: list[tuple[Event, SomeContext]] = [
        (Follow(True), ctx),
        (Follow(False), ctx),
        (Postback("do=mine"), a_context()),
        (Postback("do=choose"), a_context(consented=False)),
        *((Postback(f"do=consent&v={v}"), ctx) for v in ("yes", "no")),
        *((Postback(f"do={verb}"), ctx) for verb in ("choose", "mine", "help", "home")),
        *((Postback(f"do=hospital&code={code}"), ctx) for code in ("10686", "10688")),
        *((Postback(f"do={verb}&v=3&b={b}"), ctx) for verb in VERBS for b in range(1, 7)),
        (Postback("do=cancel&sure=yes&b=1"), ctx),
        (Text("ปทุมธานี"), ctx),
        (Text("เชียงใหม่"), ctx),
        (Text("เจ็บหน้าอก"), ctx),
        *((Postback(f"do={what}"), ctx) for what in ("data", "withdraw", "forget", "forget&sure=yes")),
        *((Postback(f"do=hospital&code=10686&p={who}"), ctx) for who in ("me", "3")),
        *((Postback(f"do={what}&p=3"), ctx) for what in ("name", "people", "remove", "remove&sure=yes")),
        (Postback("do=remove&p=9"), ctx),
        (Postback("do=add&kin=child&n=1&h=10686"), a_context(people=EIGHT)),
        *((Postback(f"do=answer&b=3&q={q}&v=skip"), rated) for q in ("liked", "waited", "comment")),
        (Postback("do=hospital&code=10686"), agreed_to_an_old_text),
        (Media("video"), ctx),
        (Sticker(), ctx),
        (Text("ยกเลิก"), ctx),
        (Text("ยกเลิก"), a_context()),
        (Text("ขอบคุณ"), ctx),
        (Postback("do=why&b=1&v=busy"), ctx),
        (Postback("do=come&b=1&on=2026-11-24T10:00"), ctx),
        (Text("1234-5678"), waited_for),
        (Postback("do=regions"), ctx),
    ]

    seen = {
        one.template
        for position in ("home", "choosing_hospital.by_name")
        for event, there in heard
        for one in flows.step(position, event, there).replies
    }

    assert TEMPLATES.keys() - seen == MADE_BY_THE_CALLER


def test_a_lost_position_is_home():
    assert place(None) == place("") == place("choosing_hospital.by_star_sign") == "home"


def test_an_unknown_tap_shows_the_menu():
    for unknown in ("", "do=", "do=dance", "nonsense", "do=help&do=mine", f"do=help&x={'x' * 300}"):
        assert template(tap(unknown, a_context())) == "home"


def test_a_sticker_and_each_kind_of_file_have_an_answer_of_their_own():
    assert template(flows.step("home", Sticker(), a_context())) == "sticker"
    for kind in ("image", "video", "audio", "file"):
        assert data(flows.step("home", Media(kind), a_context())) == {"kind": kind}


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("จองคิว", "choose_hospital"),
        ("จองคิวค่ะ", "choose_hospital"),
        (" Book ", "choose_hospital"),
        ("คิวของฉัน", "my_queues"),
        ("My  Queue", "my_queues"),
        ("ยกเลิก", "cancel_sure"),
        ("CANCEL", "cancel_sure"),
        ("ช่วยเหลือ", "help"),
        ("help!", "help"),
        ("เมนู", "home"),
        ("สวัสดีครับ", "home"),
        ("ขอบคุณนะคะ", "thanked"),
    ],
)
def test_some_words_mean_a_button_everywhere(position: str, body: str, answer: str):
    said = template(say(body, a_context(a_queue()), position))

    assert said == answer or (position in WRITING and answer in {"home", "thanked"})


def test_a_handler_that_pulls_an_unknown_trigger_is_a_programming_error():
    with pytest.raises(ImpossibleTriggerError, match="'home' by 'flew_away'"):
        after("home", "flew_away")
    with pytest.raises(ImpossibleTriggerError, match="'home' by 'found_none'"):
        after("home", "found_none")


def test_a_reply_with_other_data_than_its_template_reads_is_a_programming_error():
    with pytest.raises(ValueError, match=r"flows\.replies\.TEMPLATES"):
        reply("home")
    with pytest.raises(ValueError, match="'goodbye'"):
        reply("goodbye")
