"""No party sees another's rows: every query of the scope is probed with what several firms reported."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.records import Record, record
from shibosi.store import scope
from shibosi.store.firms import folded, note_documents, note_dossiers
from shibosi.store.measures.tests.world import breaks, imposed
from shibosi.store.models import (
    AccessEntry,
    Account,
    Awaited,
    Case,
    CaseParty,
    Delivery,
    DossierParty,
    DossierState,
    Finding,
    HandedFile,
    Impact,
    Interest,
    Job,
    Level,
    Mandate,
    MeasureEvent,
    Membership,
    Notice,
    Party,
    PartyCode,
    PartyStanding,
    Publication,
    Receipt,
    Role,
    RowAnswer,
    Run,
    SavedView,
    Screening,
    Stake,
    Subscription,
    Token,
    stored,
)
from shibosi.store.permissions import FOR_MANDATES
from shibosi.store.tests.firms import DAY, NOON, a_member, a_party, as_member, judge, papers_of, report, staff
from shibosi.store.tokens import issue
from shibosi.store.viewers import NotYourParty, nobody, of_account, of_token, parties_to_act_for

pytestmark = pytest.mark.django_db
CODES = ["AAA", "BBB", "CCC"]
CODE = st.sampled_from([*CODES, "ddd ", " aaa", None])
NUMBER = st.sampled_from(["O-1", "O-2", "O-3"])
DOCUMENTS = st.one_of(
    st.tuples(st.just("order"), st.fixed_dictionaries({
        "number": NUMBER, "merchant_code": CODE, "platform_code": CODE, "payment_firm_code": CODE, "guid": NUMBER,
        "payment_number": NUMBER,
    })),
    st.tuples(st.just("payment"), st.fixed_dictionaries({
        "order_number": NUMBER, "firm_code": CODE, "platform_code": CODE, "number": NUMBER,
    })),
    st.tuples(st.just("waybill"), st.fixed_dictionaries({
        "order_number": NUMBER, "carrier_code": CODE, "number": NUMBER, "merchant_code": CODE,
    })),
    st.tuples(st.just("order_line"), st.fixed_dictionaries({"order_number": NUMBER})),
)  # fmt: skip
REPORTS = st.lists(st.tuples(st.sampled_from(CODES), DOCUMENTS), max_size=8)


def concerns(reported, party):
    """What the query is held against: who reported a document, and whom its row names."""
    if reported.document.reporter == party.public:
        return True
    return any(
        isinstance(row[record(kind).columns[name].position], str)
        and folded(row[record(kind).columns[name].position]) == party.name
        for kind, rows in reported.rows.items()
        for row in rows
        for name in record(kind).firms()
    )


@given(REPORTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_party_sees_what_it_reported_and_what_names_it_and_nothing_else(db, reports):
    with transaction.atomic():
        parties = {code: a_party(code) for code in CODES}
        made = [report(parties[code], kind, **values) for code, (kind, values) in reports]
        for party in parties.values():
            viewer = as_member(party)
            mine = [one for one in made if concerns(one, party)]
            assert set(scope.documents(viewer)) == {one.document for one in mine}
            assert set(scope.receipts(viewer)) == {
                one.document.receipt for one in made if one.document.reporter == party.public
            }
            theirs = {state.pk for one in mine for state in one.states}
            assert set(scope.dossiers(viewer).values_list("pk", flat=True)) == theirs
            assert set(scope.findings(viewer).values_list("dossier", flat=True)) == theirs
            for kind in Record.known:
                rows = (
                    set(scope.rows(viewer, kind).values_list("filed", flat=True)) if not record(kind).internal else ()
                )
                assert set(rows) == {one.document.pk for one in mine if one.document.kind == kind}
                own = scope.own_rows(viewer, kind)
                assert {row.filed.reporter for row in own} <= {party.public}
        transaction.set_rollback(True)


def everything(viewer):
    """How many rows of each table a viewer sees."""
    found = {table.__name__: query(viewer).count() for table, query in scope.QUERIES.items()}
    return found | {kind: scope.rows(viewer, kind).count() for kind in Record.known}


@pytest.fixture
def world():
    """Two firms that trade apart, an agent, and something in every table."""
    a, b, agent = a_party("AAA"), a_party("BBB"), a_party("GGG")
    for party in (a, b):
        made = report(party, "order", number=f"O-{party.name}", merchant_code=party.name, buyer_name="李华")
        Stake.objects.create(dossier=made.states[0], document=made.document, amount=1)
        account = a_member(party, Level.MANAGER)
        issue(party, "shop", ["documents:read"], NOON + DAY, NOON, "test")
        issue(account, "own", ["documents:read"], NOON + DAY, NOON, "test")
        Mandate.objects.create(
            principal=party, agent=agent, scopes=["documents:read"], begins_at=NOON, ends_at=NOON + DAY, given_by="test"
        )
        AccessEntry.objects.create(at=NOON, by=f"account:{account.pk}", act="seen", subject="order:1", door="test")
        case = Case.objects.create(
            flow="waiver", state="asked", place="CN", zone="Asia/Shanghai", opened_at=NOON, opened_by="test",
            entered_at=NOON, facts="{}",
        )  # fmt: skip
        CaseParty.objects.create(case=case, role="subject", who=party.name)
        Awaited.objects.create(case=case, party=party.public, kind="order", number="O", said="[]", at=NOON)
        Notice.objects.create(to_who=f"@{party.public}", at=NOON, words="x", facts="{}", case=case)
        SavedView.objects.create(account=account, name="late")
        Job.objects.create(name="n", asked_by=of_account(account, NOON).by, asked_at=NOON, due_at=NOON)
        breaks(party, day=NOON.date(), now=NOON)
        imposed(party, "close-shop", NOON)
        Interest.objects.create(party=party, made_at=NOON, made_by="test")
        papers_of(party)
        file = HandedFile.objects.create(public=party.public, party=party.public, by="test", at=NOON, size=1)
        RowAnswer.objects.create(file=file, place=0, decision="accept")
    Run.objects.create(asked_by="account:0", asked_at=NOON, as_of=NOON.date())
    Impact.objects.create(asked_by="account:0", asked_at=NOON, as_of=NOON.date(), values=[])
    counted = dict.fromkeys(("names", "asked", "entries", "hits", "opened", "gone"), 0)
    Screening.objects.create(at=NOON, versions={}, everybody=True, **counted)
    Notice.objects.create(to_role="officer", at=NOON, words="x", facts="{}")
    for party in (a, b, None):
        told = Subscription.objects.create(
            party=party, url="https://a.example", secret="s", made_at=NOON, made_by="test"
        )
        Delivery.objects.create(subscription=told, events=[], made_at=NOON)
    return a, b, agent


def owners(thing):
    """The firms a stored thing belongs to, told without the scope."""
    for owner in ("reporter", "holder"):
        if hasattr(thing, owner):
            return {getattr(thing, owner).lower()}
    if isinstance(thing, Receipt | HandedFile | RowAnswer | Awaited):
        return {getattr(thing, "file", thing).party}
    if isinstance(thing, DossierState):
        return {"aaa"} if "AAA" in thing.key else {"bbb"}
    if isinstance(thing, Finding | Stake | Delivery):
        return owners(thing.subscription if isinstance(thing, Delivery) else thing.dossier)
    if isinstance(thing, Job):
        return {thing.asked_by.partition("/")[2]}
    if isinstance(thing, Party):
        return {thing.public}
    if isinstance(thing, Case):
        return {one.who.lower() for one in thing.parties.all()}
    if isinstance(thing, Notice):
        return owners(thing.case) if thing.case else {thing.to_who.removeprefix("@")}
    if isinstance(thing, SavedView):
        return {one.party.public for one in thing.account.memberships.all()}
    if isinstance(thing, PartyCode | Membership | Subscription | Interest | MeasureEvent | PartyStanding | Publication):
        return {thing.party.public}
    if isinstance(thing, Account):
        return {one.party.public for one in thing.memberships.all()}
    if isinstance(thing, Token):
        return owners(thing.account) if thing.account else {thing.party.public}
    if isinstance(thing, Mandate):
        return {thing.principal.public, thing.agent.public}
    return owners(thing.filed)


@pytest.mark.parametrize("level", list(Level))
def test_each_of_two_firms_sees_its_own_of_every_table_and_nothing_of_the_other(world, level):
    for party in world[:2]:
        member = Membership.objects.get(party=party)
        Membership.objects.filter(pk=member.pk).update(level=level)
        viewer = of_account(member.account, NOON)
        for query in scope.QUERIES.values():
            for thing in query(viewer):
                assert party.public in owners(thing), thing
        for kind in Record.known:
            assert all(party.public in owners(row) for row in scope.rows(viewer, kind))
        found = everything(viewer)
        assert {table for table, count in found.items() if count} == {
            "Document", "Receipt", "DossierState", "Finding", "Job", "Party", "PartyCode", "Membership", "Account",
            "Token", "Mandate", "Subscription", "Delivery", "Case", "Notice", "SavedView", "MeasureEvent",
            "PartyStanding", "Publication", "Stake", "Interest", "PaperFile", "PaperLookup", "CourseAttempt",
            "HandedFile", "RowAnswer", "Awaited", "order",
        }  # fmt: skip
        assert found["Token"] == (2 if level == Level.MANAGER else 1)


def test_every_table_that_is_asked_for_by_number_has_a_scope(world):
    a, b, _ = world
    viewer = of_account(Membership.objects.get(party=a).account, NOON)
    order = stored("order")._default_manager
    assert scope.sees(viewer, order.get(filed__reporter=a.public))
    assert not scope.sees(viewer, order.get(filed__reporter=b.public))
    assert not scope.sees(viewer, b)


def test_nobody_sees_nothing(world):
    unknown = Account.objects.create_account("new@nowhere.example")
    Account.objects.filter(memberships__party=world[0]).update(is_active=False)
    closed = Account.objects.get(memberships__party=world[0])
    assert set(everything(nobody(NOON)).values()) == {0}
    assert set(everything(of_account(closed, NOON)).values()) == {0}
    assert {table for table, count in everything(of_account(unknown, NOON)).items() if count} == {"Account"}


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.ADMINISTRATOR, {"SavedView", "Interest"}),
        (Role.AUDITOR, {"Token", "SavedView", "Interest"}),
        (Role.OFFICER, {"Token", "AccessEntry", "SavedView", "Interest"}),
    ],
)
def test_the_platform_sees_all_but_what_is_for_overseers(world, role, hidden):
    found = everything(of_account(staff(role), NOON))
    assert {table.__name__ for table in scope.QUERIES if not found[table.__name__]} == hidden
    assert (found["Document"], found["order"], found["Party"]) == (2, 2, 3)


def test_who_has_a_role_and_acts_for_a_party_sees_what_the_party_sees(world):
    officer = staff(Role.OFFICER)
    Membership.objects.create(account=officer, party=world[0], level=Level.READER)
    viewer = of_account(officer, NOON, party="aaa")
    assert (viewer.platform, scope.documents(viewer).get().reporter) == (False, "aaa")


def test_whoever_belongs_to_two_parties_says_for_whom(world):
    both = Account.objects.create_account("both@example.com")
    for party in world[:2]:
        Membership.objects.create(account=both, party=party)
    assert not scope.documents(of_account(both, NOON)).exists()
    assert scope.documents(of_account(both, NOON, party="bbb")).get().reporter == "bbb"


def test_a_membership_that_ended_shows_nothing_more(world):
    member = Membership.objects.get(party=world[0])
    member.ended_at = NOON
    member.save()
    assert not scope.documents(of_account(member.account, NOON)).exists()
    with pytest.raises(NotYourParty):
        of_account(member.account, NOON, party="aaa")


def test_another_partys_name_opens_nothing(world):
    with pytest.raises(NotYourParty):
        of_account(Membership.objects.get(party=world[0]).account, NOON, party="bbb")
    with pytest.raises(NotYourParty):
        of_token(Token.objects.get(party=world[0]), NOON, party="bbb")


@pytest.mark.parametrize(
    ("story", "moment", "holds"),
    [
        ("before its first moment", -timedelta(microseconds=1), False),
        ("from its first moment", timedelta(0), True),
        ("until its last", DAY - timedelta(microseconds=1), True),
        ("not at its end", DAY, False),
    ],
)
def test_a_mandate_holds_in_its_term(world, story, moment, holds):
    clerk = a_member(world[2])
    now = NOON + moment
    assert ([one.public for one in parties_to_act_for(clerk, now)] == ["ggg", "aaa", "bbb"]) is holds
    if holds:
        viewer = of_account(clerk, now, party="aaa")
        assert [one.reporter for one in scope.documents(viewer)] == ["aaa"]
    else:
        with pytest.raises(NotYourParty):
            of_account(clerk, now, party="aaa")


@given(given_scopes=st.sets(st.sampled_from(sorted(FOR_MANDATES))))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mandate_shows_no_more_than_its_scopes(world, given_scopes):
    with transaction.atomic():
        Mandate.objects.update(scopes=sorted(given_scopes | {"access:write", "log:read", "platform:write"}))
        viewer = of_account(a_member(world[2]), NOON, party="aaa")
        assert viewer.scopes == given_scopes
        found = {table for table, count in everything(viewer).items() if count}
        assert ("Document" in found) is ("documents:read" in given_scopes)
        assert ("DossierState" in found) is ("findings:read" in given_scopes)
        assert not found & {"Token", "LogEntry", "AccessEntry", "Membership"}
        transaction.set_rollback(True)


def test_a_mandate_is_over_at_once_when_it_is_revoked_or_its_agent_leaves(world):
    clerk = a_member(world[2])
    Mandate.objects.filter(principal=world[0]).update(revoked_at=NOON)
    with pytest.raises(NotYourParty):
        of_account(clerk, NOON, party="aaa")
    assert of_account(clerk, NOON, party="bbb").mandate
    clerk.memberships.update(ended_at=NOON)
    with pytest.raises(NotYourParty):
        of_account(clerk, NOON, party="bbb")


def test_an_agent_acts_for_one_principal_at_a_time_and_passes_nothing_on(world):
    a, b, agent = world
    clerk = a_member(agent)
    for party in (a, b):
        viewer = of_account(clerk, NOON, party=party.public)
        assert [one.reporter for one in scope.documents(viewer)] == [party.public]
        assert set(scope.mandates(viewer).values_list("principal__public", flat=True)) <= {party.public}
    further = a_party("HHH")
    Mandate.objects.create(
        principal=agent, agent=further, scopes=["documents:read"], begins_at=NOON, ends_at=NOON + DAY, given_by="test"
    )
    with pytest.raises(NotYourParty):
        of_account(a_member(further), NOON, party="aaa")


def test_a_persons_year_is_shown_to_no_party(world):
    viewer = of_account(Membership.objects.get(party=world[0]).account, NOON)
    year = DossierState.objects.create(kind="buyer-year", key="x", verdict=0, judged_at=NOON, judged_on=NOON.date())
    Finding.objects.create(
        dossier=year,
        control="yearly_purchases_within_limit",
        outcome="broken",
        severity=1,
        facts="{}",
        first_seen=NOON,
        last_seen=NOON,
    )
    judge({"purchase": [record("purchase")(buyer_id="110101199003070038", year=2026).values]}, "aaa")
    assert not DossierParty.objects.filter(dossier__kind="buyer-year").exists()
    DossierParty.objects.create(dossier=year, who="AAA")
    assert "buyer-year" not in set(scope.dossiers(viewer).values_list("kind", flat=True))
    assert "buyer-year" not in set(scope.findings(viewer).values_list("dossier__kind", flat=True))


def test_a_firm_a_new_version_no_longer_names_no_longer_sees_the_dossier(world):
    a, b, agent = world
    first = report(agent, "order", number="O-9", merchant_code="AAA")
    viewer = of_account(Membership.objects.get(party=a).account, NOON)
    assert scope.dossiers(viewer).filter(key="O-9").exists()
    stored("order")._default_manager.filter(filed=first.document).update(merchant_code="BBB")
    judge({"order": [record("order")(number="O-9").values]})
    assert not scope.dossiers(viewer).filter(key="O-9").exists()
    other = of_account(Membership.objects.get(party=b).account, NOON)
    assert scope.dossiers(other).filter(key="O-9").exists()


def test_whoever_hands_in_the_same_document_again_has_reported_it_too(world):
    a, b, _ = world
    made = report(a, "order", number="O-7", merchant_code="AAA")
    viewer = of_account(Membership.objects.get(party=b).account, NOON)
    assert made.document not in scope.documents(viewer)
    note_documents([(made.document, made.rows)], b.public)
    assert made.document in scope.documents(viewer)
    assert scope.own_rows(viewer, "order").filter(filed=made.document).exists()


def test_a_code_of_another_register_opens_no_records(world):
    report(world[0], "order", number="O-5", merchant_code="VAT1")
    PartyCode.objects.create(party=world[1], register="vat", code="VAT1")
    viewer = of_account(Membership.objects.get(party=world[1]).account, NOON)
    assert {one.reporter for one in scope.documents(viewer)} == {"bbb"}


def test_what_a_record_says_is_never_taken_for_who_reported_it(world):
    Party.objects.filter(public="bbb").update(public="4711")
    report(world[0], "order", number="O-6", merchant_code="@4711", platform_code=" @4711")
    viewer = of_account(Membership.objects.get(party=world[1]).account, NOON)
    assert "@4711" in viewer.names
    assert not scope.documents(viewer).filter(reporter="aaa").exists()


def test_whom_dossiers_concern_is_put_down_in_a_few_queries(world, django_assert_max_num_queries):
    rows = {"order": [record("order")(number=f"Q-{n}", merchant_code="AAA").values for n in range(50)]}
    judge(rows)
    states = list(DossierState.objects.filter(key__startswith="Q-"))
    with django_assert_max_num_queries(5):
        note_dossiers([(state, {"order": [row]}, "bbb") for state, row in zip(states, rows["order"], strict=True)])
    assert DossierParty.objects.filter(dossier__in=states).count() == 100
