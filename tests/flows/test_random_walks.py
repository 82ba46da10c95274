"""A patient who does anything at all, in any order: what she can rely on at every step."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import flows
from flows.events import Event, Postback
from flows.machine import place
from flows.steps import Step
from tests.flows.builders import LAMLUKKA, SomeContext, a_context, a_queue, tap, template
from tests.flows.test_conversation import POSITIONS, assert_well_formed, events

OTHERS = 66  # a booking of somebody else: it exists, but never in what she may read
ENDS = ["served", "no_show", "cancelled"]


class AnyPatient(RuleBasedStateMachine):
    """Taps, types, blocks; meanwhile the hospital acts and Redis forgets."""

    @initialize(consented=st.booleans())
    def begin(self, consented: bool) -> None:
        self.ctx: SomeContext = a_context(
            a_queue(1), a_queue(2, by_version=3), a_queue(3, hospital=LAMLUKKA), consented=consented
        )
        self.position: str | None = None

    @rule(event=events)
    def does_something(self, event: Event) -> None:
        self._step(event)

    @rule(verb=st.sampled_from(["come", "cannot", "cancel", "rate", "skip"]), v=st.sampled_from("15"))
    def taps_for_anothers_booking(self, verb: str, v: str) -> None:
        step = self._step(Postback(f"do={verb}&b={OTHERS}&v={v}&sure=yes"))

        assert [reply.template for reply in step.replies] == ["booking_not_found"]
        assert step.effects == ()

    @rule(booking_id=st.sampled_from([1, 2, 3]), state=st.sampled_from(ENDS))
    def hospital_ends_it(self, booking_id: int, state: str) -> None:
        if queue := self.ctx.bookings.hers.get(booking_id):
            ended = replace(queue, state=state, over=True, survey_open=state == "served")
            self.ctx.bookings.hers[booking_id] = ended

    @rule(position=st.sampled_from([None, "", "renamed.yesterday", *POSITIONS]))
    def redis_forgets_or_a_deploy_renames(self, position: str | None) -> None:
        self.position = position

    @invariant()
    def there_is_a_way_back(self) -> None:
        way_back = tap("do=home", self.ctx, self.position)

        assert (way_back.position, template(way_back)) == ("home", "home")
        assert place(self.position) in POSITIONS

    @invariant()
    def without_consent_nothing_is_shown(self) -> None:
        if not self.ctx.patient.consented:
            mine = tap("do=mine", self.ctx, self.position)
            assert template(mine) == "consent_needed"

    def _step(self, event: Event) -> Step:
        step = flows.step(self.position, event, self.ctx)
        assert_well_formed(step, event)
        assert all(self._is_hers(effect) for effect in step.effects)
        self.ctx.carry_out(step.effects)
        self.position = step.position
        return step

    def _is_hers(self, effect: Any) -> bool:
        booking_id = getattr(effect, "booking_id", None)
        return booking_id is None or booking_id in self.ctx.bookings.hers


TestAnyPatient = AnyPatient.TestCase
TestAnyPatient.settings = settings(stateful_step_count=30)
