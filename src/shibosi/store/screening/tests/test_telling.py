"""A possible match holds the orders that bear the name, and a customer's first payment waits for its screening."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shibosi.kernel.decisions import Verdict
from shibosi.store.actions import cases as actions
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.clock import run
from shibosi.store.cases.tests.builders import (
    NOON,
    a_member,
    a_payment,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
)
from shibosi.store.cases.written import facts_of
from shibosi.store.models import Case, DossierState, stored
from shibosi.store.screening.lists import kept
from shibosi.store.screening.running import screen

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
ACME = {"firm": "aaa", "name": "Acme Ltd", "licence": "91110000600037341L", "address": "Beijing"}


@pytest.fixture
def listed(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    take("id,name,kind,born\n1,Wladimir Petrow,person,\n")
    return a_member("AAA")


def take(text):
    path = kept().folder.parent / "un.csv"
    path.write_text(text, encoding="utf-8")
    kept().take(path, "un", datetime(2026, 9, 1, tzinfo=UTC), shrinking=True)


def paid_order(number="O-1", buyer="Vladimir Petrov"):
    hand_in(an_order(number, buyer_name=buyer), a_payment(number))


def verdict(number="O-1"):
    return Verdict(the_dossier(number).verdict)


def hit():
    return Case.objects.get(flow="screening_hit")


def results(**by):
    rows = stored("name_screening").objects.filter(standing=True, **by)
    return sorted(rows.values_list("result", flat=True))


def test_a_possible_match_holds_the_order_and_opens_its_case(listed):
    paid_order()
    assert verdict() is Verdict.ACCEPT
    screen(NOON)
    assert (verdict(), results(order_number="O-1")) == (Verdict.HOLD, ["possible"])
    assert facts_of(Case.objects.get(flow="held_order"))["findings"] == "nobody_an_order_names_is_listed"


def test_the_answer_to_the_next_document_is_that_the_order_is_held(listed):
    paid_order()
    screen(NOON)
    answer = hand_in(a_payment(number="P-2", guid="GP-2", amount="0"), at=LATER)
    assert {one["decision"] for one in answer["dossiers"] if one["kind"] == "order"} == {"hold"}


def test_clearing_the_match_lets_the_order_through(listed):
    paid_order()
    screen(NOON)
    moved(hit(), an_officer(at=LATER), "clear")
    assert (verdict(), results(order_number="O-1")) == (Verdict.ACCEPT, ["cleared"])
    assert Case.objects.get(flow="held_order").state == "released"


def test_confirming_it_keeps_the_order_held_as_broken(listed):
    paid_order()
    screen(NOON)
    moved(hit(), an_officer("ann"), "propose")
    moved(hit(), an_officer("bob", at=LATER), "confirm")
    assert (verdict(), results(order_number="O-1")) == (Verdict.HOLD, ["listed"])
    found = the_dossier().findings.get(control="nobody_an_order_names_is_listed", resolved_at__isnull=True)
    assert found.outcome == "broken"


def test_a_later_order_of_the_same_person_is_held_too_and_another_person_s_is_not(listed):
    paid_order()
    screen(NOON)
    paid_order("O-2")
    paid_order("O-3", "Johann Bach")
    screen(LATER, everybody=False)
    assert (verdict("O-2"), verdict("O-3")) == (Verdict.HOLD, Verdict.ACCEPT)
    assert Case.objects.filter(flow="screening_hit").count() == 1


def test_an_order_goes_on_where_the_list_names_somebody_else_now(listed):
    paid_order()
    screen(NOON)
    take("id,name,kind,born\n2,Johann Bach,person,\n")
    screen(LATER)
    assert (verdict(), results(order_number="O-1")) == (Verdict.ACCEPT, ["clear"])


def test_screening_again_tells_nothing_twice(listed):
    paid_order()
    screen(NOON)
    screen(LATER, anew=True)
    assert stored("name_screening").objects.count() == 1


# ---- customers ----


def transfer(number="T-1", at="2026-09-29T12:30:00+08:00"):
    values = {"firm_code": "PAY", "number": number, "customer_code": "AAA", "amount": "100", "currency": "142",
              "asked_at": at}  # fmt: skip
    answer = hand_in({"kind": "transfer", "values": values}, at=LATER)
    return answer["dossiers"][0]["decision"]


def verified(firm, risk="low"):
    case = actions.open_case(an_officer(), "customer_check", Asked(facts=ACME))
    moved(case, firm, "send", papers="licence.pdf")
    moved(case, an_officer("ann"), "pass_first")
    moved(case, an_officer("bob"), f"verify_{risk}")


def customer():
    return DossierState.objects.get(kind="customer", key="AAA")


def test_a_first_payment_waits_for_file_and_screening(listed):
    assert transfer() == "hold"
    because = {one.control for one in customer().findings.filter(resolved_at__isnull=True)}
    assert because == {"customer_is_verified_before_its_first_payment", "customer_is_screened_before_its_first_payment"}
    verified(listed)
    assert customer().verdict == Verdict.HOLD
    screen(LATER)
    assert (customer().verdict, results(customer_code="AAA")) == (Verdict.ACCEPT, ["clear"])


def test_a_customer_that_may_be_listed_moves_no_money_until_people_decided(listed):
    take("id,name,kind\n1,Wladimir Petrow,person\n7,Acme Limited,organisation\n")
    verified(listed)
    screen(NOON)
    assert (transfer(), results(customer_code="AAA")) == ("hold", ["possible"])
    moved(hit(), an_officer(at=LATER), "clear")
    assert (customer().verdict, results(customer_code="AAA")) == (Verdict.ACCEPT, ["cleared"])


def test_a_check_writes_the_file_with_its_class_of_risk(listed):
    verified(listed, "high")
    (file,) = stored("customer_file").objects.filter(standing=True).values("customer_code", "name", "risk", "address")
    assert file == {"customer_code": "AAA", "name": "Acme Ltd", "risk": "high", "address": "Beijing"}


def test_a_customer_of_high_risk_that_does_not_answer_is_limited(listed):
    verified(listed, "high")
    screen(NOON)
    case = Case.objects.get(flow="enhanced_check")
    assert transfer() == "wait"
    run(NOON + timedelta(days=12))
    assert transfer("T-2", "2026-10-12T10:00:00+08:00") == "hold"
    moved(case, replace(listed, now=NOON + timedelta(days=13)), "answer", finance="Sales", trade="Toys")
    (file,) = stored("customer_file").objects.filter(standing=True).values("finance", "trade", "risk")
    assert file == {"finance": "Sales", "trade": "Toys", "risk": "high"}
