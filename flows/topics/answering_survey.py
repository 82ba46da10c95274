"""Rating a visit, or not (S10)."""

from flows.effects import Rate, SkipSurvey
from flows.moves import Move, stay, trigger
from flows.ports import Context
from flows.postbacks import Tap
from flows.replies import about, reply
from flows.topic import Handlers, Key, Topic, Transition
from flows.topics.viewing_queues import hers

STATES = ["answering_survey.rated"]

TRANSITIONS: list[Transition] = [
    {"trigger": "rated", "source": "*", "dest": "answering_survey.rated"},
    {"trigger": "skipped", "source": "*", "dest": "home"},
    {"trigger": "survey_over", "source": "*", "dest": "home"},
]

RATINGS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


def rate(tap: Tap, ctx: Context) -> Move:
    """While the survey is open, a second rating replaces the first."""
    queue, rating = hers(tap, ctx), RATINGS.get(tap.value)
    if rating is None:
        return stay(reply("not_understood"))
    if queue is None:
        return trigger("survey_over", reply("booking_not_found"))
    if not queue.survey_open:
        return trigger("survey_over", reply("survey_closed", hospital=queue.hospital))
    changed = () if queue.rating == rating else (Rate(queue.id, rating),)
    return trigger("rated", about("survey_thanks", queue, rating=rating), *changed)


def skip(tap: Tap, ctx: Context) -> Move:
    queue = hers(tap, ctx)
    if queue is None:
        return trigger("survey_over", reply("booking_not_found"))
    if not queue.survey_open:
        return trigger("survey_over", reply("survey_closed", hospital=queue.hospital))
    return trigger("skipped", reply("survey_skipped", hospital=queue.hospital), SkipSurvey(queue.id))


HANDLERS: Handlers = {"rate": rate, "skip": skip}
BEFORE_CONSENT = frozenset[Key](HANDLERS)

TOPIC = Topic("answering_survey", __doc__ or "", STATES, TRANSITIONS, HANDLERS, BEFORE_CONSENT)
