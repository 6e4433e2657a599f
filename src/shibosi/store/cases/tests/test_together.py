"""Many cases moved together: as each by itself, in one transaction, and what stands against one stops no other."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shibosi.kernel.decisions import Verdict
from shibosi.store import logbook
from shibosi.store.actions import cases as actions
from shibosi.store.cases import together
from shibosi.store.cases.tests.builders import (
    NOON,
    a_held_order,
    a_member,
    a_party,
    an_officer,
    moved,
    the_dossier,
)
from shibosi.store.models import Case, CaseEvent, DossierState, Finding, Notice, Ruling

pytestmark = pytest.mark.django_db
RELEASE = actions.Decision("release", "seen together")


@pytest.fixture
def held(db):
    a_party("AAA")
    return [a_held_order(f"O-{number}").public for number in range(6)]


def told():
    """All that moves leave behind, without keys and numbers."""
    return {
        "states": sorted(DossierState.objects.values_list("key", "verdict", "ruled")),
        "cases": sorted(Case.objects.values_list("dossier__key", "state", "due_at", "look_at")),
        "events": sorted(CaseEvent.objects.values_list("case__dossier__key", "number", "move", "person", "role")),
        "rulings": sorted(Ruling.objects.values_list("dossier__key", "kind", "control", "case__dossier__key")),
        "notices": sorted(Notice.objects.values_list("case__dossier__key", "to_who", "words")),
        "findings": sorted(Finding.objects.values_list("dossier__key", "control", "outcome")),
    }


@pytest.mark.parametrize("ways", [("release",), ("propose", "refuse")])
def test_together_leaves_behind_what_each_by_itself_does(held, monkeypatch, ways):
    officers = [an_officer("ann"), an_officer("ben")]
    half = {"one by one": held[:3], "together": held[3:]}
    for way, viewer in zip(ways, officers, strict=False):
        for number in half["one by one"]:
            actions.move(viewer, number, actions.Decision(way, "why"))
        assert all(
            one.refused is None for one in actions.move_some(viewer, half["together"], actions.Decision(way, "why"))
        )
    found = told()
    for name, rows in found.items():
        alone = [[str(cell).replace("O-0", "O-3").replace("O-1", "O-4").replace("O-2", "O-5") for cell in row]
                 for row in rows if row[0] in ("O-0", "O-1", "O-2")]  # fmt: skip
        assert alone == [[str(cell) for cell in row] for row in rows if row[0] in ("O-3", "O-4", "O-5")], name
    assert {the_dossier(f"O-{number}").verdict for number in range(6)} == {
        Verdict.ACCEPT if ways == ("release",) else Verdict.REFUSE
    }


def test_four_eyes_hold_for_each_of_many(held):
    ann, ben = an_officer("ann"), an_officer("ben")
    actions.move_some(ann, held[:3], actions.Decision("propose", "wrong"))
    actions.move_some(ben, held[3:], actions.Decision("propose", "wrong"))
    every = actions.move_some(ann, held, actions.Decision("refuse"))
    assert [one.refused.code if one.refused else "" for one in every] == ["same-person"] * 3 + [""] * 3


def test_what_stands_against_one_stops_no_other(held):
    firm = a_member("BBB")
    late, closed = held[0], Case.objects.get(public=held[1])
    moved(closed, an_officer(), "release")
    viewer = an_officer(at=NOON + timedelta(days=30))
    every = actions.move_some(viewer, [*held, "7QK2M-4X9TB"], RELEASE)
    assert [one.refused.code if one.refused else "" for one in every][1] == "not-from-here"
    assert every[-1].refused.code == "not-there" and every[0].refused is None and late
    assert {one.refused.code for one in actions.move_some(firm, held, RELEASE)} == {"not-there"}


def test_an_effect_that_raises_for_one_takes_none_along_and_the_others_are_done(held, monkeypatch):
    bad = the_dossier("O-2").pk

    def fails(moved, now):
        if any(case.dossier_id == bad for case, _ in moved):
            raise actions.WrongPriority(found=0, least=1, most=3)
        held_orders.release_many(moved, now)

    from shibosi.store.cases import carrying
    from shibosi.store.cases.flows import held_orders

    carrying.carried_together()
    monkeypatch.setitem(carrying._TOGETHER, "release-order", fails)
    every = actions.move_some(an_officer(), held, RELEASE)
    assert all(one.refused is None for one in every)
    assert set(Case.objects.values_list("state", flat=True)) == {"released"}
    assert CaseEvent.objects.count() == 6 and Ruling.objects.count() == 6


def test_a_repetition_changes_nothing(held):
    for _ in range(2):
        assert all(one.refused is None for one in actions.move_some(an_officer(), held, RELEASE, "key"))
    assert CaseEvent.objects.count() == 6


def test_a_transaction_takes_many_cases_and_some_statements_each_at_most(held):
    with CaptureQueriesContext(connection) as asked:
        actions.move_some(an_officer(), held[:1], RELEASE)
    with CaptureQueriesContext(connection) as more:
        actions.move_some(an_officer(), held[1:], RELEASE)
    assert len(more) < 2 * len(asked)


def test_each_move_is_told_to_the_log(held):
    before = logbook.size()
    actions.move_some(an_officer(), held, RELEASE)
    assert logbook.size() - before >= 6 and together.MOVED
