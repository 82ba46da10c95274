"""Several people on one account: adding, naming, seeing and removing those she books for."""

from flows.effects import AddPerson, NamePerson, RemovePerson
from flows.events import Text
from flows.moves import Move, ask, stay, trigger
from flows.ports import Context, Hospital, Person
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Topic, Transition
from flows.topics.booking import KIN, MOST_PEOPLE, ONLY_ONE, ask_whom, newcomers, opened, show_link
from flows.topics.choosing_hospital import ask_which
from flows.topics.emergency import if_in_danger
from flows.typed import tidy

STATES = ["people.list", "people.naming", "people.removing"]

TRANSITIONS: list[Transition] = [
    {"trigger": "saw_people", "source": "*", "dest": "people.list"},
    {"trigger": "asked_name", "source": "*", "dest": "people.naming"},
    {"trigger": "asked_to_remove", "source": "*", "dest": "people.removing"},
    {"trigger": "removed_person", "source": "*", "dest": "people.list"},
]

LONGEST_NAME = 40


def choose_whom(tap: Tap, ctx: Context) -> Move:
    """She books at this hospital for somebody else."""
    hospital = _hospital(tap.code or "", ctx)
    return ask_whom(hospital, ctx) if hospital else ask_which(tap, ctx)


def add(tap: Tap, ctx: Context) -> Move:
    """Somebody new by one tap. Only "somebody else" is asked for a name first, and may skip it."""
    hospital, newcomer = _hospital(tap.code or "", ctx), _newcomer(tap)
    if hospital is None:
        return ask_which(tap, ctx)
    if newcomer is None:
        return ask_whom(hospital, ctx)
    if newcomer.kin == "other" and not tap.sure and _known(newcomer, ctx) is None:
        if not newcomers(ctx.people.all()):
            return stay(reply("people_full", most=MOST_PEOPLE))
        number = str(newcomer.number)
        question = reply("ask_name", person=newcomer, code=hospital.code)
        return ask("asked_name", question, kin=newcomer.kin, n=number, code=hospital.code)
    return _add(newcomer, hospital, ctx)


def ask_name(tap: Tap, ctx: Context) -> Move:
    person = ctx.people.get(tap.person_id) if tap.person_id else None
    if person is None:
        return stay(reply("person_gone"))
    code = tap.code or ""
    return ask("asked_name", reply("ask_name", person=person, code=code), p=str(person.id), code=code)


def take_name(text: Text, ctx: Context) -> Move:
    """She typed what to call this person."""
    if danger := if_in_danger(text):
        return stay(*danger)
    name, about = tidy(text.body)[:LONGEST_NAME].strip(), text.about
    heard = Tap("", about)
    hospital, newcomer = _hospital(about.get("code", ""), ctx), _newcomer(heard)
    if heard.person_id is None and (hospital is None or newcomer is None):
        return see(heard, ctx)  # what she was asked is forgotten
    if not name:
        person = ctx.people.get(heard.person_id or 0) or newcomer
        return stay(reply("ask_name", person=person, code=about["code"]) if person else reply("person_gone"))
    if hospital and newcomer:
        return _add(Person(0, newcomer.kin, newcomer.number, name), hospital, ctx)
    return _rename(heard.person_id or 0, name, hospital, ctx)


def see(heard: object, ctx: Context) -> Move:
    return trigger("saw_people", reply("people", people=list(ctx.people.all())))


def remove(tap: Tap, ctx: Context) -> Move:
    person = ctx.people.get(tap.person_id) if tap.person_id else None
    if person is None:
        return trigger("removed_person", reply("person_gone"))
    if not tap.sure:
        return trigger("asked_to_remove", reply("person_remove_sure", person=person))
    return trigger("removed_person", reply("person_removed", person=person), RemovePerson(person.id))


def _add(person: Person, hospital: Hospital, ctx: Context) -> Move:
    known = _known(person, ctx)
    if known is not None and person.name is None:
        return show_link(hospital, ctx, known)
    if known is None and not newcomers(ctx.people.all()):
        return stay(reply("people_full", most=MOST_PEOPLE))
    return opened(hospital, person, True, AddPerson(hospital.code, person.kin, person.number, person.name))


def _rename(person_id: int, name: str, hospital: Hospital | None, ctx: Context) -> Move:
    person = ctx.people.get(person_id)
    if person is None:
        return trigger("saw_people", reply("person_gone"))
    named = Person(person.id, person.kin, person.number, name)
    renaming = NamePerson(person.id, name)
    if hospital is not None:
        shown = show_link(hospital, ctx, named)
        return trigger(shown.trigger, *shown.replies, renaming, *shown.effects)
    people = [named if each.id == person.id else each for each in ctx.people.all()]
    return trigger("saw_people", reply("people", people=people), renaming)


def _known(person: Person, ctx: Context) -> Person | None:
    """Whom an earlier tap of the same button made."""
    return next(
        (each for each in ctx.people.all() if (each.kin, each.number) == (person.kin, person.number)), None
    )


def _newcomer(tap: Tap) -> Person | None:
    kin, number = tap.fields.get("kin", ""), tap.fields.get("n", "")
    numbers = {"1"} if kin in ONLY_ONE else set(map(str, range(1, MOST_PEOPLE + 1)))
    return Person(0, kin, int(number)) if kin in KIN and number in numbers else None


def _hospital(code: str, ctx: Context) -> Hospital | None:
    hospital = ctx.hospitals.get(code) if code else None
    return hospital if hospital and hospital.connected else None


HANDLERS: Handlers = {
    "whom": choose_whom,
    "add": add,
    "name": ask_name,
    ("people.naming", Text): take_name,
    "people": see,
    "remove": remove,
}

TOPIC = Topic("people", __doc__ or "", STATES, TRANSITIONS, HANDLERS, writing=frozenset({"people.naming"}))
