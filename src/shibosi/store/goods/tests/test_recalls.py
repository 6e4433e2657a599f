"""Recalls on a server: taken over, held against listings, decided by people, followed up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shibosi.domains.catalogue.records import Listing, RecalledOrder, RecallMatch
from shibosi.store import jobs
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.cases.tests.builders import an_order
from shibosi.store.cases.tests.builders import hand_in as report
from shibosi.store.goods import recalls
from shibosi.store.goods.holding import JOB, hold
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Finding, Notice, Role
from shibosi.store.tests.firms import a_party, as_member, staff
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIST = (
    "id,authority,market,title,description\n"
    "1,CPSC,US,Kestrelle Bed Rails Recalled Due to Fall Hazard,the Kestrelle bed rails with model KB-2044\n"
    "2,CPSC,US,Alder Wooden Toy Sets Recalled,the Alder wooden toy sets\n"
)  # fmt: skip


@pytest.fixture
def officer():
    return of_account(staff(Role.OFFICER), NOON)


def offered(number="L-1", title="Kestrelle rail KB2044", **more):
    row = {"seller_code": "AAA", "number": number, "market": "DE", "state": "live", "subject": "goods", "title": title}
    hand_in([("listing", row | more)], HandedIn("t", ""), NOON - timedelta(days=1))


def take(officer, text=LIST):
    taken = recalls.take(officer, "list.csv", text.encode())
    return taken.fresh, jobs.work_once(lambda: NOON)


def test_a_recalled_listing_goes_off_sale_and_its_buyers_are_found(officer):
    offered()
    offered("L-2", "Water bottle")
    order = an_order("O-1")
    order["lines"]["order_line"][0]["item_number"] = "L-1"
    report(order)
    report(an_order("O-2"))
    fresh, job = take(officer)
    assert (fresh, job.name, job.result["found"]) == (2, JOB, 1)
    [(_, match)] = rows_of(RecallMatch)
    assert (match["grade"], match["off_sale_at"]) == ("certain", NOON)
    assert {row["number"]: row["state"] for _, row in rows_of(Listing)} == {"L-1": "hidden", "L-2": "live"}
    assert [row["order_number"] for _, row in rows_of(RecalledOrder)] == ["O-1"]
    assert Notice.objects.filter(to_who="AAA").count() == 1
    assert Finding.objects.filter(control="goods_are_not_recalled").exists()
    later = replace(officer, now=NOON + HOUR)
    assert [recalls.tell_buyers(later, "CPSC", "1") for _ in range(2)] == [1, 0]


def test_what_is_doubtful_waits_for_people(officer):
    offered(title="Wooden toy set", brand="Alder")
    take(officer)
    [(number, match)] = rows_of(RecallMatch)
    assert (match["grade"], match.get("off_sale_at")) == ("likely", None)
    recalls.decide(replace(officer, now=NOON + HOUR), number, same=False)
    [(number, match)] = rows_of(RecallMatch)
    assert (match["decision"], [row["state"] for _, row in rows_of(Listing)]) == ("other", ["live"])
    recalls.decide(replace(officer, now=NOON + 2 * HOUR), number, same=True)
    assert [row["state"] for _, row in rows_of(Listing)] == ["hidden"]


def test_only_what_is_new_is_held_against_what_is_there(officer):
    offered()
    _, job = take(officer)
    reached = {name: job.result[name] for name in ("recall", "listing")}
    assert hold(NOON, **reached)["looked"] == 1  # the listing itself, which is another version now
    assert hold(NOON)["found"] == 0
    offered("L-3", "Kestrelle KB-2044 replacement")
    assert hold(NOON, **reached)["found"] == 1


def test_a_list_taken_over_twice_changes_nothing(officer):
    assert take(officer)[0] == 2
    assert take(officer) == (0, None)
    assert take(officer, LIST.replace("Fall", "Trap"))[0] == 1


def test_who_may_not_is_refused(officer):
    member = as_member(a_party("AAA"))
    offered(title="Wooden toy set", brand="Alder")
    take(officer)
    with pytest.raises(Forbidden):
        recalls.take(member, "list.csv", LIST.encode())
    assert [one["listing_number"] for one in recalls.matches(member)] == ["L-1"]
    assert recalls.matches(as_member(a_party("BBB"))) == []
    with pytest.raises(NotThere):
        recalls.decide(officer, 10**6, same=True)
