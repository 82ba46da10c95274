"""Several people on one account: for whom she books, by one tap."""

import pytest

from flows.effects import AddPerson, MintConnectId, NamePerson, RemovePerson
from flows.ports import Person
from tests.flows.builders import MOTHER, NONG_A, SomeContext, a_context, a_queue, data, say, tap, template

CODE = "10686"


def names(step_data: dict[str, object], key: str) -> list[tuple[str, int]]:
    people = step_data[key]
    assert isinstance(people, list)
    return [(one["kin"], one["number"]) for one in people]


@pytest.mark.parametrize("verb", ["hospital", "again"])
def test_alone_she_is_not_asked_for_whom(verb: str):
    step = tap(f"do={verb}&code={CODE}", a_context())

    assert (template(step), step.effects) == ("open_booking", (MintConnectId(CODE),))


@pytest.mark.parametrize("verb", ["hospital", "again"])
def test_with_others_she_chooses_for_whom_before_the_page_opens(verb: str):
    ctx = a_context(people=(MOTHER, NONG_A))

    asked = tap(f"do={verb}&code={CODE}", ctx)
    hers = tap(f"do={verb}&code={CODE}&p=me", ctx)
    mothers = tap(f"do={verb}&code={CODE}&p=3", ctx)

    assert (asked.position, template(asked), asked.effects) == ("booking.choosing_whom", "whom", ())
    assert (template(hers), hers.effects) == ("open_booking", (MintConnectId(CODE),))
    assert (data(hers)["person"], data(hers)["several"]) == (None, True)
    assert (template(mothers), mothers.effects) == ("open_booking", (MintConnectId(CODE, 3),))
    assert data(mothers)["person"]["kin"] == "mother"


def test_a_removed_person_on_an_old_card_asks_for_whom():
    assert template(tap(f"do=again&code={CODE}&p=77", a_context())) == "whom"


@pytest.mark.parametrize("kin", ["child", "mother", "father"])
def test_one_tap_adds_a_relative_and_opens_the_page(kin: str):
    step = tap(f"do=add&kin={kin}&n=1&h={CODE}", a_context())

    assert (template(step), step.effects) == ("open_booking", (AddPerson(CODE, kin, 1),))


def test_a_double_tap_adds_nobody_twice():
    ctx = a_context()
    for _ in range(2):
        ctx.carry_out(tap(f"do=add&kin=child&n=1&h={CODE}", ctx).effects)

    assert [(one.kin, one.number) for one in ctx.people.all()] == [("child", 1)]


def test_somebody_else_is_asked_for_a_first_name_that_may_be_skipped():
    ctx = a_context()

    asked = tap(f"do=add&kin=other&n=1&h={CODE}", ctx)
    named = say(" ป้าแดง\n", ctx, asked.position, asked.about)
    skipped = tap(f"do=add&kin=other&n=1&h={CODE}&sure=yes", ctx, asked.position)

    assert (asked.position, template(asked), asked.effects) == ("people.naming", "ask_name", ())
    assert (template(named), named.effects) == ("open_booking", (AddPerson(CODE, "other", 1, "ป้าแดง"),))
    assert (template(skipped), skipped.effects) == ("open_booking", (AddPerson(CODE, "other", 1),))


def test_a_second_child_gets_a_number_and_there_is_one_mother():
    offered = data(tap(f"do=whom&h={CODE}", a_context(people=(MOTHER, NONG_A))))

    assert names(offered, "new") == [("child", 2), ("father", 1), ("other", 1)]


def test_nobody_more_than_eight():
    ctx = a_context(people=tuple(Person(number, "other", number) for number in range(1, 9)))

    assert data(tap(f"do=whom&h={CODE}", ctx))["new"] == []
    for kin in ("child", "mother"):
        step = tap(f"do=add&kin={kin}&n=1&h={CODE}", ctx)
        assert (template(step), step.effects) == ("people_full", ())


@pytest.mark.parametrize(
    "more", ["kin=self&n=1", "kin=child&n=9", "kin=mother&n=2", "kin=child&n=๑", "kin=&n="]
)
def test_a_forged_newcomer_is_not_added(more: str):
    step = tap(f"do=add&{more}&h={CODE}", a_context())

    assert (template(step), step.effects) == ("whom", ())


def test_a_name_may_be_given_later_and_the_page_is_shown_again():
    ctx = a_context(people=(MOTHER,))

    asked = tap(f"do=name&p=3&h={CODE}", ctx)
    named = say("แม่ศรี", ctx, asked.position, asked.about)

    assert template(named) == "open_booking"
    assert named.effects == (NamePerson(3, "แม่ศรี"), MintConnectId(CODE, 3))
    assert data(named)["person"]["name"] == "แม่ศรี"


def test_a_name_changed_from_the_list_leads_back_to_the_list():
    ctx = a_context(people=(MOTHER, NONG_A))

    asked = tap("do=name&p=4", ctx)
    named = say("น้องบี", ctx, asked.position, asked.about)

    assert (template(named), named.effects) == ("people", (NamePerson(4, "น้องบี"),))
    assert [one["name"] for one in data(named)["people"]] == [None, "น้องบี"]


@pytest.mark.parametrize("typed", ["", " \u200b ", "\x00"])
def test_a_name_without_letters_is_asked_for_again(typed: str):
    ctx = a_context(people=(MOTHER,))
    asked = tap(f"do=name&p=3&h={CODE}", ctx)

    again = say(typed, ctx, asked.position, asked.about)

    assert (again.position, template(again), again.about) == (asked.position, "ask_name", asked.about)


def test_a_long_name_is_cut_and_a_hostile_one_is_only_a_name():
    ctx = a_context(people=(MOTHER,))
    asked = tap("do=name&p=3", ctx)

    long = say("ก" * 500, ctx, asked.position, asked.about)
    hostile = say('{{ 7*7 }}","type":"button"', ctx, asked.position, asked.about)

    assert long.effects == (NamePerson(3, "ก" * 40),)
    assert hostile.effects == (NamePerson(3, '{{ 7*7 }}","type":"button"'),)


def test_where_she_was_asked_for_a_name_words_still_mean_buttons():
    ctx = a_context(people=(MOTHER,))
    asked = tap("do=name&p=3", ctx)

    assert template(say("เมนู", ctx, asked.position, asked.about)) == "home"
    assert template(say("แม่หายใจไม่ออก", ctx, asked.position, asked.about)) == "emergency"


def test_a_name_whose_question_was_forgotten_shows_the_list():
    assert template(say("ป้าแดง", a_context(), "people.naming", {})) == "people"


def test_removing_asks_first_and_twice_is_harmless():
    ctx = a_context(people=(MOTHER,))

    asked = tap("do=remove&p=3", ctx)
    done = tap("do=remove&p=3&sure=yes", ctx)
    ctx.carry_out(done.effects)
    again = tap("do=remove&p=3&sure=yes", ctx)

    assert (template(asked), asked.effects) == ("person_remove_sure", ())
    assert (template(done), done.effects) == ("person_removed", (RemovePerson(3),))
    assert (template(again), again.effects) == ("person_gone", ())


@pytest.mark.parametrize("verb", ["name", "remove", "remove&sure=yes"])
@pytest.mark.parametrize("person", ["77", "", "me", "x", "-3"])
def test_somebody_elses_person_is_gone(verb: str, person: str):
    step = tap(f"do={verb}&p={person}", a_context(people=(MOTHER,)))

    assert (template(step), step.effects) == ("person_gone", ())


def test_queues_stand_together_by_person_the_soonest_person_first():
    ctx = a_context(a_queue(1, person_id=3), a_queue(2), a_queue(3, person_id=3), people=(MOTHER,))

    assert [one["booking"]["id"] for one in data(tap("do=mine", ctx))["queues"]] == [1, 3, 2]


def consenting() -> SomeContext:
    return a_context(consented=False)


@pytest.mark.parametrize("verb", ["whom", "add", "name", "people", "remove"])
def test_people_wait_for_consent(verb: str):
    assert template(tap(f"do={verb}&h={CODE}&p=3&kin=child&n=1", consenting())) == "consent_needed"
