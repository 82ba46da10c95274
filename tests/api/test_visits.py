"""The outcome of a visit gates the survey (S10)."""

import pytest

from tests.api.world import World, wrong_fields


def _visit(world: World, outcome: str) -> int:
    return world.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": outcome}).status_code


def _survey(world: World) -> str | None:
    return dict(world.kinds()).get("survey")


@pytest.mark.contract(
    '`POST /api/v4/visits`: `{booking_ref, outcome: "served" | "no_show"}`.',
)
def test_a_visit_is_answered_with_the_booking(world: World):
    world.book()

    answer = world.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"})

    assert (answer.status_code, answer.json["state"]) == (200, "served")
    assert answer.json == world.booking()


@pytest.mark.contract(
    "A no-show gets no survey.",
    "The switch `survey` (`all`, the default, or `served_only`) says what happens without an outcome.",
)
@pytest.mark.parametrize(
    ("switch", "outcome", "survey"),
    [
        ("all", "served", "planned"),
        ("all", "no_show", "cancelled"),
        ("all", None, "planned"),
        ("served_only", "served", "planned"),
        ("served_only", "no_show", None),
        ("served_only", None, None),
    ],
)
def test_who_is_asked_for_her_opinion(world: World, switch: str, outcome: str | None, survey: str | None):
    world.set_hospital(survey=switch)
    world.book()
    if outcome:
        _visit(world, outcome)

    assert _survey(world) == survey


@pytest.mark.contract(
    "`served`, `no_show` | over | 409 | 409 | 409 | 409 | 200; the last outcome wins until the "
    "survey is sent, then another one is 409 | survey",
)
def test_the_last_outcome_wins(world: World):
    world.book()

    assert [_visit(world, each) for each in ("no_show", "served", "served")] == [200, 200, 200]
    assert (world.booking()["state"], _survey(world)) == ("served", "planned")


@pytest.mark.contract(
    "`served`, `no_show` | over | 409 | 409 | 409 | 409 | 200; the last outcome wins until the "
    "survey is sent, then another one is 409 | survey",
)
@pytest.mark.parametrize("state", ["sent", "sending"])
def test_another_outcome_is_a_conflict_once_the_survey_is_sent(world: World, state: str):
    world.book()
    _visit(world, "served")
    world.set_message("survey", state=state)

    assert _visit(world, "no_show") == 409
    assert _visit(world, "served") == 200
    assert world.booking()["state"] == "served"


def test_a_visit_stops_the_reminders(world: World):
    world.book()

    _visit(world, "served")

    assert {state for kind, state in world.kinds() if kind in {"day_before", "same_day"}} == {"cancelled"}


@pytest.mark.contract(
    '`POST /api/v4/visits`: `{booking_ref, outcome: "served" | "no_show"}`.',
)
@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"booking_ref", "outcome"}),
        ({"booking_ref": "HN-1", "outcome": "late"}, {"outcome"}),
        ({"booking_ref": "HN-1", "outcome": ["served"]}, {"outcome"}),
        ({"booking_ref": "HN-1", "outcome": "served", "at": "now"}, {"at"}),
    ],
)
def test_a_wrong_visit_names_its_fields(world: World, body: dict[str, object], fields: set[str]):
    assert wrong_fields(world.call("POST", "/visits", body)) == fields


@pytest.mark.contract(
    "404 unknown booking or Connect ID",
)
def test_an_unknown_booking_is_404(world: World):
    assert _visit(world, "served") == 404
