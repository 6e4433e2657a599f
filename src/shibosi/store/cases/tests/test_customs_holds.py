"""Inspection and detention by customs: opened from a customs list in force, told to who reported it."""

import pytest

from shibosi.store.allowing import Forbidden
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.flows.customs_holds import ListMissing
from shibosi.store.cases.tests.builders import a_member, actions, an_officer, an_order, hand_in, moved, the_document
from shibosi.store.cases.written import facts_of, parties_of
from shibosi.store.firms import reporter_mark
from shibosi.store.models import Document, Notice

pytestmark = pytest.mark.django_db
NOTICE = {"notice": "Inspection (500)"}


def a_list(**values):
    own = {"order_number": "O-1", "company_number": "L-1", "customs_number": "31022026I000000001", "guid": "G-L-1",
           "direction": "I", "merchant_code": "AAA"}  # fmt: skip
    hand_in({"kind": "customs_list", "values": own | values}, party="aaa")
    return Document.objects.filter(kind="customs_list").latest("pk")


def opened(viewer, document):
    return actions.open_case(viewer, "customs_hold", Asked(document=document.pk, facts=NOTICE))


def test_a_list_that_customs_holds_is_followed_with_who_reported_it():
    firm = a_member("AAA")
    case = opened(an_officer(), a_list())
    facts = facts_of(case)
    assert (facts["order"], facts["list"]) == ("O-1", "31022026I000000001")
    assert parties_of(case) == {"subject": reporter_mark("aaa")}
    moved(case, an_officer(), "tell")
    assert Notice.objects.exists()
    moved(case, an_officer(), "assign", officer="Wang")
    moved(case, an_officer(), "ask_papers", asked="Invoice")
    moved(case, firm, "supply", supplied="INV-1")
    moved(case, an_officer(), "release")
    case.refresh_from_db()
    assert case.state == "released"


def test_a_list_that_customs_has_not_numbered_goes_by_its_own_number():
    assert facts_of(opened(an_officer(), a_list(customs_number=None)))["list"] == "L-1"


def test_what_is_no_customs_list_in_force_is_refused():
    hand_in(an_order())
    with pytest.raises(ListMissing):
        opened(an_officer(), the_document("O-1"))
    with pytest.raises(ListMissing):
        actions.open_case(an_officer(), "customs_hold", Asked(facts=NOTICE))


def test_a_firm_opens_none():
    with pytest.raises(Forbidden):
        opened(a_member("AAA"), a_list())
