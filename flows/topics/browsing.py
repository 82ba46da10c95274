"""Looking for a hospital by taps alone: region, province, district where there are many, hospital (S2)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flows.moves import Move, trigger
from flows.ports import Context, Hospital, Place
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Topic, Transition
from flows.topics.choosing_hospital import ask_which

# Wherever she looks she may type a name after all, as when hospitals were found.
TRANSITIONS: list[Transition] = [
    {"trigger": "looked_around", "source": "*", "dest": "choosing_hospital.picking"},
]

Row = dict[str, Any]

ON_A_PAGE = 12  # rows on one bubble: the provinces of the largest region
MOST_PLACES, MOST_HOSPITALS = 52, 24  # what fits into a carousel's 50 KB; Bangkok has 50 districts


def show_regions(heard: object, ctx: Context) -> Move:
    rows = [place_row(each, "region", v=each.key) for each in ctx.places.regions()]
    return look("region", rows, tap_of("choose")) if rows else ask_which(heard, ctx)


def show_provinces(tap: Tap, ctx: Context) -> Move:
    rows = [place_row(each, "province", v=each.key) for each in ctx.places.provinces(tap.value)]
    return look("province", rows, tap_of("regions")) if rows else show_regions(tap, ctx)


def show_province(tap: Tap, ctx: Context) -> Move:
    """Its hospitals at once, or its districts when they are too many for one bubble."""
    region = ctx.places.region_of(tap.value)
    if region is None:
        return show_regions(tap, ctx)
    back = tap_of("region", v=region)
    districts = ctx.places.districts(tap.value)
    if len(districts) > 1 and sum(each.hospitals for each in districts) > ON_A_PAGE:
        rows = [place_row(each, "district", v=tap.value, code=each.key) for each in districts]
        return look("district", rows[:MOST_PLACES], back)
    return show_hospitals(tap, ctx, None, back)


def show_district(tap: Tap, ctx: Context) -> Move:
    if tap.code is None:
        return show_province(tap, ctx)
    return show_hospitals(tap, ctx, tap.code, tap_of("province", v=tap.value))


def show_hospitals(tap: Tap, ctx: Context, district: str | None, back: str) -> Move:
    found = ctx.hospitals.standing_in(tap.value, MOST_HOSPITALS, district)
    rows = [hospital_row(each) for each in found]
    return look("hospital", rows, back) if rows else show_regions(tap, ctx)


def look(step: str, rows: Sequence[Row], back: str) -> Move:
    """`step`: what she chooses now."""
    pages = [{"places": rows[at : at + ON_A_PAGE]} for at in range(0, len(rows), ON_A_PAGE)]
    return trigger("looked_around", reply("pick_place", step=step, pages=pages, back=back))


def place_row(place: Place, verb: str, **fields: str) -> Row:
    return {
        "key": place.key,
        "name": place.name,
        "hospitals": place.hospitals,
        "connected": True,
        "tap": tap_of(verb, **fields),
    }


def hospital_row(hospital: Hospital) -> Row:
    return {
        "key": hospital.code,
        "name": hospital.name,
        "hospitals": None,
        "connected": hospital.connected,
        "tap": tap_of("hospital", code=hospital.code),
    }


def tap_of(verb: str, **fields: str) -> str:
    return urlencode({"do": verb, **fields})


HANDLERS: Handlers = {
    "regions": show_regions,
    "region": show_provinces,
    "province": show_province,
    "district": show_district,
}

TOPIC = Topic("browsing", __doc__ or "", (), TRANSITIONS, HANDLERS)
