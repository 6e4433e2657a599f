"""Appeals from end to end: lodged by the party, decided by somebody else, and what is left of the measure."""

import pytest

from shibosi.kernel.flows.refusals import SamePerson
from shibosi.store import scope
from shibosi.store.actions import cases
from shibosi.store.actions import measures as actions
from shibosi.store.actions.cases import Decision
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.cases import clock
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.notices import sentence
from shibosi.store.measures import register
from shibosi.store.measures.flows import AppealedBefore, TooLateToAppeal
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests.world import DAY, NOON, TODAY, breaks, comes_in, officer, order_of, seller, stopped
from shibosi.store.measures.wanted import Wanted
from shibosi.store.models import Account, EventKind, Level, MeasureEvent, Membership, Notice
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return seller()


@pytest.fixture
def measure(party):
    """A suspended shop, an order of which is held."""
    wanted = Wanted(party.public, "suspend-shop", TODAY, "Counterfeit", clauses=("4.8.2-a",), case="C-1")
    row = actions.impose(officer("ann"), wanted)
    comes_in(party, "O-1")
    assert stopped(order_of("O-1")) == ("hold", ["suspend-shop"])
    return row


def member(party, now=NOON, level=Level.WORKER):
    account, _ = Account.objects.get_or_create(email=f"worker{level}@{party.public}.example")
    Membership.objects.get_or_create(account=account, party=party, defaults={"level": level})
    return of_account(account, now)


def lodged(party, measure, now=NOON + DAY):
    asked = Asked(subject=measure.public, facts={"grounds": "The goods are genuine"})
    return cases.open_case(member(party, now), "appeal", asked)


def decided(case, move, now=NOON + 2 * DAY, **given):
    cases.move(officer("bob", now), case.public, Decision(move, "Looked into it", given))


def in_force(party, day):
    return [one.kind for one in stand(party, day).in_force]


def test_while_an_appeal_is_open_the_measure_does_not_count(party, measure):
    case = lodged(party, measure)
    assert in_force(party, TODAY + DAY) == [] and stopped(order_of("O-1")) == ("accept", [])
    assert case.facts and scope.cases(member(party)).get() == case
    assert MeasureEvent.objects.filter(about=measure, kind=EventKind.CONTEST).count() == 1


def test_who_imposed_it_does_not_decide(party, measure):
    case = lodged(party, measure)
    with pytest.raises(SamePerson):
        cases.move(officer("ann", NOON + 2 * DAY), case.public, Decision("overturn", "No"))
    assert not MeasureEvent.objects.filter(kind=EventKind.RULING).exists()


def test_an_overturned_measure_leaves_nothing(party, measure):
    decided(lodged(party, measure), "overturn")
    assert in_force(party, TODAY) == [] and stopped(order_of("O-1")) == ("accept", [])
    assert not register.entries(NOON + 2 * DAY).exists()
    told = [sentence(one, "en") for one in Notice.objects.filter(to_who=f"@{party.public}").order_by("pk")]
    assert any("was undone as if it had never been" in one for one in told)


@pytest.mark.parametrize(("move", "by"), [("confirm", "officer"), ("withdraw", "party")])
def test_a_confirmed_or_withdrawn_one_counts_again(party, measure, move, by):
    case = lodged(party, measure)
    if by == "officer":
        decided(case, move)
    else:
        cases.move(member(party, NOON + 2 * DAY), case.public, Decision(move))
    assert in_force(party, TODAY + 2 * DAY) == ["suspend-shop"] == in_force(party, TODAY)
    assert stopped(order_of("O-1")) == ("hold", ["suspend-shop"])


def test_a_milder_one_takes_its_place(party, measure):
    decided(lodged(party, measure), "ease", instead="warn", until="2026-07-01")
    assert in_force(party, TODAY) == [] and in_force(party, TODAY + 2 * DAY) == ["warn"]
    milder = MeasureEvent.objects.get(what="warn")
    assert (milder.clauses, str(milder.last), milder.text) == (["4.8.2-a"], "2026-07-01", "Looked into it")
    assert stopped(order_of("O-1")) == ("accept", [])


def test_what_is_not_decided_in_time_is_suspended_and_then_decided(party, measure):
    case = lodged(party, measure)
    assert clock.run(NOON + 40 * DAY).moved == 1 and clock.run(NOON + 40 * DAY).moved == 0
    case.refresh_from_db()
    assert case.state == "late" and MeasureEvent.objects.filter(kind=EventKind.SUSPENSION).count() == 1
    decided(case, "confirm", NOON + 41 * DAY)
    assert in_force(party, TODAY + 41 * DAY) == ["suspend-shop"]


def test_an_appeal_is_lodged_once(party, measure):
    case = lodged(party, measure)
    with pytest.raises(AppealedBefore):
        lodged(party, measure)
    decided(case, "confirm")
    with pytest.raises(AppealedBefore):
        lodged(party, measure, NOON + 3 * DAY)


@pytest.mark.parametrize(("days", "lodges"), [(184, True), (185, False)])
def test_the_term_ends_with_its_last_day_where_the_party_is(party, measure, days, lodges):
    if lodges:
        assert lodged(party, measure, NOON + days * DAY)
        return
    with pytest.raises(TooLateToAppeal):
        lodged(party, measure, NOON + days * DAY)
    assert not MeasureEvent.objects.filter(kind=EventKind.CONTEST).exists()


def test_nobody_appeals_for_others_against_nothing_or_as_a_reader(party, measure):
    other = seller("BBB")
    with pytest.raises(NotThere):
        lodged(other, measure)
    with pytest.raises(NotThere):
        lodged(party, breaks(party))
    for viewer in (officer("bob"), member(party, level=Level.READER)):
        with pytest.raises(Forbidden):
            cases.open_case(viewer, "appeal", Asked(subject=measure.public, facts={"grounds": "x"}))
    assert not MeasureEvent.objects.filter(kind=EventKind.CONTEST).exists()


def test_an_appeal_without_grounds_leaves_no_trace(party, measure):
    from shibosi.kernel.flows.refusals import Refusal

    with pytest.raises(Refusal):
        cases.open_case(member(party), "appeal", Asked(subject=measure.public))
    assert not MeasureEvent.objects.filter(kind=EventKind.CONTEST).exists()
    assert stopped(order_of("O-1")) == ("hold", ["suspend-shop"])


def test_the_party_is_told_what_is_imposed_and_until_when_it_may_appeal(party, measure):
    one = Notice.objects.get(to_who=f"@{party.public}")
    assert (one.subject, one.case) == (f"measure:{measure.public}", None)
    assert measure.appeal_by.isoformat() in sentence(one, "en") and "店铺暂停营业" in sentence(one, "zh")
    assert not scope.notices(member(seller("BBB"))).exists()
