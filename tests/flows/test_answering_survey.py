import pytest

from flows.effects import AnswerSurvey, Rate, SkipSurvey
from tests.flows.builders import SomeContext, a_context, a_queue, data, say, tap, template


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


@pytest.mark.parametrize(("rating", "first"), [(1, "problem"), (3, "problem"), (4, "liked"), (5, "liked")])
def test_the_rating_chooses_the_first_question(rating: int, first: str):
    assert data(tap(f"do=rate&b=7&v={rating}", after_a_visit()))["question"]["key"] == first


def test_two_questions_by_tap_and_then_her_own_words():
    ctx = after_a_visit(rating=2)

    first = tap("do=answer&b=7&q=problem&v=waiting", ctx, "answering_survey.rated")
    second = tap("do=answer&b=7&q=waited&v=long", ctx, first.position)
    words = say("  รอ\nสองชั่วโมง ", ctx, second.position, second.about)

    assert (template(first), first.effects) == ("survey_question", (AnswerSurvey(7, "problem", "waiting"),))
    assert (template(second), second.effects) == ("survey_comment", (AnswerSurvey(7, "waited", "long"),))
    assert words.effects == (AnswerSurvey(7, "comment", "รอ สองชั่วโมง"),)
    assert (words.position, template(words)) == ("home", "survey_done")


def test_every_question_may_be_skipped():
    ctx = after_a_visit(rating=5)
    steps = [tap(f"do=answer&b=7&q={name}&v=skip", ctx) for name in ("liked", "waited", "comment")]

    assert [template(step) for step in steps] == ["survey_question", "survey_comment", "survey_done"]
    assert [step.effects for step in steps] == [(), (), ()]


def test_a_very_long_comment_is_cut():
    [effect] = say("ก" * 4000, after_a_visit(rating=1), "answering_survey.commenting", {"b": "7"}).effects

    assert effect == AnswerSurvey(7, "comment", "ก" * 500)


def test_an_emergency_in_a_comment_is_answered_first():
    step = say("ตอนนี้หายใจไม่ออก", after_a_visit(rating=1), "answering_survey.commenting", {"b": "7"})

    assert [reply.template for reply in step.replies] == ["emergency", "survey_done"]
    assert step.effects == (AnswerSurvey(7, "comment", "ตอนนี้หายใจไม่ออก"),)


@pytest.mark.parametrize(
    "more", ["q=problem&v=fast", "q=&v=long", "q=waited&v=", "q=comment&v=x", "q=age&v=x"]
)
def test_a_forged_answer_is_not_kept(more: str):
    step = tap(f"do=answer&b=7&{more}", after_a_visit(rating=2))

    assert (template(step), step.effects) == ("not_understood", ())


@pytest.mark.parametrize("about", [{"b": "7"}, {"b": "8"}, {}])
def test_words_after_the_survey_closed_are_not_kept(about: dict[str, str]):
    step = say("สายไป", after_a_visit(survey_open=False, rating=2), "answering_survey.commenting", about)

    assert (step.position, step.effects) == ("home", ())
