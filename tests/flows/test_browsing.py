import pytest

from flows.events import Postback
from flows.ports import Hospital, Place
from flows.topics.browsing import MOST_HOSPITALS, MOST_PLACES, ON_A_PAGE
from tests.flows.builders import (
    LAMLUKKA,
    PATHUM_THANI,
    SomeContext,
    SomePlaces,
    a_context,
    data,
    say,
    tap,
    template,
)
from tests.flows.test_conversation import assert_well_formed

PROVINCE = "do=province&v=Pathum+Thani"
MANY = tuple(Hospital(f"{code}", f"โรงพยาบาลที่ {code}") for code in range(20000, 20060))


def rows(tapped: str, ctx: SomeContext) -> list[dict[str, object]]:
    return [row for page in data(tap(tapped, ctx))["pages"] for row in page["places"]]


def taps(tapped: str, ctx: SomeContext) -> list[object]:
    return [row["tap"] for row in rows(tapped, ctx)]


def test_four_taps_lead_from_the_regions_to_the_page_of_a_hospital():
    ctx = a_context()

    assert taps("do=regions", ctx) == ["do=region&v=capital"]
    assert taps("do=region&v=capital", ctx) == [PROVINCE]
    assert taps(PROVINCE, ctx)[0] == f"do=hospital&code={PATHUM_THANI.code}"
    assert template(tap(str(taps(PROVINCE, ctx)[0]), ctx)) == "open_booking"


def test_a_province_with_too_many_asks_for_the_district_first():
    ctx = a_context(hospitals=MANY)
    step = tap(PROVINCE, ctx)

    assert data(step)["step"] == "district"
    assert taps(PROVINCE, ctx)[0] == "do=district&v=Pathum+Thani&code=20000"
    assert taps("do=district&v=Pathum+Thani&code=20000", ctx) == ["do=hospital&code=20000"]


@pytest.mark.parametrize(
    ("tapped", "back"),
    [
        ("do=regions", "do=choose"),
        ("do=region&v=capital", "do=regions"),
        (PROVINCE, "do=region&v=capital"),
        ("do=district&v=Pathum+Thani&code=10686", PROVINCE),
    ],
)
def test_each_step_leads_back_to_the_one_before(tapped: str, back: str):
    step = tap(tapped, a_context())

    assert (step.position, template(step)) == ("choosing_hospital.picking", "pick_place")
    assert data(step)["back"] == back


def test_a_page_holds_no_more_than_fits_on_one_bubble_and_all_no_more_than_a_carousel():
    pages = data(tap(PROVINCE, a_context(hospitals=MANY)))["pages"]

    assert [len(page["places"]) for page in pages] == [ON_A_PAGE, ON_A_PAGE, ON_A_PAGE, ON_A_PAGE, 4]
    assert sum(len(page["places"]) for page in pages) == MOST_PLACES < len(MANY)


def test_of_a_large_district_the_first_hospitals_are_shown():
    class OneDistrict(SomePlaces):
        def districts(self, province: str) -> list[Place]:
            return [Place(MANY[0].code, None, len(MANY))]

    ctx = a_context(hospitals=MANY)
    ctx.places = OneDistrict(MANY)

    assert len(rows(PROVINCE, ctx)) == MOST_HOSPITALS


def test_one_that_is_not_connected_is_shown_as_such():
    shown = {row["key"]: row["connected"] for row in rows(PROVINCE, a_context())}

    assert shown[PATHUM_THANI.code] is True
    assert shown[LAMLUKKA.code] is False


@pytest.mark.parametrize(
    "old",
    [
        "do=region",
        "do=region&v=atlantis",
        "do=province&v=Atlantis",
        "do=province",
        "do=district&v=Atlantis&code=10686",
        "do=district&v=Pathum+Thani&code=99999",
        "do=district&code=10686",
    ],
)
def test_an_old_or_forged_tap_begins_with_the_regions(old: str):
    step = tap(old, a_context())

    assert_well_formed(step, Postback(old))
    assert data(step)["step"] == "region"


def test_a_district_that_is_not_named_shows_the_province():
    assert data(tap("do=district&v=Pathum+Thani", a_context()))["step"] == "hospital"


def test_without_any_hospital_a_name_is_asked_for():
    assert template(tap("do=regions", a_context(hospitals=()))) == "choose_hospital"


def test_while_looking_she_may_type_a_name_after_all():
    looking = tap("do=regions", a_context()).position

    assert template(say("ปท", a_context(), looking)) == "pick_hospital"
