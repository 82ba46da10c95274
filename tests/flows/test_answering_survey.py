import pytest

from flows.effects import Rate, SkipSurvey
from tests.flows.builders import SomeContext, a_context, a_queue, data, tap, template


def after_a_visit(survey_open: bool = True, rating: int | None = None) -> SomeContext:
    return a_context(a_queue(7, state="served", survey_open=survey_open, rating=rating))


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_one_tap_rates_the_visit(value: int):
    step = tap(f"do=rate&b=7&v={value}", after_a_visit())

    assert (template(step), step.effects) == ("survey_thanks", (Rate(7, value),))
    assert (step.position, data(step)["rating"]) == ("answering_survey.rated", value)


def test_a_rating_may_be_changed_while_the_survey_is_open():
    step = tap("do=rate&b=7&v=2", after_a_visit(rating=5))

    assert (data(step)["rating"], step.effects) == (2, (Rate(7, 2),))


def test_the_same_rating_again_is_thanked_for_and_changes_nothing():
    step = tap("do=rate&b=7&v=5", after_a_visit(rating=5))

    assert (template(step), step.effects) == ("survey_thanks", ())


@pytest.mark.parametrize("value", ["0", "6", "", "x", "1.0", "๕", "55"])
def test_a_rating_that_cannot_be_is_not_understood(value: str):
    step = tap(f"do=rate&b=7&v={value}", after_a_visit())

    assert (template(step), step.effects) == ("not_understood", ())


def test_the_survey_may_be_skipped():
    step = tap("do=skip&b=7", after_a_visit())

    assert (step.position, template(step), step.effects) == ("home", "survey_skipped", (SkipSurvey(7),))


@pytest.mark.parametrize("data", ["do=rate&v=3&b=7", "do=skip&b=7"])
def test_a_closed_survey_takes_no_answer(data: str):
    step = tap(data, after_a_visit(survey_open=False))

    assert (template(step), step.effects) == ("survey_closed", ())


@pytest.mark.parametrize("data", ["do=rate&v=3&b=8", "do=skip&b=8", "do=skip"])
def test_a_survey_of_somebody_else_is_not_found(data: str):
    step = tap(data, after_a_visit())

    assert (template(step), step.effects) == ("booking_not_found", ())
