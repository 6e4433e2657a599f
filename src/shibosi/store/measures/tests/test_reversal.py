"""Whatever happens to a party: with an event overturned everything is as it would be had the event never been."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.controls import Severity
from shibosi.store.measures import register
from shibosi.store.measures.changing import follow
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests.world import (
    DAY,
    NOON,
    breaks,
    comes_in,
    imposed,
    order_of,
    overturn,
    said,
    seller,
    stopped,
)
from shibosi.store.models import EventKind, PartyStanding, Proposal
from shibosi.store.zones import day_of

STEP = st.one_of(
    st.tuples(st.just("breaks"), st.sampled_from(list(Severity)), st.integers(0, 400)),
    st.tuples(st.just("imposed"), st.sampled_from(["hold-orders", "close-shop", "suspend-account", "warn"]),
              st.one_of(st.none(), st.integers(0, 20)), st.booleans(), st.booleans()),
    st.tuples(st.just("said"), st.sampled_from([EventKind.CONTEST, EventKind.SUSPENSION, EventKind.LIFT]),
              st.integers(0, 9)),
    st.tuples(st.just("order")),
    st.tuples(st.just("days"), st.integers(1, 20)),
)  # fmt: skip


class Life:
    """A firm to which steps happen; `without` is the step that does not, with all that is said about it."""

    def __init__(self, code, without=None):
        self.party, self.without, self.now = seller(code), without, NOON
        self.events, self.orders = {}, []

    def play(self, steps):
        for number, step in enumerate(steps):
            if number != self.without:
                getattr(self, f"_{step[0]}")(number, *step[1:])
            elif step[0] == "imposed":
                self._order(number)
            self.now += timedelta(minutes=1)
        return self

    def _breaks(self, number, severity, ago):
        self.events[number] = breaks(self.party, severity, (self.now - ago * DAY).date(), self.now)

    def _imposed(self, number, kind, days, rests, tiered):
        """A measure, and an order that comes in the moment after."""
        because = [one.public for one in self.events.values() if one.kind == "violation"][:2] if rests else []
        if rests and not because:
            return self._order(number)
        tier = {"pack": "year_points", "tier": "first"} if tiered else {}
        today = day_of(self.party, self.now)
        last = None if days is None else today + days * DAY
        self.events[number] = imposed(self.party, kind, self.now, today, last=last, because=because, **tier)
        self._order(number)

    def _said(self, number, kind, about):
        if self.without != about and about in self.events and self.events[about].kind == "measure":
            said(self.events[about], kind, self.now)

    def _order(self, number):
        name = f"{self.party.name}-{number}"
        comes_in(self.party, name, self.now)
        self.orders.append(name)

    def _days(self, number, many):
        self.now += many * DAY

    def after(self):
        """Everything that follows, without the numbers of events."""
        days = [day_of(self.party, self.now + offset * DAY) for offset in (-30, -3, 0, 5, 200)]
        stands = [stand(self.party, day) for day in days]
        shown = PartyStanding.objects.filter(party=self.party)
        return (
            [(one.standing.points, [tier.tier for tier in one.standing.tiers],
              sorted(held.kind for held in one.in_force)) for one in stands],
            [stopped(order_of(name)) for name in self.orders],
            sorted(str((one.what, one.since, one.last, one.in_force, one.appealed))
                   for one in register.entries(self.now).filter(party=self.party)),
            sorted(Proposal.objects.filter(party=self.party, state="open").values_list("what", "tier")),
            list(shown.values_list("points", "tiers", "effects", "in_force", "violations")),
        )  # fmt: skip


@given(st.lists(STEP, min_size=1, max_size=9), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_overturned_event_leaves_what_would_be_without_it(db, steps, data):
    with transaction.atomic():
        real = Life("AAA").play(steps)
        if real.events:
            gone = data.draw(st.sampled_from(sorted(real.events)))
            overturn(real.events[gone], real.now)
            never = Life("BBB", without=gone).play(steps)
            follow(never.party, real.now)
            assert real.after() == never.after()
        transaction.set_rollback(True)
