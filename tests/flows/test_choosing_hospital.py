import pytest

import flows
from flows.effects import MintConnectId
from flows.events import Location
from tests.flows.builders import LAMLUKKA, PATHUM_THANI, THANYABURI, a_context, data, say, tap, template

CHOOSING = "choosing_hospital.by_name"
PATHUM_THANI_DATA = {
    "code": "10686",
    "name": "โรงพยาบาลปทุมธานี",
    "province": "ปทุมธานี",
    "telephone": "02-598-8888",
    "map_url": "https://maps.example/10686",
}


def test_choosing_offers_hospitals_she_used_and_others_each_once():
    step = tap("do=choose", a_context(been_at=(PATHUM_THANI,)))

    assert (step.position, template(step)) == (CHOOSING, "choose_hospital")
    assert data(step)["used"] == [PATHUM_THANI_DATA]
    assert [one["code"] for one in data(step)["suggested"]] == [THANYABURI.code]


@pytest.mark.parametrize("position", ["home", CHOOSING, "choosing_hospital.picking", "booking.link_shown"])
def test_one_found_hospital_opens_at_once(position: str):
    step = say("โรงพยาบาลปทุมธานี", a_context(), position)

    assert (step.position, template(step)) == ("booking.link_shown", "open_booking")
    assert data(step) == {"hospital": PATHUM_THANI_DATA, "person": None, "several": False}
    assert step.effects == (MintConnectId("10686"),)


def test_several_found_hospitals_are_listed():
    step = say("  ปทุมธานี\u200b ", a_context(), CHOOSING)

    assert (step.position, template(step), step.effects) == ("choosing_hospital.picking", "pick_hospital", ())
    assert data(step)["query"] == "ปทุมธานี"
    assert data(step)["hospitals"][0] == PATHUM_THANI_DATA | {"distance_km": None}


def test_a_name_that_nobody_bears_may_be_typed_again():
    step = say("เชียงใหม่", a_context(), "choosing_hospital.picking")

    assert (step.position, template(step)) == (CHOOSING, "no_hospital_found")
    assert data(step)["query"] == "เชียงใหม่"
    assert len(data(step)["suggested"]) == 2


def test_unasked_talk_is_not_taken_for_a_hospital():
    assert template(say("วันนี้อากาศดี", a_context())) == "not_understood"
    assert template(say("ปท", a_context())) == "not_understood"


def test_asked_for_a_name_she_may_type_only_two_letters_of_it():
    assert template(say("ปท", a_context(), CHOOSING)) == "pick_hospital"


@pytest.mark.parametrize("body", ["", " \n\t ", "\x00", "\u200b", "\ud800"])
def test_text_without_anything_to_see_finds_nothing(body: str):
    assert template(say(body, a_context(), CHOOSING)) == "no_hospital_found"
    assert template(say(body, a_context())) == "not_understood"


def test_a_very_long_text_is_searched_by_its_beginning_only():
    assert data(say("ก" * 5000, a_context(), CHOOSING))["query"] == "ก" * 100


def test_a_hospital_that_is_not_connected_says_so_and_names_the_nearest_that_are():
    step = say("ลำลูกกา", a_context(), CHOOSING)

    assert (step.position, template(step), step.effects) == (CHOOSING, "hospital_not_connected", ())
    assert data(step)["hospital"]["code"] == LAMLUKKA.code
    assert [(one["code"], one["distance_km"]) for one in data(step)["nearest"]] == [
        (PATHUM_THANI.code, 4.5),
        (THANYABURI.code, 5.5),
    ]


@pytest.mark.parametrize("position", ["home", "viewing_queues.cancelling", "answering_survey.rated"])
def test_a_shared_place_finds_the_nearest_at_any_time(position: str):
    step = flows.step(position, Location(14.02, 100.53), a_context())

    assert (template(step), data(step)["query"]) == ("pick_hospital", None)
    assert [one["distance_km"] for one in data(step)["hospitals"]] == [4.5, 5.5]


def test_a_place_with_no_hospital_near_asks_for_a_name():
    step = flows.step("home", Location(0, 0), a_context(hospitals=()))

    assert (step.position, template(step)) == (CHOOSING, "choose_hospital")


@pytest.mark.parametrize("verb", ["hospital", "again"])
def test_a_tapped_hospital_opens(verb: str):
    step = tap(f"do={verb}&code=EA0010687", a_context())

    assert (template(step), step.effects) == ("open_booking", (MintConnectId("EA0010687"),))


@pytest.mark.parametrize("code", ["99999", "1068", "ea0010687", "๑๐๖๘๖", "10686'--", ""])
def test_an_unknown_code_asks_which_hospital(code: str):
    step = tap(f"do=hospital&code={code}", a_context())

    assert (template(step), step.effects) == ("choose_hospital", ())


def test_a_tapped_hospital_that_is_not_connected_any_more_says_so():
    assert template(tap("do=again&code=10688", a_context())) == "hospital_not_connected"


def test_no_more_than_ten_hospitals_are_listed_and_eleven_offered():
    many = tuple(type(PATHUM_THANI)(f"{code}", f"โรงพยาบาลที่ {code}") for code in range(20000, 20030))
    ctx = a_context(hospitals=many, been_at=many[20:])

    offered = data(tap("do=choose", ctx))

    assert len(data(say("โรงพยาบาล", ctx))["hospitals"]) == 10
    assert len(offered["used"]) + len(offered["suggested"]) == 11
