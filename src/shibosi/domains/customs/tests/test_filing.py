"""Filings with customs: whole, true, in force, declared as filed; standing as authorised operator; who attends."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.records import AeoStatus, FilingLookup, GoodsFiling, InspectionVisit, MerchantFiling
from shibosi.domains.customs.tests.builders import Story, built
from shibosi.domains.customs.tests.templates import Templates
from shibosi.domains.papers.records import StaffMember
from shibosi.domains.parties.records import Firm
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

CODE, FIRM = "3301960ABC", "91330100MA2ABCDE1R"
OF = {"party_code": FIRM}
SAID = {"receipt": "EP-1", "status": "filed", "handed_in_on": date(2026, 1, 5), "answered_on": date(2026, 1, 9),
        "valid_until": date(2027, 1, 8)}  # fmt: skip
FILED_FIRM: Templates = {
    Firm: [{**OF, "name": "Jia 甲", "representative_name": "Li 李", "licence_number": FIRM, "customs_code": CODE}],
    MerchantFiling: [{**OF, **SAID, "number": "F-1", "role": "merchant", "filed_code": CODE, "credit_code": FIRM,
                      "name": "Jia 甲", "address": "Hangzhou", "representative_name": "Li 李",
                      "customs_office": "2900"}],
}  # fmt: skip
FILED_GOODS: Templates = {
    GoodsFiling: [{**OF, **SAID, "item_number": "SKU-1", "record_number": "R-1", "commodity_code": "9603290010",
                   "name": "Hair brush", "model": "plastic", "unit": "011", "first_unit": "011", "origin": "142",
                   "currency": "142", "lowest": Decimal(80), "highest": Decimal(120)}],
}  # fmt: skip
FILED_LINE: Templates = {
    FilingLookup: [{
        "order_number": "O-1", "line_number": 1, "declared_on": date(2026, 3, 3), "merchant_code": CODE,
        "declared_commodity": "9603290010", "declared_unit": "011", "declared_price": Decimal(100),
        "declared_currency": "142", "merchant_found": True, "merchant_status": "filed",
        "merchant_until": date(2027, 1, 8), "item_found": True, "record_number": "R-1", "commodity_code": "9603290010",
        "unit": "011", "currency": "142", "lowest": Decimal(80), "highest": Decimal(120), "status": "filed",
        "until": date(2027, 1, 8), "looked_up_on": date(2026, 3, 4),
    }],
}  # fmt: skip
AEO: Templates = {
    AeoStatus: [{**OF, "number": "AEOCN1", "grade": "advanced", "status": "valid", "granted_on": date(2024, 6, 1),
                 "assess_by": date(2026, 12, 31)}],
}  # fmt: skip
ATTENDING: Templates = {
    StaffMember: [{**OF, "number": "E-1", "role": "declarant", "licence_number": "D-1",
                   "qualified_until": date(2026, 3, 1)}],
    InspectionVisit: [{**OF, "person": "E-1", "inspection": "I-1", "visited_on": date(2026, 3, 1),
                       "certificate": "AEOCN1"}],
}  # fmt: skip
WAITS: dict[str, Any] = {
    "status": "handed-in",
    "answered_on": None,
    "valid_until": None,
    "handed_in_on": date(2026, 2, 23),
}
REJECTED: dict[str, Any] = {"status": "rejected", "answered_on": date(2026, 3, 3), "valid_until": None}

complete = partial(Story, "firm_filing_is_complete")
true = partial(Story, "firm_filing_is_true")
in_force = partial(Story, "firm_filing_is_in_force")
goods_complete = partial(Story, "goods_filing_is_complete")
goods_in_force = partial(Story, "goods_filing_is_in_force")
unfiled = partial(Story, "nothing_is_declared_unfiled")
as_filed = partial(Story, "goods_are_declared_as_filed")
price = partial(Story, "price_is_within_the_filed_band")
standing = partial(Story, "authorised_standing_is_valid")
attended = partial(Story, "inspections_are_attended_by_qualified_staff")


def firm(registered: dict[str, Any] | None = None, **changes: Any) -> list[Record]:
    """A firm and its filing, in force until 2027-01-08."""
    return built(FILED_FIRM, {"firm": registered or {}, "merchant_filing": changes})


def goods(**changes: Any) -> list[Record]:
    """Goods filed in a band of 80 to 120 CNY."""
    return built(FILED_GOODS, {"goods_filing": changes})


def line(**changes: Any) -> list[Record]:
    """A line declared on 2026-03-03 at 100 CNY, its merchant and goods filed."""
    return built(FILED_LINE, {"filing_lookup": changes})


def operator(**changes: Any) -> list[Record]:
    """A standing that customs assesses again by the end of 2026."""
    return built(AEO, {"aeo_status": changes})


def visit(person: Any = None, **changes: Any) -> list[Record]:
    """A declarant at an inspection, on the last day of the qualification."""
    return built(ATTENDING, {"staff_member": person or {}, "inspection_visit": changes})


NOBODY = built(ATTENDING, {"staff_member": None})
NO_FILING = built(FILED_FIRM, {"merchant_filing": None})
STORIES = [
    complete("whole", firm(), HELD),
    complete("no address", firm(address=None), BROKEN),
    complete("no receipt", firm(receipt=None), BROKEN),
    complete("a credit code of seventeen characters", firm(credit_code=FIRM[:17]), BROKEN),
    complete("no credit code", firm(credit_code=None), UNDETERMINED),
    complete("nothing filed", NO_FILING, OUT_OF_SCOPE),
    true("as registered", firm(), HELD),
    true("another name", firm(name="Yi 乙"), BROKEN),
    true("another representative", firm(representative_name="Wang 王"), BROKEN),
    true("another licence", firm(credit_code="91330100MA2ABCDE2R"), BROKEN),
    true("declares under another code", firm({"customs_code": "3301960XYZ"}), BROKEN),
    true("not filed yet, no code", firm(status="handed-in", filed_code=None), HELD),
    true("the code it declares under is not known", firm({"customs_code": None}), UNDETERMINED),
    true("nothing filed", NO_FILING, OUT_OF_SCOPE),
    in_force("until next year", firm(), HELD),
    in_force("its last day", firm(valid_until=date(2026, 3, 10)), HELD),
    in_force("the day after", firm(valid_until=date(2026, 3, 9)), BROKEN),
    in_force("without end", firm(valid_until=None, open_ended=True), HELD),
    in_force("expired", firm(status="expired"), BROKEN),
    in_force("filed without a number", firm(filed_code=None), UNDETERMINED),
    in_force("waits for fifteen days", firm(**WAITS), UNDETERMINED),
    in_force("waits for sixteen days", firm(**{**WAITS, "handed_in_on": date(2026, 2, 22)}), BROKEN),
    in_force("rejected a week ago", firm(**REJECTED), UNDETERMINED),
    in_force("rejected eight days ago", firm(**{**REJECTED, "answered_on": date(2026, 3, 2)}), BROKEN),
    in_force("nothing filed", NO_FILING, OUT_OF_SCOPE),
    goods_complete("whole", goods(), HELD),
    goods_complete("no specification", goods(model=None), BROKEN),
    goods_complete("eight digits", goods(commodity_code="96032900"), BROKEN),
    goods_complete("a band upside down", goods(lowest=Decimal(121)), BROKEN),
    goods_complete("one price", goods(lowest=Decimal(120)), HELD),
    goods_complete("no band", goods(lowest=None), UNDETERMINED),
    goods_complete("no code", goods(commodity_code=None), UNDETERMINED),
    goods_complete("cancelled", goods(status="cancelled", model=None), OUT_OF_SCOPE),
    goods_in_force("until next year", goods(), HELD),
    goods_in_force("the day after its last", goods(valid_until=date(2026, 3, 9)), BROKEN),
    goods_in_force("cancelled", goods(status="cancelled"), OUT_OF_SCOPE),
    goods_in_force("without a number", goods(record_number=None), BROKEN),
    goods_in_force("waits for fifteen days", goods(**WAITS), UNDETERMINED),
    goods_in_force("rejected eight days ago", goods(**{**REJECTED, "answered_on": date(2026, 3, 2)}), BROKEN),
    goods_in_force("nobody says how it stands", goods(status=None), UNDETERMINED),
    unfiled("both filed", line(), HELD),
    unfiled("on the last day of both", line(merchant_until=date(2026, 3, 3), until=date(2026, 3, 3)), HELD),
    unfiled("the merchant's ended the day before", line(merchant_until=date(2026, 3, 2)), BROKEN),
    unfiled("the goods' ended the day before", line(until=date(2026, 3, 2)), BROKEN),
    unfiled("the merchant is not filed", line(merchant_found=False, merchant_status=None), BROKEN),
    unfiled("the goods are not filed", line(item_found=False, status=None), BROKEN),
    unfiled("the goods' filing was rejected", line(status="rejected"), BROKEN),
    unfiled("how the goods' filing stands is not known", line(status=None), UNDETERMINED),
    unfiled("the list names no merchant", line(merchant_code=None), OUT_OF_SCOPE),
    as_filed("as filed", line(), HELD),
    as_filed("another code", line(declared_commodity="9603290090"), BROKEN),
    as_filed("another unit", line(declared_unit="007"), BROKEN),
    as_filed("the number it names", line(declared_record="R-1"), HELD),
    as_filed("another number", line(declared_record="R-2"), BROKEN),
    as_filed("no code declared", line(declared_commodity=None), UNDETERMINED),
    as_filed("not filed at all", line(item_found=False), OUT_OF_SCOPE),
    price("in the middle", line(), HELD),
    price("the lowest", line(declared_price=Decimal(80)), HELD),
    price("below it", line(declared_price=Decimal("79.99")), BROKEN),
    price("the highest", line(declared_price=Decimal(120)), HELD),
    price("above it", line(declared_price=Decimal("120.01")), BROKEN),
    price("in another currency", line(declared_currency="502"), UNDETERMINED),
    price("not filed at all", line(item_found=False), OUT_OF_SCOPE),
    standing("valid", operator(), HELD),
    standing("the last day", operator(assess_by=date(2026, 3, 10)), HELD),
    standing("the day after", operator(assess_by=date(2026, 3, 9)), BROKEN),
    standing("suspended", operator(status="suspended"), BROKEN),
    standing("withdrawn", operator(status="withdrawn"), OUT_OF_SCOPE),
    standing("nobody knows by when", operator(assess_by=None), UNDETERMINED),
    attended("qualified on that day", visit(), HELD),
    attended("the qualification ended the day before", visit({"qualified_until": date(2026, 2, 28)}), BROKEN),
    attended("not filed", visit({"licence_number": None}), BROKEN),
    attended("no certificate was shown", visit(certificate=None), BROKEN),
    attended("nobody of the staff", NOBODY, BROKEN),
    attended("nobody knows until when", visit({"qualified_until": None}), UNDETERMINED),
    attended("no visit", built(ATTENDING, {"inspection_visit": None}), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_filings(story: Story) -> None:
    assert story.judged() is story.outcome
