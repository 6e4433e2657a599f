"""Corrections: a document takes the place of another, or is taken out of force; its dossiers are judged again."""

import pytest

from shibosi.kernel.decisions import Verdict
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.flows.corrections import CorrectedMissing, DocumentMissing
from shibosi.store.cases.tests.builders import (
    a_correction,
    a_held_order,
    a_member,
    a_payment,
    actions,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
)
from shibosi.store.models import CaseEvent, Document, Notice, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(db):
    return a_member("AAA")


def corrected():
    """An order is paid by 25.00, and its document reported anew with a line of 25.00."""
    hand_in(a_payment(amount="25.00"), party="pay")
    again = an_order(guid="G-2")
    again["lines"]["order_line"][0]["total"] = "25.00"
    hand_in(again, party="aaa")


def test_the_corrected_document_takes_the_place_of_the_one_before(firm):
    a_held_order()
    case = a_correction(an_officer())
    assert Notice.objects.count() == 0
    corrected()
    assert the_dossier().verdict == Verdict.HOLD
    moved(case, firm, "submit", corrected="G-2")
    moved(case, an_officer(), "accept")
    case.refresh_from_db()
    assert case.state == "corrected"
    before, after = Document.objects.filter(kind="order").order_by("pk")
    assert (before.standing, before.taken_out, after.standing) == (False, True, True)
    assert list(stored("order_line").objects.order_by("pk").values_list("standing", flat=True)) == [False, True]
    assert the_dossier().verdict == Verdict.ACCEPT


def test_nothing_that_is_handed_in_later_brings_a_superseded_document_back(firm):
    a_held_order()
    case = a_correction(an_officer())
    corrected()
    moved(case, firm, "submit", corrected="G-2")
    moved(case, an_officer(), "accept")
    hand_in(an_order())
    hand_in(an_order(guid="G-2", report_type="2", note="a change"))
    assert not Document.objects.get(guid="G-O-1").standing


@pytest.mark.parametrize("guid", ["G-9", "G-O-1", "GP-O-1", "G-X"])
def test_a_corrected_document_is_another_of_the_same_kind_by_the_same_party(firm, guid):
    a_held_order()
    hand_in(a_payment(amount="1.00"))
    hand_in(an_order("O-X", "BBB", guid="G-X"), party="bbb")
    case = a_correction(an_officer())
    with pytest.raises(CorrectedMissing):
        moved(case, firm, "submit", corrected=guid)
    case.refresh_from_db()
    assert case.state == "asked"
    assert not CaseEvent.objects.filter(case=case).exists()


def test_a_cancelled_document_is_out_of_force_with_its_lines(firm):
    held = a_held_order()
    moved(a_correction(an_officer()), firm, "cancel")
    assert not stored("order").objects.filter(standing=True).exists()
    assert not stored("order_line").objects.filter(standing=True).exists()
    held.refresh_from_db()
    assert (held.state, the_dossier().verdict) == ("released", Verdict.ACCEPT)


def test_an_objection_that_is_agreed_to_changes_no_document(firm):
    a_held_order()
    case = a_correction(an_officer())
    moved(case, firm, "object", reason="the document is right")
    moved(case, an_officer(), "agree")
    assert Document.objects.get(kind="order").standing


def test_officers_open_corrections_and_firms_do_not(firm):
    a_held_order()
    with pytest.raises(Forbidden):
        a_correction(firm)
    for asked, refused in ((Asked(), DocumentMissing), (Asked(document=10**9), NotThere)):
        with pytest.raises(refused):
            actions.open_case(an_officer(), "correction", asked)
