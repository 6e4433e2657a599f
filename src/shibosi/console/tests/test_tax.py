"""The page of tax: what is due, burdens, claims with their chain, differences; to each firm its own."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from shibosi.console.tests.reported import day, hand_in
from shibosi.methods.taxes.batch.simulation import quarter_before
from shibosi.pages.tests.browsing import fits, needs_chromium
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import AccessEntry, Level, Role
from shibosi.store.reading.taxes import FEW, odd
from shibosi.store.tests.firms import a_member, a_party, staff
from shibosi.store.zones import HOUSE

pytestmark = pytest.mark.django_db
CNY = {"currency": "142"}


def obligation(period, due, party="AAA"):
    place = {"party_code": party, "market": "DE", "scheme": "VAT", "period": period}
    return {"kind": "tax_obligation", "values": place | {"due_on": due, "frequency": "month"}}


def filed(period, tax, on=None, party="AAA"):
    place = {"party_code": party, "market": "DE", "scheme": "VAT", "period": period, "number": f"R-{party}-{period}"}
    money = {"taxable": "100.00", "tax": tax, "currency": "300"}
    return {"kind": "tax_return", "values": place | money | {"filed_on": on or day(0), "ends_on": f"{period}-28"}}


def claim(order, party="AAA"):
    amounts = {"base": "1000", "rate": "13", "amount": "130", **CNY}
    own = {"number": f"T-{order}", "order_number": order, "party_code": party, "filed_on": day(-3), **amounts}
    return {"kind": "refund_claim", "values": own}


def test_nothing_is_said_where_nothing_was_handed_in(officer):
    seen = text(officer.get("/tax/"))
    assert "nothing is known of what is due" in seen and "No refund was claimed." in seen
    assert "Nothing is due within ninety days." not in seen


def test_nothing_due_is_said_of_a_firm_that_is_registered(officer):
    hand_in({"kind": "tax_registration", "values": {"party_code": "AAA", "market": "DE", "scheme": "VAT"}})
    seen = text(officer.get("/tax/"))
    assert "Nothing is due within ninety days." in seen and "nothing is known of what is due" not in seen


def test_what_is_overdue_comes_first_and_what_was_filed_is_gone(officer):
    hand_in(obligation("2026-05", day(30)), obligation("2026-04", day(3)), obligation("2026-03", day(-1)))
    hand_in(obligation("2026-02", day(-30)), filed("2026-02", "19.00", on=day(-31)))
    hand_in(obligation("2026-01", day(-60)), filed("2026-01", "19.00", on=day(-59)), obligation("2027-01", day(300)))
    found = officer.get("/tax/").context["periods"]
    assert [(one.name, one.state) for one in found] == [
        ("2026-03", "overdue"), ("2026-04", "soon"), ("2026-05", "later"), ("2026-01", "late"),
    ]  # fmt: skip


def test_a_burden_out_of_the_usual_is_drawn_and_named(officer):
    hand_in(*[filed(f"2026-0{month}", "19.00") for month in range(1, 7)], filed("2026-07", "31.00"))
    answer = officer.get("/tax/")
    assert [(one.name, one.share) for one in answer.context["odd"]] == [("2026-07", Decimal("0.31"))]
    assert answer.context["plot"].rows[-1][1] == 31.0
    assert "not explained" in text(answer)


def test_a_claim_is_shown_with_its_chain(officer):
    invoice = {"number": "V-1", "order_number": "O-9", "invoice_type": "special", "net": "1000", **CNY}
    received = {"number": "C-1", "order_number": "O-9", "amount": "1180", **CNY}
    less = {"number": "A-1", "order_number": "O-9", "between": "receipt", "reason": "fee", "amount": "20", **CNY}
    hand_in(claim("O-9"), {"kind": "invoice", "values": invoice}, {"kind": "collection", "values": received})
    hand_in({"kind": "amount_difference", "values": less})
    answer = officer.get("/tax/")
    (found,) = answer.context["claims"]
    assert [(link.name, link.count, link.amount) for link in found.links] == [
        ("Order", 0, None), ("Declaration", 0, None), ("Invoice of purchase", 1, Decimal(1000)),
        ("Receipt of money", 1, Decimal(1180)),
    ]  # fmt: skip
    assert found.findings > 0 and "missing" in text(answer) and "Fee of a bank or platform" in text(answer)


def test_a_firm_sees_its_own(monkeypatch):
    hand_in(obligation("2026-03", day(-1)), claim("O-1"))
    hand_in(obligation("2026-03", day(-1), "BBB"), claim("O-2", "BBB"), party="bbb")
    clerk = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    answer = clerk.get("/tax/")
    assert {one.party for one in answer.context["periods"]} == {"AAA"}
    assert [one.order for one in answer.context["claims"]] == ["O-1"]


@pytest.mark.parametrize(
    ("story", "shares", "found"),
    [
        ("too few to tell", ["0.1", "0.9"], []),
        ("all alike", ["0.19"] * FEW, []),
        ("one of many", ["0.19"] * 6 + ["0.3"], [6]),
        ("a cent of rounding", ["0.2"] * 6 + ["0.199"], []),
        ("a spread that is usual", ["0.18", "0.2", "0.19", "0.21", "0.17"], []),
        ("one that moves the mean but not the median", ["0.19", "0.2", "0.18", "0.19", "5"], [4]),
    ],
)
def test_what_is_odd_is_told_by_the_median(story, shares, found):
    assert [at for at, far in enumerate(odd([Decimal(one) for one in shares], Decimal("0.2"))) if far] == found


def entry(order, party="AAA", on=None):
    own = {"number": f"E-{order}", "order_number": order, "party_code": party, "market": "DE", "scheme": "VAT"}
    return {"kind": "tax_entry", "values": own | {"booked_on": on or day(-3), "taxable": "100", "tax": "19",
                                                  "rate": "19", "currency": "300"}}  # fmt: skip


def test_sellers_without_proof_come_first_and_their_file_is_taken_away(officer):
    proof = {"market": "DE", "number": "DE2", "valid_from": day(-300)}
    hand_in(entry("O-1"), entry("O-2", "BBB"), {"kind": "tax_certificate", "values": proof | {"party_code": "BBB"}})
    seen = text(officer.get("/tax/sellers/"))
    assert seen.index("no proof") < seen.index("proof in force")
    answer = officer.get("/tax/sellers/?party=BBB&market=DE&file=csv")
    taken = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in taken[1:]] == ["DE2", "E-O-2"]


def test_a_firm_sees_its_own_file_only(monkeypatch):
    hand_in(entry("O-1", "BBB"), party="bbb")
    firm = signed_in(a_member(party=a_party("AAA"), level=Level.WORKER), monkeypatch)
    assert "No sale in any market" in text(firm.get("/tax/sellers/"))
    answer = firm.get("/tax/sellers/?party=BBB&market=DE&file=csv")
    assert b"".join(answer.streaming_content).count(b"\n") == 1


def an_import(order, buyer, on, total="1000"):
    own = {"order_number": order, "guid": f"L-{order}", "company_number": f"C-{order}", "direction": "I",
           "declared_on": on, "buyer_id": buyer, "currency": "142", "freight": "0", "insurance": "0"}  # fmt: skip
    line = {"line_number": 1, "commodity_code": "3304990029", "quantity": "1", "price": total, "total": total,
            "currency": "142", "country": "116"}  # fmt: skip
    return {"kind": "customs_list", "values": own, "lines": {"list_line": [line]}}


BUYER = "110101199003070039"


def test_the_year_of_a_buyer_is_counted_from_what_is_stored(officer):
    hand_in(an_import("O-1", BUYER, "2026-03-03"), an_import("O-2", BUYER, "2026-04-04", "500"))
    hand_in(an_import("O-3", "110101199003070047", "2026-03-03"))
    answer = officer.post("/tax/buyers/", {"buyer": BUYER, "year": "2026"})
    seen = text(answer)
    assert "1,500.00 CNY" in seen and "24,500.00 CNY" in seen and "O-3" not in seen
    assert BUYER not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert AccessEntry.objects.filter(subject__startswith="buyer-year:").count() == 1
    assert "No purchase of this person" in text(officer.post("/tax/buyers/", {"buyer": BUYER, "year": "2025"}))


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "says"), [("desktop", "en-US", "Used"), ("phone", "zh-CN", "已用")])
def test_in_a_browser_an_officer_counts_the_year_of_a_buyer(look, size, language, says):
    hand_in(an_import("O-1", BUYER, "2026-03-03"))
    page = look(staff(Role.OFFICER), "/tax/", size, language)
    page.goto(page.url.replace("/tax/", "/tax/buyers/"))
    page.fill("input[name=buyer]", BUYER)
    page.fill("input[name=year]", "2026")
    page.click("main form button.button")
    page.wait_for_selector("ul.tiles")
    assert says in page.inner_text("ul.tiles") and "25,000.00 CNY" in page.inner_text("ul.tiles")
    assert BUYER not in page.url and fits(page) and page.faults == []


@pytest.mark.parametrize("asked", [{"buyer": "", "year": "2026"}, {"buyer": BUYER, "year": "20x6"}])
def test_a_year_that_is_none_is_refused(officer, asked):
    assert officer.post("/tax/buyers/", asked).status_code == 422


def test_a_firm_never_sees_the_year_of_a_buyer(monkeypatch):
    firm = signed_in(a_member(party=a_party("AAA"), level=Level.MANAGER), monkeypatch)
    assert firm.post("/tax/buyers/", {"buyer": BUYER, "year": "2026"}).status_code == 403


def test_the_orders_of_the_last_quarter_are_taxed_anew(officer):
    first, _ = quarter_before(timezone.now().astimezone(HOUSE).date())
    inside, outside = first.isoformat(), (first - timedelta(days=1)).isoformat()
    hand_in(an_import("O-1", BUYER, inside), an_import("O-2", BUYER, outside))
    asked = {"name": "rates/CN/VAT/standard", "value": "17"}
    seen = text(officer.post("/tax/simulation/", asked))
    assert "91.00 CNY" in seen and "119.00 CNY" in seen
    assert officer.post("/tax/simulation/", {"name": "rates/XX", "value": "1"}).status_code == 422
