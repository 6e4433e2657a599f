"""Whatever people, documents and the clock do to cases, the stored history leads to the stored state."""

from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.errors import ShibosiError
from shibosi.store.cases.clock import run
from shibosi.store.cases.tests.builders import (
    NOON,
    a_correction,
    a_held_order,
    a_member,
    a_payment,
    a_waiver,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
)
from shibosi.store.cases.written import count, flow_of, flows, kernel_case
from shibosi.store.models import Case, Ruling

MOVES = sorted({name for flow in ("held_order", "waiver", "correction") for name in flows()[flow].moves})
PEOPLE = ["ann", "bob", "firm"]
HAPPENS = st.sampled_from(["clock", "pay", "pay wrong", "again", "waive", "correct"])
MOVED = st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from(MOVES), st.sampled_from(PEOPLE))
STEPS = st.lists(st.tuples(st.integers(0, 60), st.one_of(MOVED, st.tuples(HAPPENS))), max_size=14)
GIVEN = {"ask": {"question": "?"}, "answer": {"reply": "!"}, "submit": {"corrected": "G-2"}}


def do(what, people, now):
    """One thing happens, or is refused."""
    kind, *more = what
    if kind == "clock":
        run(now)
    elif kind in ("pay", "pay wrong"):
        hand_in(a_payment(amount="19.90" if kind == "pay" else "1.00"), at=now)
    elif kind == "again":
        hand_in(an_order(guid="G-2", note="again"), at=now)
    elif kind in ("waive", "correct"):
        until = str((now + timedelta(days=3)).date())
        _ = a_waiver(people["ann"], until=until) if kind == "waive" else a_correction(people["ann"])
    else:
        number, move, person = more
        cases = list(Case.objects.order_by("pk"))
        moved(cases[number % len(cases)], people[person], move, **GIVEN.get(move, {}))


def check():
    """What must hold of every case and of the dossier."""
    for case in Case.objects.all():
        made = kernel_case(case)
        assert (made.state, made.entered) == (case.state, case.entered_at)
        assert (case.closed_at is not None) == flow_of(case).states[case.state].final
        due, deadline = case.due_at, case.deadline
        count(case, made, case.look_at)
        assert (due, deadline) == (case.due_at, case.deadline)
        assert [one.number for one in case.events.order_by("number")] == list(range(len(made.history)))
        assert all(one.source in flow_of(case).moves[one.move].sources for one in made.history)
        proposed = {one.person for one in made.history if one.move == "propose"}
        refused = {one.person for one in made.history if one.move == "refuse" and made.flow == "held_order"}
        assert proposed.isdisjoint(refused)
    state = the_dossier()
    held = Case.objects.filter(flow="held_order", dossier=state, closed_at__isnull=True)
    if state.verdict == Verdict.HOLD:
        assert held.count() == 1
    if Ruling.objects.filter(dossier=state, kind="refused").exists():
        assert state.verdict == Verdict.REFUSE


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_history_leads_to_the_state(db, steps):
    with transaction.atomic():
        now = NOON
        a_held_order()
        firm = a_member("AAA")
        for hours, what in steps:
            now += timedelta(hours=hours)
            people = {"ann": an_officer("ann", now), "bob": an_officer("bob", now), "firm": replace(firm, now=now)}
            try:
                with transaction.atomic():
                    do(what, people, now)
            except (ShibosiError, ObjectDoesNotExist) as refused:
                assert str(refused)
            check()
        transaction.set_rollback(True)
