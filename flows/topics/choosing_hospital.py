"""Choosing a hospital by part of its name, near a place, from those she used, or by a button (S2, S11)."""

from flows.events import Location, Text
from flows.moves import Move, stay, trigger
from flows.ports import Context, Hospital
from flows.postbacks import Tap
from flows.replies import reply, with_distance
from flows.topic import Handlers, Topic, Transition
from flows.topics.booking import ask_whom, show_link
from flows.typed import tidy

STATES = ["choosing_hospital.by_name", "choosing_hospital.picking"]

TRANSITIONS: list[Transition] = [
    {"trigger": "asked_which", "source": "*", "dest": "choosing_hospital.by_name"},
    {"trigger": "found_several", "source": "*", "dest": "choosing_hospital.picking"},
    {"trigger": "found_none", "source": STATES, "dest": "choosing_hospital.by_name"},
    {"trigger": "found_unconnected", "source": "*", "dest": "choosing_hospital.by_name"},
]

SHORTEST_NAME = 3  # shorter words outside of choosing are talk ("ok"), not a hospital's name
LISTED = 10
USED, SUGGESTED = 3, 8  # quick replies: 13 at most, two of them are not hospitals


def ask_which(heard: object, ctx: Context) -> Move:
    used = list(ctx.hospitals.used(limit=USED))
    known = {hospital.code for hospital in used}
    suggested = [one for one in ctx.hospitals.suggested(limit=SUGGESTED) if one.code not in known]
    return trigger("asked_which", reply("choose_hospital", used=used, suggested=suggested))


def choose_by_name(text: Text, ctx: Context) -> Move:
    """She was asked for a name and typed one."""
    query = tidy(text.body)
    if found := search(query, ctx):
        return offer(query, found, ctx)
    suggested = list(ctx.hospitals.suggested(limit=SUGGESTED))
    return trigger("found_none", reply("no_hospital_found", query=query, suggested=suggested))


def find_by_name(text: Text, ctx: Context) -> Move:
    """She typed something, unasked: a hospital's name, perhaps."""
    query = tidy(text.body)
    found = search(query, ctx) if len(query) >= SHORTEST_NAME else []
    return offer(query, found, ctx) if found else stay(reply("not_understood"))


def choose_nearest(place: Location, ctx: Context) -> Move:
    found = list(ctx.hospitals.nearest(place.latitude, place.longitude, limit=LISTED))
    return pick(None, found) if found else ask_which(place, ctx)


def choose_by_code(tap: Tap, ctx: Context) -> Move:
    """She tapped a hospital, on a list or on an old card."""
    hospital = ctx.hospitals.get(tap.code) if tap.code else None
    if hospital is None:
        return ask_which(tap, ctx)
    if not hospital.connected or "p" not in tap.fields:
        return open_hospital(hospital, ctx)
    return open_for(tap, hospital, ctx)


def open_for(tap: Tap, hospital: Hospital, ctx: Context) -> Move:
    """For whom is in the tap: `p=me`, or one of her people, unless removed meanwhile."""
    if tap.fields["p"] == "me":
        return show_link(hospital, ctx)
    person = ctx.people.get(tap.person_id) if tap.person_id else None
    return show_link(hospital, ctx, person) if person else ask_whom(hospital, ctx)


def search(query: str, ctx: Context) -> list[Hospital]:
    return list(ctx.hospitals.search(query, limit=LISTED)) if query else []


def offer(query: str, found: list[Hospital], ctx: Context) -> Move:
    return open_hospital(found[0], ctx) if len(found) == 1 else pick(query, found)


def pick(query: str | None, found: list[Hospital]) -> Move:
    return trigger("found_several", reply("pick_hospital", query=query, hospitals=with_distance(found)))


def open_hospital(hospital: Hospital, ctx: Context) -> Move:
    if hospital.connected:
        return ask_whom(hospital, ctx) if ctx.people.all() else show_link(hospital, ctx)
    nearest = with_distance(ctx.hospitals.near(hospital.code, limit=LISTED))
    return trigger("found_unconnected", reply("hospital_not_connected", hospital=hospital, nearest=nearest))


HANDLERS: Handlers = {
    "choose": ask_which,
    "hospital": choose_by_code,
    "again": choose_by_code,
    Location: choose_nearest,
    Text: find_by_name,
    ("choosing_hospital.by_name", Text): choose_by_name,
    ("choosing_hospital.picking", Text): choose_by_name,
}

TOPIC = Topic("choosing_hospital", __doc__ or "", STATES, TRANSITIONS, HANDLERS)
