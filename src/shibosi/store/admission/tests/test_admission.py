"""What an application rests on, what stands against it, and what may go on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.store.actions import cases as actions
from shibosi.store.actions.cases import Decision
from shibosi.store.admission.application import Asked as Application
from shibosi.store.admission.application import look, looked, machine, parties_of
from shibosi.store.admission.flows import NotAdmissible, NotItsOwnAccount, NotLookedCloser, SomethingLeft
from shibosi.store.admission.tests.world import CHANGED, LATIN, PERSON, WHAT, admit_me, day
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.written import facts_of
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Account, Case, Level, Role
from shibosi.store.screening.lists import kept
from shibosi.store.screening.running import screen
from shibosi.store.tests.firms import a_party, as_member
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db
NEXT = {"next_review": day(300)}


def an_officer(name="ann"):
    account = Account.objects.create_account(f"{name}@platform.example", role=Role.OFFICER.value)
    return of_account(account, timezone.now())


def a_worker(firm, level=Level.WORKER):
    return replace(as_member(a_party(firm), level), now=timezone.now())


def found(**changes):
    admit_me(**changes)
    return look(machine(timezone.now()), Application(**WHAT))


def failing(one):
    return {check.name for check in one.checks if check.holds is False}


def applied(officer, **facts):
    return actions.open_case(officer, "admission", Asked(facts=WHAT | facts))


def move(officer, case, name, **given):
    return actions.move(officer, case.public, Decision(name, "because", given))


def test_everything_at_hand_passes_with_low_risk(listed):
    one = found()
    assert (one.allows, one.passes, failing(one)) == (True, True, set())
    assert all(check.holds for check in one.checks), [check for check in one.checks if not check.holds]
    assert (one.grade.risk, one.grade.points) == ("low", 0)


@pytest.mark.parametrize(
    ("changes", "fails"),
    [
        ({"firm": {"licence_status": "suspended"}}, {"licence", "register"}),
        ({"person": {"name": "王芳", "latin_name": None}}, {"representative", "register"}),
        ({"money_account": {"holder_kind": "person", "holder_name": PERSON}}, {"account", "register"}),
        ({"money_account": {"holder_name": "Quay Holding"}}, {"account", "register"}),
        ({"paper": {"holder_name": "Quay Holding"}}, {"name"}),
        ({"firm_number": {"number": "91110000600037341M"}}, {"register"}),
    ],
    ids=["licence", "representative", "personal account", "account of another", "paper of another", "number"],
)  # fmt: skip
def test_what_does_not_agree_fails(changes, fails):
    assert failing(found(**changes)) == fails


def test_what_is_not_known_neither_holds_nor_fails_and_makes_a_risk():
    one = look(machine(timezone.now()), Application(**WHAT))
    assert (one.allows, failing(one)) == (False, set())
    assert {check.holds for check in one.checks} == {None}
    assert one.grade.risk == "high"
    assert {reason.word for reason in one.papers} == {"missing"}


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"home": "CN"}, 1),
        ({"legal_form": "sole-trader"}, 2),
        ({"licence_from": day(-100)}, 2),
        ({"home": "CN", "legal_form": "sole-trader", "licence_from": day(-100)}, 5),
    ],
)
def test_each_risk_has_its_points(listed, changes, points):
    assert found(firm=changes).grade.points == points


def test_owners_that_lead_back_to_the_firm_are_a_circle():
    admit_me("BBB", "bbb", owner={"owner_code": "AAA", "owner_kind": "firm"})
    assert "owners" in failing(found(owner={"owner_code": "BBB", "owner_kind": "firm"}))


def test_a_paper_that_another_firm_handed_in_fails():
    admit_me("BBB", "bbb", paper={"digest": "a" * 64, "paper_kind": "business-licence"})
    assert "files" in failing(found(paper={"digest": "a" * 64, "paper_kind": "business-licence"}))


def test_a_firm_sees_its_own_application_only():
    admit_me()
    own = a_worker("AAA")
    assert looked(own, Application(**WHAT)).passes
    with pytest.raises(NotThere):
        looked(own, Application("BBB", "shop-operation", "DE"))


def test_two_people_admit_and_a_review_comes():
    admit_me()
    ann, bob = an_officer(), an_officer("bob")
    case = applied(ann)
    assert facts_of(case)["risk"] == "low"
    move(ann, case, "propose", conditions="One shop for a start")
    with pytest.raises(Exception, match="second person"):
        move(ann, case, "admit", **NEXT)
    move(bob, case, "admit", **NEXT)
    assert Case.objects.get(pk=case.pk).state == "admitted"
    assert Case.objects.get(pk=case.pk).due.date() > timezone.now().date() + timedelta(days=290)


def test_nothing_is_proposed_while_a_check_fails_and_nothing_is_written():
    admit_me(money_account={"holder_name": "Quay Holding"})
    officer = an_officer()
    case = applied(officer)
    move(officer, case, "deepen")
    with pytest.raises(NotAdmissible) as refused:
        move(officer, case, "propose")
    assert "Quay Holding" in refused.value.sentence()
    assert Case.objects.get(pk=case.pk).state == "deepened"


def test_a_paper_that_is_taken_back_meanwhile_stops_the_admission():
    admit_me()
    ann, bob = an_officer(), an_officer("bob")
    case = applied(ann)
    move(ann, case, "propose")
    admit_me(paper={"status": "revoked"} | CHANGED)
    with pytest.raises(NotAdmissible):
        move(bob, case, "admit", **NEXT)


def test_a_high_risk_is_looked_at_more_closely_first():
    admit_me(firm={"home": "CN", "legal_form": "sole-trader", "licence_from": day(-100)})
    officer = an_officer()
    case = applied(officer)
    with pytest.raises(NotLookedCloser):
        move(officer, case, "propose")
    move(officer, case, "deepen")
    move(officer, case, "propose")
    assert Case.objects.get(pk=case.pk).state == "proposed"


def test_a_firm_applies_for_itself_and_for_nobody_else():
    admit_me()
    own = a_worker("AAA")
    assert applied(own).parties.get().who == "@aaa"
    with pytest.raises(Exception, match="firm"):
        applied(own, firm="BBB")
    with pytest.raises(Forbidden):
        applied(a_worker("CCC", Level.READER))


def test_another_account_is_the_firms_own_and_cools_off():
    admit_me()
    ann, bob = an_officer(), an_officer("bob")
    asked = {"firm": "AAA", "account": "6222-2", "holder": LATIN, "because": "Another bank"}
    case = actions.open_case(ann, "account_change", Asked(facts=asked))
    assert str(facts_of(case)["used_from"]) == day(3)
    move(bob, case, "confirm", proof="provider", asked_back="Li Na")
    assert Case.objects.get(pk=case.pk).state == "cooling"
    move(bob, case, "refuse")
    other = actions.open_case(ann, "account_change", Asked(facts=asked | {"holder": PERSON}))
    with pytest.raises(NotItsOwnAccount):
        move(bob, other, "confirm", proof="provider", asked_back="Li Na")


def test_a_shop_is_cleared_only_when_nothing_is_left():
    officer = an_officer()
    asked = {"firm": "AAA", "shop": "S-1", "market": "DE", "because": "No demand", "closes_on": day(30)}
    case = actions.open_case(officer, "exit", Asked(facts=asked))
    cleared = {"listings": "0", "stock": "0", "orders": "0", "balance": "0.00 EUR", "deposit": "0.00 EUR",
               "contracts": "0", "identity": "P-1"}  # fmt: skip
    move(officer, case, "announce", notice="https://shop.example", announced_on=day(-30))
    for changes in ({"orders": "1"}, {"balance": "0.01 EUR"}, {"deposit": "500 EUR"}, {"contracts": "1"}):
        with pytest.raises(SomethingLeft):
            move(officer, case, "clear", **cleared | changes)
    move(officer, case, "clear", **cleared)
    assert Case.objects.get(pk=case.pk).state == "cleared"


def test_an_activity_belongs_to_the_parties_its_clauses_bind():
    assert parties_of("shop-operation") == {"agency-operator"}
    assert parties_of("nothing") == set()


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """A watch-list with one firm and one person on it."""
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    path = tmp_path / "un.csv"
    path.write_text("id,name,kind\n1,Quay Holding,organisation\n2,Wladimir Petrow,person\n", encoding="utf-8")
    kept().take(path, "un", timezone.now())


def of(one, name):
    return next(check for check in one.checks if check.name == name)


@pytest.mark.parametrize(
    ("story", "changes"),
    [
        ("the firm", {"firm": {"latin_name": "Quay Holding"}}),
        ("its representative", {"person": {"latin_name": "Vladimir Petrov"}}),
        ("an owner", {"owner": {"owner_name": "Vladimir Petrov"}}),
    ],
)
def test_a_match_with_a_watch_list_fails_until_it_is_cleared(listed, story, changes):
    one = found(**changes)
    assert of(one, "listed").holds is False and "list un" in of(one, "listed").because[0]
    screen(timezone.now())
    for case in Case.objects.filter(flow="screening_hit"):
        move(an_officer(), case, "clear")
    assert of(look(machine(timezone.now()), Application(**WHAT)), "listed").holds is True


def test_nobody_listed_holds_and_without_a_list_it_cannot_be_decided(listed, tmp_path, monkeypatch):
    assert of(found(), "listed").holds is True
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path / "empty"))
    assert of(look(machine(timezone.now()), Application(**WHAT)), "listed").holds is None


BRAND = {"party_code": "AAA", "mark_number": "M-1", "market": "DE", "name": "Quay", "status": "active"}
MANDATE = {"holder_code": "AAA", "paper_kind": "maker-papers", "number": "W-1", "part": "permission", "about": "M-1",
           "holder_name": LATIN, "issuer_name": "Quay Holding", "status": "valid", "valid_from": day(-9)}  # fmt: skip


@pytest.mark.parametrize(
    ("story", "brand", "mandate", "holds"),
    [
        ("its own mark", {"owner_name": LATIN}, None, True),
        ("a mark of another", {"owner_name": "Quay Holding"}, None, False),
        ("mandated", {"owner_name": "Quay Holding"}, {"valid_until": day(30)}, True),
        ("mandated until yesterday", {"owner_name": "Quay Holding"}, {"valid_until": day(-1)}, False),
        ("for another mark", {"owner_name": "Quay Holding"}, {"valid_until": day(30), "about": "M-2"}, False),
        ("for another market", {"owner_name": "Quay Holding"}, {"valid_until": day(30), "market": "FR"}, False),
        ("without a day", {"owner_name": "Quay Holding"}, {}, None),
        ("nobody said whose", {}, None, None),
        ("removed from the register", {"owner_name": LATIN, "status": "removed"}, None, False),
    ],
)
def test_a_brand_is_the_firms_own_or_mandated(story, brand, mandate, holds):
    admit_me()
    more = [{"kind": "brand", "values": BRAND | brand}]
    if mandate is not None:
        more.append({"kind": "paper", "values": MANDATE | mandate})
    receive(more, HandedIn("test", "aaa"), timezone.now())
    one = look(machine(timezone.now()), Application(**WHAT))
    assert of(one, "brands").holds is holds
    assert (holds is True) == (not of(one, "brands").because)
