"""The clock: a lapse happens when it was due, once, whatever the clock was doing in between."""

from datetime import timedelta

import pytest
from django.db import transaction

from shibosi.domains import registry
from shibosi.domains.orders.flows import HeldOrder
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.parameters import EVERYWHERE, Values, Version
from shibosi.store.cases import carrying, clock, written
from shibosi.store.cases.clock import Ran, run
from shibosi.store.cases.tests.builders import (
    NOON,
    a_correction,
    a_held_order,
    a_waiver,
    an_officer,
    moved,
    the_dossier,
)
from shibosi.store.cases.written import kernel_case
from shibosi.store.models import Case, CaseEvent, LogEntry, Notice
from shibosi.store.running import tick

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def some_cases():
    """A held order, one that was asked about, a waiver and a correction."""
    ann = an_officer()
    for number in ("O-1", "O-2", "O-3"):
        a_held_order(number)
    moved(Case.objects.get(dossier=the_dossier("O-2")), ann, "ask", question="?")
    moved(a_waiver(ann, "O-3"), an_officer("bob"), "grant")
    a_correction(ann, "O-1")


def history():
    """What happened in every case."""
    return list(
        CaseEvent.objects.order_by("case__flow", "case__dossier", "case", "number")
        .values_list("case__flow", "number", "move", "at", "target", "deadline", "value")
    )  # fmt: skip


def everything():
    """How many of everything there are."""
    return history(), Case.objects.count(), Notice.objects.count()


def test_one_long_jump_leaves_what_many_short_steps_leave():
    found = []
    for steps in ([30 * 24], range(1, 30 * 24 + 1, 6), [1, 24, 25, 300, 30 * 24]):
        with transaction.atomic():
            some_cases()
            for hours in steps:
                run(NOON + hours * HOUR)
            run(NOON + 30 * 24 * HOUR)
            found.append([one for one in history() if one[0] != "held_order" or one[3] < NOON + 21 * 24 * HOUR])
            transaction.set_rollback(True)
    assert found[0] == found[1] == found[2]
    assert {"run_late", "no_answer", "expire", "fall_due"} <= {move for _, _, move, *_ in found[0]}


def test_run_twice_it_changes_nothing():
    some_cases()
    assert run(NOON + 60 * HOUR).moved > 0
    before = everything()
    assert run(NOON + 60 * HOUR) == Ran()
    assert run(NOON + 59 * HOUR) == Ran()
    assert everything() == before


def test_before_the_deadline_nothing_moves_and_at_its_end_it_does():
    case = a_held_order()
    assert case.due == NOON + 24 * HOUR
    assert run(case.due_at - timedelta(microseconds=1)) == Ran()
    assert run(case.due_at) == Ran(moved=1)


def test_a_deadline_that_cannot_be_counted_waits_and_is_counted_again_each_day():
    a_held_order()
    case = a_correction(an_officer(at=NOON.replace(month=12, day=30)))
    assert (case.due, case.look_at) == (None, NOON.replace(month=12, day=31))
    assert run(NOON.replace(year=2027, month=1, day=20)).moved == 1  # the order alone
    case.refresh_from_db()
    assert (case.state, case.look_at) == ("asked", NOON.replace(year=2027, month=1, day=21))


def test_a_case_that_cannot_be_moved_stops_no_other(monkeypatch):
    some_cases()

    class Broken(ShibosiError):
        code = "broken"
        message = "It cannot be done."

    def fail(*_):
        raise Broken()

    monkeypatch.setitem(carrying.carried(), "remind-officers", fail)
    assert run(NOON + 24 * 25 * HOUR) == Ran(moved=1, failed=3)
    assert set(CaseEvent.objects.values_list("move", flat=True)) == {"ask", "grant", "clear", "expire"}
    monkeypatch.undo()
    assert run(NOON + 24 * 25 * HOUR).failed == 0


def test_killed_in_the_middle_what_is_left_is_done_next_time(monkeypatch):
    for number in range(4):
        a_held_order(f"O-{number}")
    real, done = clock.catch_up, []

    def dies(case, now):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(case.pk)
        return real(case, now)

    monkeypatch.setattr(clock, "catch_up", dies)
    with pytest.raises(KeyboardInterrupt):
        run(NOON + 24 * HOUR)
    assert Case.objects.filter(state="late").count() == 2
    monkeypatch.undo()
    assert run(NOON + 24 * HOUR) == Ran(moved=2)
    assert CaseEvent.objects.count() == 4


def test_the_command_says_what_it_did():
    a_held_order()
    did = tick(lambda: NOON + 24 * HOUR)
    assert (did.cases, did.failed) == (1, 0)
    assert tick(lambda: NOON + 24 * HOUR).cases == 0


def test_the_stored_case_is_the_one_its_history_leads_to():
    some_cases()
    run(NOON + 24 * 10 * HOUR)
    for case in Case.objects.all():
        made = kernel_case(case)
        assert (made.state, made.entered) == (case.state, case.entered_at)


def test_a_case_that_was_not_decided_in_time_stays_due_until_somebody_moves_it():
    case = a_held_order()
    run(NOON + 30 * HOUR)
    case.refresh_from_db()
    assert (case.state, case.due, case.deadline) == ("late", NOON + 24 * HOUR, "decision")
    assert run(NOON + 900 * HOUR) == Ran()
    moved(case, an_officer(at=NOON + 31 * HOUR), "propose")
    case.refresh_from_db()
    assert case.due == NOON + 55 * HOUR


@pytest.fixture
def other_hours(monkeypatch):
    """Other hours in which an officer decides, from now on: as after an overlay, or a new version of the parameter."""

    def told(hours):
        kept = dict(registry.values().items())
        kept[HeldOrder.decide.id] = [Version(hours, None, None, EVERYWHERE, "test", "local")]
        made = Values(kept)
        monkeypatch.setattr(registry, "values", lambda: made)
        forget()

    def forget():
        written.rules.cache_clear()
        written.values_of.cache_clear()

    yield told
    monkeypatch.undo()
    forget()


def dues():
    return list(Case.objects.order_by("pk").values_list("due_at", "look_at", "counted_by"))


def test_deadlines_of_open_cases_are_counted_anew_by_other_values_and_only_once(other_hours):
    waits, closed = a_held_order("O-1"), a_held_order("O-2")
    moved(closed, an_officer(), "release")
    before = Case.objects.get(pk=closed.pk)
    other_hours(3)
    assert run(NOON + HOUR) == Ran()
    waits.refresh_from_db()
    assert (waits.due_at, waits.deadline) == (NOON + 3 * HOUR, "decision")
    told = LogEntry.objects.get(what=clock.COUNTED_ANEW)
    assert told.subject == f"case:{waits.public}" and "decision" in told.content
    after = dues()
    assert (clock.count_anew(NOON + HOUR), run(NOON + HOUR), dues()) == (0, Ran(), after)
    assert Case.objects.get(pk=closed.pk).due_at == before.due_at


def test_what_is_late_by_the_new_value_is_moved_at_once_and_what_gains_time_is_not(other_hours):
    late, gains = a_held_order("O-1"), a_held_order("O-2")
    other_hours(1)
    assert run(NOON + 2 * HOUR).moved == 2
    late.refresh_from_db()
    assert late.state == "late"
    gains.refresh_from_db()
    assert gains.state == "late"
    fresh = a_held_order("O-3")
    other_hours(500)
    assert run(NOON + 200 * HOUR) == Ran()
    fresh.refresh_from_db()
    assert (fresh.state, fresh.due_at) == ("held", NOON + 500 * HOUR)


def test_without_other_values_the_clock_counts_nothing_anew(django_assert_max_num_queries):
    some_cases()
    before = dues()
    with django_assert_max_num_queries(2 * len(written.flows())):
        assert clock.count_anew(NOON) == 0
    assert dues() == before and not LogEntry.objects.filter(what=clock.COUNTED_ANEW).exists()
