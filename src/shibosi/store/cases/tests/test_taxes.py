"""Tax work is opened by officers for a firm, or by a firm for itself, once at a time about one thing."""

import pytest

from shibosi.store.actions import cases as actions
from shibosi.store.allowing import Forbidden
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.flows.taxes import AmountsApart
from shibosi.store.cases.opening import AlreadyOpen
from shibosi.store.cases.tests.builders import a_member, an_officer, moved
from shibosi.store.models import Level

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


def test_who_only_reads_opens_nothing():
    with pytest.raises(Forbidden):
        registration(a_member("CCC", Level.READER))
