"""What the rooms of an example hold: each screen has something, and what is wrong is what the example says is wrong."""

from datetime import UTC, datetime

import pytest

from shibosi.cli import furnishing, serving
from shibosi.example.rooms import CARELESS, FOREIGN, GOOD, code_of, documents
from shibosi.store.actions.access import first_administrator
from shibosi.store.filings.lookups import look_up
from shibosi.store.filings.standing import standings
from shibosi.store.goods import listings, recalls
from shibosi.store.goods.holding import hold
from shibosi.store.intake.handed import read
from shibosi.store.models import Account, Case, CourseAttempt, Finding
from shibosi.store.reading.clearance import Wanted, clearance
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def officer():
    first_administrator("admin@localhost.localdomain", "a long enough password 7", NOW)
    serving.open_accounts(NOW)
    furnishing.furnish(NOW)
    return of_account(Account.objects.get(email=serving.OFFICER), NOW)


def test_every_document_of_the_rooms_can_be_read():
    assert [(one.place, one.problems) for one in read(documents(NOW.date())) if one.problems] == []


def test_firms_and_listings_have_the_faults_the_example_means(officer):
    found = Finding.objects.filter(resolved_at__isnull=True, outcome="broken").select_related("dossier")
    by_firm = {firm: {one.control for one in found if one.dossier.key.startswith(code_of(firm))}
               for firm in (GOOD, CARELESS, FOREIGN)}  # fmt: skip
    assert {"licence_of_the_firm_is_in_force", "shares_stay_within_the_whole",
            "receiving_account_is_not_personal"} <= by_firm[CARELESS]  # fmt: skip
    assert "local_shop_is_local" in by_firm[FOREIGN]
    assert "licence_of_the_firm_is_in_force" not in by_firm[GOOD]


def test_listings_stand_in_several_states_and_one_is_meant_by_the_recall(officer):
    assert {one["number"]: one["state"] for one in listings.every(officer)} == {
        "EX-1": "live", "EX-7": "checking", "EX-9": "draft",
    }  # fmt: skip
    hold(NOW)
    assert {one["listing_number"] for one in recalls.matches(officer)} == {"EX-7"}


def test_courses_filings_and_an_admission_are_there(officer):
    assert dict(CourseAttempt.objects.values_list("person", "passed")) == {"E-1": True, "E-2": False}
    assert set(Case.objects.values_list("flow", flat=True)) >= {"admission", "customs_filing", "ordered_course"}
    states = {(one.what, one.state) for one in standings(officer, NOW.date())}
    assert {("firm", "in-force"), ("firm", "rejected"), ("goods", "waiting"), ("aeo", "ends")} <= states
    broken = set(Finding.objects.filter(resolved_at__isnull=True, outcome="broken").values_list("control", flat=True))
    assert {"firm_filing_is_in_force", "session_satisfies_its_participants", "handbook_is_whole_and_renewed"} <= broken
    assert "firm_filing_is_complete" not in broken


def test_filings_are_those_of_firms_in_the_register_but_for_two_of_them(officer):
    found = Finding.objects.filter(resolved_at__isnull=True, control="firm_filing_is_true")
    assert [one.dossier.key for one in found.filter(outcome="broken")] == [code_of(CARELESS)]
    assert found.filter(outcome="undetermined").count() <= 2


def test_what_is_declared_is_filed_but_for_two_merchants_and_goods_of_which_each_is_one_case(officer):
    looked = look_up(officer, [row["order_number"] for row in rows(officer, "customs_list")])
    assert {one["merchant_status"] for one in looked} == {"filed", "rejected", None}
    assert (
        len({one["item_number"] for one in looked if one["merchant_status"] == "filed" and not one["item_found"]}) == 1
    )
    assert Case.objects.filter(flow="customs_filing", control="nothing_is_declared_unfiled").count() == 3
    assert not Case.objects.filter(flow="held_order", dossier__kind="filed-line").exists()


def test_what_is_at_customs_stands_in_several_states_and_a_detention_is_followed(officer):
    states = {one.state for one in clearance(officer, Wanted(days=30))}
    assert {"released", "held", "pending", "accepted", "cleared"} <= states
    assert Case.objects.get(flow="customs_hold").document.kind == "customs_list"


def test_suppliers_have_a_large_share_a_contract_that_runs_out_and_somebody_unpermitted(officer):
    broken = set(Finding.objects.filter(resolved_at__isnull=True, outcome="broken").values_list("control", flat=True))
    assert broken >= {"need_is_met_from_several_sources", "contract_is_followed_up_in_time",
                      "sub_processor_was_permitted_first"}  # fmt: skip
    assert "insurance_has_not_lapsed" not in broken
