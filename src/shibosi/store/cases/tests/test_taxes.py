"""Tax work is opened by officers for a firm, or by a firm for itself, once at a time about one thing."""

from calendar import monthrange
from datetime import date

import pytest

from shibosi.kernel.flows.roles import MACHINE
from shibosi.store.actions import cases as actions
from shibosi.store.allowing import Forbidden
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.flows.taxes import AmountsApart
from shibosi.store.cases.opening import AlreadyOpen
from shibosi.store.cases.tests.builders import a_member, an_officer, hand_in, moved
from shibosi.store.cases.written import facts_of, parties_of
from shibosi.store.models import Case, Level

pytestmark = pytest.mark.django_db
GERMANY = {"firm": "aaa", "market": "DE", "scheme": "VAT", "because": "Stock in Germany"}
FRANCE = GERMANY | {"market": "FR"}


def registration(viewer, facts=None):
    return actions.open_case(viewer, "tax_registration", Asked(facts=facts or GERMANY))


def test_an_officer_opens_it_for_a_firm_and_the_firm_works_on_it():
    firm = a_member("AAA")
    case = registration(an_officer())
    moved(case, firm, "submit", exhibits="Licence")
    moved(case, an_officer(), "register", number="DE1", registered_on="2026-10-01")
    case.refresh_from_db()
    assert case.state == "registered"


def test_a_firm_opens_it_for_itself():
    firm = a_member("BBB")
    case = registration(firm)
    assert [one.who for one in case.parties.all()] == [f"@{firm.reporter}"]


def test_there_is_one_open_case_about_a_market_and_a_tax():
    registration(an_officer())
    with pytest.raises(AlreadyOpen):
        registration(an_officer())
    assert registration(an_officer(), FRANCE).state == "papers"


PARTNER = {"firm": "aaa", "agreement": "J-1", "declared": "1200 CNY", "fee": "20 CNY"}
OUT = {"payment_out": "P-2", "withdrawn": "1200.00 CNY", "refund": "130 CNY"}


@pytest.mark.parametrize(
    ("story", "amount_in", "paid_out", "refused"),
    [
        ("all of it meets", "1200.00 CNY", "1310 CNY", False),
        ("less is paid in than was declared", "1199.99 CNY", "1310 CNY", True),
        ("the fee is not taken off", "1200 CNY", "1330 CNY", True),
        ("the same figure in another currency", "1200 CNY", "1310 USD", True),
    ],
)
def test_money_through_a_partner_meets(story, amount_in, paid_out, refused):
    officer = an_officer()
    case = actions.open_case(officer, "refund_partner", Asked(facts=PARTNER))
    try:
        moved(case, officer, "move", payment_in="P-1", amount_in=amount_in)
        moved(case, officer, "pay_out", **OUT, paid_out=paid_out)
    except AmountsApart as apart:
        assert refused and "CNY" in str(apart)
    else:
        assert not refused
    case.refresh_from_db()
    assert (case.state == "paid_out") is not refused


GERMAN = {"market": "DE", "scheme": "VAT"}


def a_registration(party="BBB"):
    own = {"party_code": party, "number": f"DE-{party}", "registered_on": "2025-01-01", "frequency": "month"}
    return {"kind": "tax_registration", "values": GERMAN | own}


def a_return(period, burden="0.19", party="AAA"):
    last = f"2026-{period}-{monthrange(2026, int(period))[1]}"
    own = {"party_code": party, "period": f"2026-{period}", "number": f"R-{period}", "registration_number": "DE-AAA",
           "starts_on": f"2026-{period}-01", "ends_on": last, "filed_on": last, "burden": burden}  # fmt: skip
    return {"kind": "tax_return", "values": GERMAN | own}


def opened(flow):
    return [(one.opened_by, facts_of(one), parties_of(one)) for one in Case.objects.filter(flow=flow)]


def test_returns_without_a_registration_open_a_case_once():
    hand_in(a_registration())
    hand_in(a_return("01"))
    hand_in(a_return("02"))
    because = {"firm": "AAA", **GERMAN, "because": "returns_name_the_registration"}
    assert opened("tax_registration") == [(MACHINE, because, {"subject": "AAA"})]


def test_an_odd_burden_nobody_looked_at_opens_a_review():
    hand_in(a_registration("AAA"), *[a_return(f"0{month}") for month in range(1, 7)])
    assert opened("burden_review") == []
    hand_in(a_return("07", burden="0.3"))
    ((who, facts, _),) = opened("burden_review")
    assert (who, facts["until"], facts["because"]) == (MACHINE, date(2026, 7, 31), "odd_burden_is_reviewed")


def test_a_refund_that_is_owed_opens_its_relief():
    trade = {"order_number": "O-9", "guid": "G-9", "company_number": "C-9", "direction": "E",
             "declared_on": "2026-02-02", "merchant_code": "AAA"}  # fmt: skip
    hand_in({"kind": "order", "values": {"number": "O-9", "guid": "G-O-9", "order_type": "E", "merchant_code": "AAA"}},
            {"kind": "customs_list", "values": trade})  # fmt: skip
    hand_in({"kind": "refund_claim", "values": {"number": "C-1", "order_number": "O-1", "party_code": "BBB"}})
    hand_in({"kind": "invoice", "values": {"number": "I-9", "order_number": "O-9", "invoice_type": "special",
                                           "issued_on": "2026-02-01"}})  # fmt: skip
    ((who, facts, parties),) = opened("tax_relief")
    assert (who, facts["number"], facts["last_day"], parties) == (MACHINE, "O-9", date(2029, 2, 2), {"subject": "@aaa"})


def test_who_only_reads_opens_nothing():
    with pytest.raises(Forbidden):
        registration(a_member("CCC", Level.READER))
