"""Together: documents of one dossier that come in at the same moment are judged as if one had come after the other."""

import os
import threading
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from shibosi.kernel.records import record
from shibosi.runs import working
from shibosi.store import jobs, running, waking
from shibosi.store.actions.runs import start
from shibosi.store.intake import receiving
from shibosi.store.keeping.whole import check_log
from shibosi.store.models import Document, DossierState, Finding, Receipt, Role
from shibosi.store.tests.environment import POSTGRES
from shibosi.store.tests.trade import NOON, documents, frames, hand_in, other_process
from shibosi.store.viewers import WHOLE, Viewer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def made():
    return documents(frames(12))


def otherwise():
    """How many findings a full run over all that is stored gives otherwise."""
    run = start(Viewer("test", NOON, Role.ADMINISTRATOR, WHOLE))
    assert working.JOB in jobs.KNOWN and jobs.work_once(lambda: NOON).state == "done"
    run.refresh_from_db()
    return sum(run.changed.values())


@pytest.mark.skipif(os.environ.get(POSTGRES) != "1", reason="SQLite has one writer; PostgreSQL is not asked for")
def test_documents_of_one_order_handed_in_at_the_same_moment_are_seen_by_whoever_comes_second(made):
    mistakes = []

    def work(number):
        try:
            for one in made[number::4]:
                other_process([one])
        except (IntegrityError, OperationalError) as mistake:
            mistakes.append(mistake)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert mistakes == []
    assert Document.objects.count() == len({(one.kind, one.number, one.digest) for one in made})
    assert not DossierState.objects.filter(verdict__lt=0).exists()
    check_log()
    assert otherwise() == 0


@pytest.mark.skipif(os.environ.get(POSTGRES) != "1", reason="SQLite has one writer; PostgreSQL is not asked for")
def test_whoever_comes_second_waits_until_the_first_is_there_to_be_read(made, monkeypatch):
    of = record("payment").columns["order_number"].position
    payments = {one.rows["payment"][0][of]: one for one in made if one.kind == "payment"}
    order = next(one for one in made if one.kind == "order" and one.number in payments)
    reached, follow = threading.Event(), receiving.follow

    def slow(*given):
        follow(*given)
        if not reached.is_set():
            reached.set()
            time.sleep(1)

    def first():
        other_process([order])
        connection.close()

    monkeypatch.setattr(receiving, "follow", slow)
    thread = threading.Thread(target=first)
    thread.start()
    assert reached.wait(30)
    other_process([payments[order.number]])
    thread.join()
    assert otherwise() == 0


def test_a_run_outside_of_any_transaction_sees_one_moment(made):
    hand_in(made)
    assert otherwise() == 0


class Locked(OperationalError):
    """What PostgreSQL says to one of two that wait for each other."""

    def __init__(self, state):
        super().__init__("x")
        self.__cause__ = type("Cause", (Exception,), {"sqlstate": state})()


@pytest.mark.parametrize("mistake", [IntegrityError("somebody was first"), Locked("40P01")])
def test_a_collision_is_taken_in_anew_and_stored_once(made, monkeypatch, mistake):
    take_in, times = receiving._take_in, []

    def collide(*given):
        times.append(1)
        if len(times) < 3:
            raise mistake
        take_in(*given)

    monkeypatch.setattr(receiving, "_take_in", collide)
    answer = hand_in(made[:5]).receipt.answer
    assert (answer["stored"], len(times), Receipt.objects.count()) == (5, 3, 1)


@pytest.mark.parametrize("mistake", [IntegrityError("always"), Locked("53100")])
def test_what_does_not_pass_is_not_tried_for_ever(made, monkeypatch, mistake):
    times = []

    def collide(*given):
        times.append(1)
        raise mistake

    monkeypatch.setattr(receiving, "_take_in", collide)
    with pytest.raises(type(mistake)):
        hand_in(made[:5])
    assert len(times) == (receiving.ATTEMPTS + 1 if isinstance(mistake, IntegrityError) else 1)
    assert not Receipt.objects.exists()


def test_what_is_due_is_judged_again_and_a_second_look_changes_nothing(made):
    hand_in(made)
    later = NOON + timedelta(days=2)
    due = DossierState.objects.filter(kind="order").update(wakes_on=later.date())
    Finding.objects.filter(dossier__kind="order").update(resolved_at=NOON)
    assert waking.wake(NOON) == 0 and waking.wake(later) == due > 5
    before = sorted(Finding.objects.values_list("pk", "outcome", "first_seen"))
    assert Finding.objects.filter(resolved_at__isnull=True, first_seen=later).exists()
    assert waking.wake(later) == 0
    assert sorted(Finding.objects.values_list("pk", "outcome", "first_seen")) == before


def test_a_clock_that_is_set_back_wakes_nobody_and_breaks_nothing(made):
    hand_in(made)
    assert waking.wake(NOON - timedelta(days=900)) == 0
    hand_in(documents(frames(5, seed=4)))
    check_log()


def test_a_worker_does_what_is_due_says_so_and_stops_when_asked(made):
    said = []
    start(Viewer("test", NOON, Role.ADMINISTRATOR, WHOLE))
    running.work(lambda: NOON, lambda: False, said.append, once=True)
    assert {"run", "access.forget"} <= {job.name for job in said} and {job.state for job in said} == {"done"}
    running.work(lambda: NOON, lambda: True, said.append)
