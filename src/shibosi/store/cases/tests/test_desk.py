"""The case desk: every question finds what it asks for, within what the viewer sees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shibosi.store.actions import cases as actions
from shibosi.store.allowing import NotThere
from shibosi.store.cases.clock import run
from shibosi.store.cases.desk import SORTS, Waiting, Which, queue, waiting, waivers, workload
from shibosi.store.cases.notices import LATE, To, inbox, sentence, tell
from shibosi.store.cases.showing import shown
from shibosi.store.cases.tests.builders import (
    NOON,
    a_correction,
    a_held_order,
    a_member,
    a_payment,
    a_waiver,
    an_officer,
    hand_in,
    moved,
    the_dossier,
)
from shibosi.store.models import AccessEntry, Account, Case, Role
from shibosi.store.paging import page
from shibosi.store.seeing import HIDDEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db):
    return an_officer("ann")


@pytest.fixture
def world(ann):
    """Two held orders of two firms, a waiver that is asked for, a correction; one case is Ann's, one order is paid."""
    orders = {firm: a_held_order(f"O-{firm}", firm) for firm in ("AAA", "BBB")}
    made = {**orders, "waiver": a_waiver(ann, "O-AAA"), "correction": a_correction(ann, "O-BBB")}
    actions.assign(ann, orders["AAA"].public, Account.objects.get(pk=ann.account))
    a_held_order("O-CCC", "CCC")
    hand_in(a_payment("O-CCC"))
    return made


def names(world, found):
    """What the cases of a query are called in the world; "paid" is the one that was cleared."""
    called = {case.pk: name for name, case in world.items()}
    return {called.get(one.pk, "paid") for one in found}


@pytest.mark.parametrize(
    ("story", "which", "found"),
    [
        ("open ones by themselves", {}, {"AAA", "BBB", "waiver", "correction"}),
        ("closed", {"opened": "closed"}, {"paid"}),
        ("of a flow", {"flow": "held_order", "opened": "all"}, {"AAA", "BBB", "paid"}),
        ("in a state", {"state": "asked"}, {"waiver", "correction"}),
        ("mine", {"assignee": "me"}, {"AAA"}),
        ("nobody's", {"assignee": "nobody", "flow": "held_order"}, {"BBB"}),
        ("of an account that is none", {"assignee": "x"}, set()),
        ("of a party", {"party": "bbb"}, {"BBB", "correction"}),
        ("for a control", {"control": "shop_payment_was_reported"}, {"AAA", "BBB", "waiver"}),
        ("by the number of the order", {"text": "O-BBB"}, {"BBB", "correction"}),
        ("by a number there is none", {"text": "O-ZZZ"}, set()),
        ("due within a day", {"due": "day"}, {"AAA", "BBB"}),
        ("due within a week", {"due": "week"}, {"AAA", "BBB"}),
        ("late", {"due": "late"}, set()),
        ("not counted", {"due": "uncounted"}, set()),
    ],
)
def test_a_question_finds_what_it_asks_for(world, ann, story, which, found):
    assert names(world, queue(ann, Which(**which))) == found


def test_a_case_is_found_by_its_number_however_it_is_written(world, ann):
    number = world["waiver"].public
    for text in (number, number.lower(), number.replace("-", ""), f" {number} "):
        assert names(world, queue(ann, Which(text=text))) == {"waiver"}


def test_each_firm_sees_its_own_cases_only(world):
    for firm in ("AAA", "BBB"):
        viewer, other = a_member(firm), {"AAA": "BBB", "BBB": "AAA"}[firm]
        assert names(world, queue(viewer, Which(opened="all"))) == {"AAA": {"AAA", "waiver"},
                                                                    "BBB": {"BBB", "correction"}}[firm]  # fmt: skip
        assert sum(one.count for one in waiting(viewer)) == 2
        assert workload(viewer) == []
        with pytest.raises(NotThere):
            shown(viewer, world[other].public, "test")


def test_a_firm_cannot_ask_who_has_its_cases(world):
    assert names(world, queue(a_member("AAA"), Which(assignee="nobody"))) == {"AAA", "waiver"}


def test_the_queue_is_walked_page_after_page_by_day_or_weight(world, ann):
    for sort in SORTS:
        seen, cursor = [], ""
        while cursor is not None:
            found = page(queue(ann), SORTS, sort, cursor, 1)
            seen += found.items
            cursor = found.next
        assert names(world, seen) == {"AAA", "BBB", "waiver", "correction"}
        assert len(seen) == 4
    assert [one.due_at for one in page(queue(ann), SORTS, "due", "", 9).items] == sorted(
        Case.objects.filter(closed_at=None).values_list("due_at", flat=True)
    )


def test_cases_are_counted_by_state_and_by_officer(world, ann):
    later = an_officer("bob", at=NOON + timedelta(hours=24))
    assert waiting(later)[0] == Waiting("held_order", "held", 2, 2)
    loads = {one.account and one.account.email: (one.count, one.late) for one in workload(later)}
    assert loads == {None: (3, 1), "ann@platform.example": (1, 1), "bob@platform.example": (0, 0)}


def test_a_case_shows_what_happened_and_what_may_be_done(world, ann):
    found = shown(ann, world["AAA"].public, "test")
    assert {one.name: one.allowed for one in found.moves} == {"ask": True, "clear": False, "release": True,
                                                              "propose": True}  # fmt: skip
    assert [one.label for one in found.happened] == ["Case opened"]
    assert [(one.name, one.at) for one in found.deadlines] == [("decision", NOON + timedelta(hours=24))]
    assert AccessEntry.objects.get().subject == f"case:{world['AAA'].public}"
    assert all(one.why for one in found.moves if not one.allowed)


def test_an_auditor_may_do_nothing_and_is_told_why(world):
    found = shown(an_officer("eve", role=Role.AUDITOR), world["AAA"].public, "test")
    assert not any(one.allowed for one in found.moves)
    assert all(one.why for one in found.moves)


def test_a_firm_is_not_told_who_acts_on_the_platform_nor_what_is_only_proposed(world, ann):
    firm = a_member("AAA")
    moved(world["AAA"], ann, "propose", reason="a thought of ours")
    (_, proposed) = shown(firm, world["AAA"].public, "test").happened
    assert (proposed.reason, proposed.who, proposed.hidden) == (HIDDEN, "The platform", True)
    moved(world["AAA"], an_officer("bob"), "refuse", reason="as was said")
    refused = shown(firm, world["AAA"].public, "test").happened[-1]
    assert (refused.reason, refused.who, refused.hidden) == ("as was said", "The platform", False)
    assert shown(ann, world["AAA"].public, "test").happened[1].who == "ann@platform.example"


def test_waivers_are_listed_until_they_end(world, ann):
    moved(world["waiver"], an_officer("bob"), "grant")
    assert [(one.case, str(one.until)) for one in waivers(ann)] == [(world["waiver"], "2026-10-20")]
    assert not waivers(a_member("BBB")).exists()
    run(NOON + timedelta(days=30))
    assert (waivers(ann).count(), waivers(ann, in_force=False).count()) == (0, 1)


def test_a_firm_is_told_of_its_cases_in_its_language_and_reads_it(world, ann):
    moved(world["AAA"], ann, "release", reason="checked")
    mine, other = a_member("AAA"), a_member("BBB")
    notice = inbox(mine).get()
    assert sentence(notice, "en") == f"Held order {world['AAA'].public}: Release the order. Reason: checked"
    assert "理由：checked" in sentence(notice, "zh")
    assert not inbox(other).exists()
    assert actions.read_notices(other, [notice.pk]) == 0
    assert (actions.read_notices(mine), actions.read_notices(mine)) == (1, 0)
    assert inbox(mine).get(pk=notice.pk).read_at == mine.now


def test_what_all_of_a_role_are_told_everybody_reads_for_itself(ann):
    bob, token = an_officer("bob"), replace(an_officer("bob"), by="token:7", token=7)
    tell([To(role="officer")], LATE, {"flow": "Held order", "number": "1", "move": "Not decided in time"}, NOON)
    assert actions.read_notices(bob) == 1
    assert not inbox(bob).filter(read_at__isnull=True).exists() and inbox(ann).get().read_at is None
    assert (actions.read_notices(token), actions.read_notices(ann), actions.read_notices(ann)) == (0, 1, 0)


def test_views_are_kept_by_name_and_by_account(world, ann):
    kept = actions.keep_view(ann, "late", {"due": "late"})
    assert actions.keep_view(ann, "late", {"due": "day"}) == kept
    bob = an_officer("bob")
    with pytest.raises(NotThere):
        actions.drop_view(bob, kept.pk)
    actions.drop_view(ann, kept.pk)
    with pytest.raises(NotThere):
        actions.drop_view(ann, kept.pk)


def test_the_dossier_says_which_cases_it_has(world, ann):
    assert names(world, queue(ann, Which(dossier=the_dossier("O-AAA").pk))) == {"AAA", "waiver"}
