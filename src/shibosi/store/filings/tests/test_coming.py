"""Filings that come in: cases of what was lacking end by themselves and name the document; a lapse opens new ones."""

import json
from dataclasses import replace

import pytest

from shibosi.store import jobs
from shibosi.store.actions import cases as actions
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.tests.builders import a_member, an_officer, moved
from shibosi.store.filings.coming import JOB, of_filings
from shibosi.store.filings.lookups import look_up
from shibosi.store.filings.tests.builders import CODE, SAID, declared, goods, hand_in, later, now, the_merchant, work
from shibosi.store.models import Case, Document, Finding, Job, LogEntry

pytestmark = pytest.mark.django_db


def cases():
    """Open and ended cases by what they are about, in the order they came."""
    every = Case.objects.filter(flow="customs_filing").order_by("pk")
    return [(one.about.removeprefix("customs_filing:"), one.state) for one in every]


def standing():
    """How many findings each case is about."""
    found = Finding.objects.filter(control="nothing_is_declared_unfiled", resolved_at__isnull=True)
    return sorted(one.about.rpartition(":")[2] for one in found)


FIRM = f"{CODE}:firm:{CODE}"
BRUSH, COMB = f"{CODE}:goods:SKU-1", f"{CODE}:goods:SKU-2"


def test_the_case_of_a_merchant_ends_when_its_filing_comes_in_and_its_goods_are_a_case_each():
    declared("SKU-1", "SKU-2", "SKU-2")
    assert (cases(), standing()) == ([(FIRM, "preparing")], [CODE] * 3)
    assert the_merchant() == [JOB]
    assert cases() == [(FIRM, "filed"), (BRUSH, "preparing"), (COMB, "preparing")]
    assert standing() == ["SKU-1", "SKU-2", "SKU-2"]


def test_the_case_of_goods_ends_when_theirs_comes_in_and_others_stay():
    the_merchant()
    declared("SKU-1", "SKU-2")
    declared("SKU-2", order="O-2")
    goods("SKU-2")
    assert cases() == [(BRUSH, "preparing"), (COMB, "filed")]
    assert standing() == ["SKU-1"]


def test_the_move_is_the_systems_and_the_log_names_the_document_that_ended_it():
    declared("SKU-1")
    the_merchant()
    case = Case.objects.get(about=f"customs_filing:{FIRM}")
    (event,) = case.events.all()
    assert (event.move, event.person, json.loads(event.given)) == ("come_in", "machine", {"document": f"{CODE}/F-1"})
    told = json.loads(LogEntry.objects.get(what="case moved", subject=f"case:{case.public}").content)
    document = Document.objects.get(kind="merchant_filing")
    assert told["document"] == f"merchant_filing:{document.digest[:16]}"
    assert LogEntry.objects.filter(what="document", subject=told["document"]).exists()


def test_a_filing_that_is_rejected_ends_nothing_and_the_corrected_one_does():
    declared("SKU-1")
    the_merchant(status="rejected")
    assert cases() == [(FIRM, "preparing")]
    assert the_merchant(**later(status="filed")) == [JOB]
    assert cases() == [(FIRM, "filed"), (BRUSH, "preparing")]
    told = json.loads(LogEntry.objects.filter(what="case moved").latest("position").content)
    corrected = Document.objects.get(kind="merchant_filing", standing=True)
    assert told["document"] == f"merchant_filing:{corrected.digest[:16]}"


def test_a_filing_that_was_over_when_one_of_the_lines_was_declared_ends_nothing():
    declared("SKU-1", on="2026-03-03")
    declared("SKU-1", order="O-2", on="2026-01-10")
    the_merchant(open_ended=None, valid_until="2026-02-01")
    assert cases()[0] == (FIRM, "preparing")
    assert standing() == [CODE, "SKU-1"]


def test_a_filing_that_lapses_opens_a_new_case():
    the_merchant()
    goods()
    declared("SKU-1")
    assert cases() == []
    the_merchant(**later(status="expired"))
    assert cases() == [(FIRM, "preparing")]
    the_merchant(**later(status="filed", reported_at="2026-03-06T10:00:00+08:00"))
    goods(**later(status="cancelled"))
    assert cases() == [(FIRM, "filed"), (BRUSH, "preparing")]
    goods(**later(status="filed", reported_at="2026-03-06T10:00:00+08:00"))
    goods(**later(status="cancelled", reported_at="2026-03-07T10:00:00+08:00"))
    assert cases() == [(FIRM, "filed"), (BRUSH, "filed"), (BRUSH, "preparing")]


def test_a_filing_that_people_take_out_of_force_opens_a_new_case():
    firm = a_member(CODE)
    the_merchant()
    filed = SAID | {"party_code": CODE, "merchant_code": CODE, "item_number": "SKU-1", "record_number": "R-1"}
    hand_in("goods_filing", filed, party=firm.reporter)
    work()
    declared("SKU-1")
    assert cases() == []
    asked = Asked(document=Document.objects.get(kind="goods_filing").pk, facts={"wanted": "a true filing"})
    case = actions.open_case(an_officer(at=now()), "correction", asked)
    moved(case, replace(firm, now=now()), "cancel")
    assert JOB in work()
    assert cases() == [(BRUSH, "preparing")]


def test_goods_that_were_ended_while_their_merchant_lapsed_are_found_as_its_case_again():
    the_merchant()
    declared("SKU-1")
    the_merchant(**later(status="expired"))
    assert cases() == [(BRUSH, "preparing"), (FIRM, "preparing")]
    assert standing() == [CODE]


def test_a_case_that_people_ended_stays_as_it_is():
    declared("SKU-1")
    moved(Case.objects.get(flow="customs_filing"), an_officer(at=now()), "cancel")
    look_up(of_filings(now()), ["O-1"])
    assert cases() == [(FIRM, "cancelled")]
    the_merchant()
    goods()
    assert cases()[0] == (FIRM, "cancelled")
    assert standing() == []


def test_a_case_that_people_moved_on_ends_from_where_it_stands_and_one_they_opened_is_theirs():
    declared("SKU-1")
    officer = an_officer(at=now())
    actions.open_case(officer, "customs_filing", Asked(facts={"firm": CODE, "what": "goods", "number": "SKU-1"}))
    the_merchant(status="handed-in", name="Jia", credit_code="91330100MA2ABCDE1R", address="Hangzhou",
                 representative_name="Li", customs_office="2900")  # fmt: skip
    moved(Case.objects.get(about=f"customs_filing:{FIRM}"), officer, "hand_in", reason="", receipt="EP-1")
    the_merchant(**later())
    goods()
    assert cases() == [(FIRM, "filed"), (BRUSH, "preparing")]


def test_goods_filed_under_the_code_of_the_firms_register_end_the_case_of_the_code_it_declares_under():
    the_merchant(party_code="913301")
    declared("SKU-1")
    goods(party_code="913301", merchant_code=None)
    assert cases() == [(BRUSH, "filed")]


def test_a_line_that_is_withdrawn_ends_nothing():
    declared("SKU-1")
    take_back = later(order_number="O-1", line_number=1, report_type="3", reported_at="2036-03-05T10:00:00+08:00")
    hand_in("filing_lookup", take_back | {"guid": "L"})
    assert (cases(), standing()) == ([(FIRM, "preparing")], [])


def test_nothing_is_asked_for_a_filing_of_a_firm_without_a_case():
    assert the_merchant() == []
    assert goods() == []
    assert not Job.objects.filter(name=JOB).exists()


def test_the_job_run_twice_does_nothing_more():
    declared("SKU-1")
    the_merchant()
    before = cases(), LogEntry.objects.filter(what="case moved").count()
    jobs.ask(JOB, now(), "test", firms=[CODE])
    work()
    assert (cases(), LogEntry.objects.filter(what="case moved").count()) == before


def test_a_merchant_is_found_among_any_number_of_others(monkeypatch):
    monkeypatch.setattr("shibosi.store.reading.inforce.MOST", 2)
    the_merchant()
    for number in range(3):
        the_merchant(f"440196000{number}")
    declared("SKU-1")
    assert cases() == [(BRUSH, "preparing")]
