"""Tax work is opened by officers for a firm, or by a firm for itself, once at a time about one thing."""

import pytest

from shibosi.store.actions import cases as actions
from shibosi.store.allowing import Forbidden
from shibosi.store.cases.carrying import Asked
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


def test_who_only_reads_opens_nothing():
    with pytest.raises(Forbidden):
        registration(a_member("CCC", Level.READER))
