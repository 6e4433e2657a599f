"""Who may do what to whom: officers decide, two where two are asked for, a party sees its own."""

from datetime import date, timedelta

import pytest

from shibosi.kernel.controls import named
from shibosi.kernel.measures.events import Unreasoned
from shibosi.store import scope
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import Forbidden, NotThere, may_hand_in
from shibosi.store.measures import wanted as wants
from shibosi.store.measures.asking import StoppedByMeasure
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests.world import DAY, NOON, TODAY, breaks, imposed, officer, overturn, seller
from shibosi.store.measures.wanted import Wanted
from shibosi.store.models import Finding, Level, LogEntry, Mandate, MeasureEvent, Proposal, Role
from shibosi.store.permissions import FOR_MANDATES
from shibosi.store.tests.firms import a_member, report, staff
from shibosi.store.tokens import issue
from shibosi.store.viewers import of_account, of_token

pytestmark = pytest.mark.django_db
CONTROL = "payments_cover_lines_and_freight"


def wanted(party, kind="hold-orders", **changes):
    said = {"clauses": ("4.8.2-a",), "case": "C-1", "text": "Counterfeit goods", **changes}
    return Wanted(party.public, kind, said.pop("day", TODAY), **said)


def a_finding(party, outcome="broken", day=TODAY):
    named(CONTROL)
    made = report(party, "order", number=f"O-{Finding.objects.count()}", merchant_code=party.name)
    return Finding.objects.create(
        dossier=made.states[0], control=CONTROL, outcome=outcome, severity=2, facts="{}", first_seen=NOON,
        last_seen=NOON, day=day,
    )  # fmt: skip


def member(party, now=NOON, level=Level.MANAGER):
    return of_account(a_member(party, level), now)


def test_a_finding_is_recorded_with_the_clauses_and_the_weight_of_its_control():
    party = seller()
    found = a_finding(party, day=date(2026, 3, 1))
    (row,) = actions.record(officer(), party.public, [found.pk], "Seen in the goods", thing="L-1")
    control = named(CONTROL)
    assert (row.day, row.control, row.finding, row.thing) == (date(2026, 3, 1), CONTROL, found.pk, "L-1")
    assert (row.clauses, row.severity) == (list(control.clauses), int(control.severity))
    assert stand(party, TODAY).standing.points > 0


@pytest.mark.parametrize("day", [None, TODAY])
def test_a_finding_without_a_day_counts_from_when_it_was_first_seen(day):
    party = seller(zone="Pacific/Kiritimati")
    found = a_finding(party, day=day)
    Finding.objects.filter(pk=found.pk).update(first_seen=NOON + timedelta(hours=7))
    (row,) = actions.record(officer(), party.public, [found.pk], "Seen")
    assert row.day == (TODAY if day else TODAY + DAY)


def test_a_finding_is_recorded_once_and_again_after_it_was_undone():
    party = seller()
    found = a_finding(party)
    (row,) = actions.record(officer(), party.public, [found.pk, found.pk], "Seen")
    with pytest.raises(wants.RecordedAlready):
        actions.record(officer(), party.public, [found.pk], "Seen")
    actions.reverse(officer("bob"), row.public, "Not theirs")
    actions.record(officer(), party.public, [found.pk], "Theirs after all")
    assert stand(party, TODAY).standing.points == 6


@pytest.mark.parametrize(
    ("story", "refused", "make"),
    [
        ("of another firm", wants.FindingElsewhere, lambda party: a_finding(seller("BBB")).pk),
        ("not decided", wants.NoViolation, lambda party: a_finding(party, "undetermined").pk),
        ("that is not there", NotThere, lambda party: 10**9),
    ],
)
def test_a_finding_that_is_no_violation_is_refused_and_nothing_is_written(story, refused, make):
    party = seller()
    with pytest.raises(refused):
        actions.record(officer(), party.public, [a_finding(party).pk, make(party)], "Seen")
    assert not MeasureEvent.objects.exists()


def test_a_measure_is_imposed_with_its_reason_and_the_term_of_an_appeal():
    party = seller()
    row = actions.impose(officer(), wanted(party, last=date(2026, 7, 1), text=" Counterfeit "))
    assert (row.what, row.text, row.last, row.appeal_by) == (
        "hold-orders", "Counterfeit", date(2026, 7, 1), TODAY + 184 * DAY,
    )  # fmt: skip
    told = LogEntry.objects.get(subject=f"measure:{row.public}")
    assert told.what == "measure imposed" and "Counterfeit" not in told.content


@pytest.mark.parametrize(
    ("story", "changes", "refused"),
    [
        ("no such kind", {"kind": "hold-order"}, wants.UnknownMeasure),
        ("yesterday", {"day": TODAY - DAY}, wants.WrongDay),
        ("beyond a year", {"day": TODAY + 367 * DAY}, wants.WrongDay),
        ("it ends before it begins", {"last": TODAY - DAY}, Unreasoned),
        ("no clause", {"clauses": ()}, Unreasoned),
        ("neither finding nor case", {"case": ""}, Unreasoned),
        ("no reason", {"text": "  "}, wants.ReasonLacking),
        ("a reason too long", {"text": "x" * 4001}, wants.ReasonLacking),
        ("a finding that is not there", {"finding": 10**9}, NotThere),
        ("a violation that is not there", {"because": ("feed",)}, wants.ViolationElsewhere),
    ],
)
@pytest.mark.parametrize("verb", [actions.impose, actions.propose])
def test_a_measure_that_does_not_say_what_it_must_is_refused(verb, story, changes, refused):
    party = seller()
    with pytest.raises(refused):
        verb(officer(), wanted(party, **changes))
    assert not MeasureEvent.objects.exists() and not Proposal.objects.exists()


def test_a_violation_of_another_firm_carries_no_measure():
    with pytest.raises(wants.ViolationElsewhere):
        actions.impose(officer(), wanted(seller(), because=(breaks(seller("BBB")).public,)))


def test_what_takes_two_people_is_proposed_and_the_first_cannot_be_the_second_even_by_token():
    party, ann = seller(), officer("ann")
    one = actions.impose(ann, wanted(party, "close-shop"))
    assert isinstance(one, Proposal) and not MeasureEvent.objects.exists()
    from shibosi.store.models import Account

    token = issue(Account.objects.get(pk=ann.account), "own", ["platform:write", "cases:read"], NOON + DAY, NOON, "t")
    for again in (ann, of_token(token.token, NOON)):
        with pytest.raises(actions.SecondPerson):
            actions.confirm(again, one.public)
    done = actions.confirm(officer("bob"), one.public)
    assert done.measure.what == "close-shop" and done.state == "confirmed"
    with pytest.raises(actions.OverAlready):
        actions.confirm(officer("cem"), one.public)


def test_a_proposal_of_a_tier_for_two_people_waits_for_the_second():
    party = seller()
    for _ in range(4):
        breaks(party)
    one = Proposal.objects.get(what="close-shop")
    with pytest.raises(wants.ReasonLacking):
        actions.confirm(officer("ann"), one.public)
    waiting = actions.confirm(officer("ann"), one.public, "Looked at the figures")
    assert waiting.state == "open" and waiting.measure is None
    done = actions.confirm(officer("bob"), one.public, "So did I", last=date(2026, 12, 1))
    assert (done.measure.tier, done.measure.pack, done.measure.last) == ("fourth", "year_points", date(2026, 12, 1))
    assert done.measure.text == "Looked at the figures\nSo did I"
    assert not Proposal.objects.filter(what="close-shop", state="open").exists()


def test_a_declined_proposal_imposes_nothing():
    breaks(seller())
    one = Proposal.objects.filter(what="warn").get()
    with pytest.raises(wants.ReasonLacking):
        actions.decline(officer(), one.public, " ")
    assert actions.decline(officer(), one.public, "First time").state == "declined"
    assert not MeasureEvent.objects.filter(kind="measure").exists()


def test_a_measure_is_lifted_once_and_reversed_once():
    party = seller()
    row = actions.impose(officer(), wanted(party))
    actions.lift(officer(now=NOON + DAY), row.public, "Enough")
    with pytest.raises(actions.OverAlready):
        actions.lift(officer(now=NOON + DAY), row.public, "Enough")
    actions.reverse(officer(), row.public, "Was wrong")
    with pytest.raises(actions.OverAlready):
        actions.reverse(officer(), row.public, "Was wrong")


@pytest.mark.parametrize("verb", [actions.lift, actions.reverse])
def test_what_is_over_or_of_another_kind_is_not_lifted(verb):
    party = seller()
    with pytest.raises(NotThere):
        verb(officer(), "0" * 16, "No")
    ruling = overturn(breaks(party))
    with pytest.raises(NotThere):
        verb(officer(), ruling.public, "No")


@pytest.mark.parametrize("who", ["member", "auditor", "administrator", "reader token"])
def test_nobody_but_officers_decides(who):
    party = seller()
    row, proposal = imposed(party, "warn"), breaks(party) and Proposal.objects.first()
    viewer = {
        "member": lambda: member(party), "auditor": lambda: of_account(staff(Role.AUDITOR), NOON),
        "administrator": lambda: of_account(staff(Role.ADMINISTRATOR), NOON),
        "reader token": lambda: of_token(issue(party, "t", ["cases:read"], NOON + DAY, NOON, "t").token, NOON),
    }[who]()  # fmt: skip
    count = MeasureEvent.objects.count()
    for verb, arguments in (
        (actions.impose, [wanted(party)]), (actions.propose, [wanted(party)]), (actions.lift, [row.public, "x"]),
        (actions.reverse, [row.public, "x"]), (actions.confirm, [proposal.public, "x"]),
        (actions.decline, [proposal.public, "x"]), (actions.record, [party.public, [1], "x"]),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            verb(viewer, *arguments)
    assert MeasureEvent.objects.count() == count


def test_a_party_sees_its_own_measures_and_points_and_of_others_nothing():
    mine, theirs = seller("AAA"), seller("BBB")
    for party in (mine, theirs):
        breaks(party)
        imposed(party, "close-shop")
    viewer = member(mine)
    assert {row.party for row in scope.measure_events(viewer)} == {mine}
    assert {row.party for row in scope.standings(viewer)} == {mine} == {one.party for one in scope.publications(viewer)}
    assert not scope.proposals(viewer).exists()


def test_a_closed_account_signs_in_and_sees_but_does_not_report():
    party = seller()
    imposed(party, "close-account")
    viewer = member(party, NOON + timedelta(minutes=1))
    assert scope.measure_events(viewer).exists()
    with pytest.raises(StoppedByMeasure):
        may_hand_in(viewer)


def test_neither_does_its_agent_nor_an_agent_that_is_closed_itself():
    principal, agent = seller("AAA"), seller("GGG")
    Mandate.objects.create(
        principal=principal, agent=agent, scopes=sorted(FOR_MANDATES), begins_at=NOON, ends_at=NOON + DAY, given_by="t"
    )
    account = a_member(agent)
    later = NOON + timedelta(minutes=1)
    closed = imposed(principal, "suspend-account")
    with pytest.raises(StoppedByMeasure):
        may_hand_in(of_account(account, later, "aaa"))
    overturn(closed)
    imposed(agent, "close-account")
    with pytest.raises(StoppedByMeasure):
        may_hand_in(of_account(account, later, "aaa"))
