"""Suppliers looked at first, scored, audited; bought from the list; weak ones mend or leave."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.suppliers.tests.builders import PAIR, Story, a_supplier, looks
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

assessed = partial(Story, "supplier_was_assessed_first")
admitted = partial(Story, "new_supplier_passed_its_reviews")
scored = partial(Story, "supplier_is_scored_in_time")
listed = partial(Story, "bought_from_the_list_only")
weak = partial(Story, "weak_supplier_mends_or_leaves")
yearly = partial(Story, "core_supplier_has_a_yearly_contract")
audited = partial(Story, "supplier_audit_is_not_overdue")
mended = partial(Story, "audit_findings_are_mended")
CLOUD, LEFT = {"supplier_kind": "cloud"}, {"ended_on": date(2026, 6, 29)}
QUALITY, AUDIT = 2, 8


def a_weak_one(**more):
    """A supplier that was graded down in April."""
    return a_supplier(supplier={"grade": "weak", **more})


def retested(**more):
    """The same after its last day, tested anew."""
    test = {"review": "retest", "number": "L-9", "done_on": date(2026, 5, 30), "result": "passed", **more}
    return a_supplier(
        supplier={"grade": "weak", "improve_by": date(2026, 6, 1)}, supplier_review=[*looks(), {**PAIR, **test}]
    )


def found(**more):
    """An audit of February that found something."""
    return a_supplier(supplier_review=looks((AUDIT, {"result": "findings", **more})))


STORIES = [
    assessed("four scores five days before", a_supplier(), HELD),
    assessed("a year before", a_supplier(supplier={"first_order_on": date(2027, 1, 10)}), HELD),
    assessed("a year and a day before", a_supplier(supplier={"first_order_on": date(2027, 1, 11)}), BROKEN),
    assessed("the day of the order", a_supplier(supplier={"first_order_on": date(2026, 1, 10)}), HELD),
    assessed("a day after the order", a_supplier(supplier={"first_order_on": date(2026, 1, 9)}), BROKEN),
    assessed("quality without a score", a_supplier(supplier_review=looks((QUALITY, {"score": None}))), BROKEN),
    assessed("never looked at", a_supplier(supplier_review=None), BROKEN),
    assessed("no looks handed in at all", a_supplier(supplier_review=None), UNDETERMINED, absent=("supplier_review",)),
    assessed("day of the order not known", a_supplier(supplier={"first_order_on": None}), UNDETERMINED),
    assessed("a cloud", a_supplier(supplier=CLOUD), OUT_OF_SCOPE),
    assessed("no longer worked with", a_supplier(supplier=LEFT), OUT_OF_SCOPE),
    admitted("three passed", a_supplier(), HELD),
    admitted("quality failed", a_supplier(supplier_review=looks((QUALITY, {"result": "failed"}))), BROKEN),
    admitted("licence looked at too late", a_supplier(supplier_review=looks((4, {"done_on": date(2026, 1, 16)}))),
             BROKEN),
    admitted("result of quality not known", a_supplier(supplier_review=looks((QUALITY, {"result": None}))),
             UNDETERMINED),
    admitted("a cloud", a_supplier(supplier=CLOUD), OUT_OF_SCOPE),
    scored("on the last day of the quarter", a_supplier(), HELD, as_of=date(2026, 8, 1)),
    scored("a day later", a_supplier(), BROKEN, as_of=date(2026, 8, 2)),
    scored("response was never scored", a_supplier(supplier_review=looks((7, {"aspect": "security"}))), BROKEN),
    scored("day of a score not known", a_supplier(supplier_review=looks((7, {"done_on": None}))), UNDETERMINED),
    scored("blocked", a_supplier(supplier={"grade": "blocked"}), OUT_OF_SCOPE),
    listed("a core supplier", a_supplier(), HELD),
    listed("not in the list", a_supplier(supplier=None), BROKEN),
    listed("blocked before the quarter", a_supplier(supplier={"grade": "blocked", "graded_on": date(2025, 12, 31)}),
           BROKEN),
    listed("blocked since", a_supplier(supplier={"grade": "blocked"}), HELD),
    listed("a grade nobody knows", a_supplier(supplier={"grade": "silver"}), BROKEN),
    listed("not graded", a_supplier(supplier={"grade": None}), UNDETERMINED),
    listed("no suppliers handed in at all", a_supplier(supplier=None), UNDETERMINED, absent=("supplier",)),
    listed("nothing bought", a_supplier(supply=None), OUT_OF_SCOPE),
    weak("no plan", a_weak_one(), BROKEN),
    weak("a plan that runs until today", a_weak_one(improve_by=date(2026, 6, 30)), HELD),
    weak("a plan that ended yesterday", a_weak_one(improve_by=date(2026, 6, 29)), BROKEN),
    weak("tested anew and passed", retested(), HELD),
    weak("tested anew and failed", retested(result="failed"), BROKEN),
    weak("passed before it was weak", retested(done_on=date(2026, 3, 31)), BROKEN),
    weak("result of the test not known", retested(result=None), UNDETERMINED),
    weak("ended", a_weak_one(**LEFT), OUT_OF_SCOPE),
    weak("a core supplier", a_supplier(), OUT_OF_SCOPE),
    yearly("twelve months less a day", a_supplier(), HELD),
    yearly("a day too long", a_supplier(contract={"valid_until": date(2027, 1, 12)}), BROKEN),
    yearly("no contract", a_supplier(contract=None), BROKEN),
    yearly("ended early", a_supplier(contract={"ended_on": date(2026, 6, 29)}), BROKEN),
    yearly("last day not known", a_supplier(contract={"valid_until": None}), UNDETERMINED),
    yearly("an approved one", a_supplier(supplier={"grade": "approved"}), OUT_OF_SCOPE),
    audited("in February", a_supplier(), HELD),
    audited("the last day that was announced", a_supplier(), HELD, as_of=date(2027, 1, 31)),
    audited("never audited", a_supplier(supplier_review=looks((AUDIT, {"review": "score"}))), BROKEN),
    audited("the announced day has passed",
            a_supplier(supplier_review=looks((AUDIT, {"next_on": date(2026, 6, 29)}))), BROKEN),
    audited("nothing announced, after a year", a_supplier(supplier_review=looks((AUDIT, {"next_on": None}))), BROKEN,
            as_of=date(2027, 2, 2)),
    audited("nothing announced, within the year", a_supplier(supplier_review=looks((AUDIT, {"next_on": None}))), HELD),
    audited("day of the audit not known", a_supplier(supplier_review=looks((AUDIT, {"done_on": None}))), UNDETERMINED),
    audited("given no data", a_supplier(supplier={"data": "none"}), OUT_OF_SCOPE),
    mended("nothing found", a_supplier(), HELD),
    mended("mended in March", found(remedied_on=date(2026, 3, 1)), HELD),
    mended("mended a day late", found(remedied_on=date(2026, 5, 3)), BROKEN),
    mended("not mended on the last day", found(), HELD, as_of=date(2026, 5, 2)),
    mended("not mended a day later", found(), BROKEN, as_of=date(2026, 5, 3)),
    mended("result not known", a_supplier(supplier_review=looks((AUDIT, {"result": None}))), UNDETERMINED),
    mended("never audited", a_supplier(supplier_review=looks((AUDIT, {"review": "score"}))), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_suppliers(story: Story) -> None:
    assert story.judged() is story.outcome
