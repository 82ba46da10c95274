"""Rating a visit by one tap, then at most two questions and a few words, each skippable (S10)."""

from dataclasses import replace
from typing import Any

from flows.effects import AnswerSurvey, Rate, SkipSurvey
from flows.events import Text
from flows.moves import Move, ask, stay, trigger
from flows.ports import Context, Queue
from flows.postbacks import Tap
from flows.replies import about, reply
from flows.topic import Handlers, Key, Topic, Transition
from flows.topics.emergency import if_in_danger
from flows.topics.viewing_queues import hers
from flows.typed import tidy

STATES = ["answering_survey.rated", "answering_survey.commenting"]

TRANSITIONS: list[Transition] = [
    {"trigger": "rated", "source": "*", "dest": "answering_survey.rated"},
    {"trigger": "asked_for_words", "source": "*", "dest": "answering_survey.commenting"},
    {"trigger": "answered_all", "source": "*", "dest": "home"},
    {"trigger": "skipped", "source": "*", "dest": "home"},
    {"trigger": "survey_over", "source": "*", "dest": "home"},
]

RATINGS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
OPTIONS: dict[str, tuple[str, ...]] = {
    "problem": ("waiting", "staff", "place", "information"),
    "liked": ("fast", "kind", "clean", "clear"),
    "waited": ("short", "medium", "long"),
}
LOW = 3  # up to here she is asked what went wrong
SKIP = "skip"
LONGEST_COMMENT = 500


def rate(tap: Tap, ctx: Context) -> Move:
    """While the survey is open, a second rating replaces the first."""
    queue, rating = hers(tap, ctx), RATINGS.get(tap.value)
    if rating is None:
        return stay(reply("not_understood"))
    if queue is None or not queue.survey_open:
        return closed(queue)
    changed = () if queue.rating == rating else (Rate(queue.id, rating),)
    first = question(questions(rating)[0])
    return trigger("rated", about("survey_thanks", queue, rating=rating, question=first), *changed)


def answer(tap: Tap, ctx: Context) -> Move:
    """One tap on a question's answer, or past it."""
    queue, asked, value = hers(tap, ctx), tap.fields.get("q", ""), tap.value
    if queue is None or not queue.survey_open:
        return closed(queue)
    if queue.rating is None or value not in (*OPTIONS.get(asked, ()), SKIP):
        return stay(reply("not_understood"))
    effects = () if value == SKIP else (AnswerSurvey(queue.id, asked, value),)
    if asked == "comment":
        return trigger("answered_all", about("survey_done", queue))
    to_come = questions(queue.rating)
    following = to_come[to_come.index(asked) + 1 :] if asked in to_come else ()
    if following:
        return trigger("rated", about("survey_question", queue, question=question(following[0])), *effects)
    return ask("asked_for_words", about("survey_comment", queue), *effects, b=str(queue.id))


def comment(text: Text, ctx: Context) -> Move:
    """A few words of her own; they are kept also where they tell of a danger, which is answered first."""
    move = keep_comment(text, ctx)
    return replace(move, replies=(*if_in_danger(text), *move.replies))


def keep_comment(text: Text, ctx: Context) -> Move:
    """What they are about was kept when she was asked."""
    queue, words = hers(Tap("", text.about), ctx), tidy(text.body, LONGEST_COMMENT)
    if queue is None or not queue.survey_open:
        return closed(queue)
    if not words:
        return stay(about("survey_comment", queue))
    return trigger("answered_all", about("survey_done", queue), AnswerSurvey(queue.id, "comment", words))


def skip(tap: Tap, ctx: Context) -> Move:
    queue = hers(tap, ctx)
    if queue is None or not queue.survey_open:
        return closed(queue)
    return trigger("skipped", reply("survey_skipped", hospital=queue.hospital), SkipSurvey(queue.id))


def closed(queue: Queue | None) -> Move:
    said = reply("survey_closed", hospital=queue.hospital) if queue else reply("booking_not_found")
    return trigger("survey_over", said)


def questions(rating: int) -> tuple[str, ...]:
    return ("problem" if rating <= LOW else "liked", "waited")


def question(name: str) -> dict[str, Any]:
    return {"key": name, "options": [{"value": value} for value in OPTIONS[name]]}


HANDLERS: Handlers = {
    "rate": rate,
    "answer": answer,
    "skip": skip,
    ("answering_survey.commenting", Text): comment,
}
BEFORE_CONSENT = frozenset[Key]({"rate", "answer", "skip", ("answering_survey.commenting", Text)})

TOPIC = Topic(
    "answering_survey",
    __doc__ or "",
    STATES,
    TRANSITIONS,
    HANDLERS,
    BEFORE_CONSENT,
    writing=frozenset({"answering_survey.commenting"}),
)
