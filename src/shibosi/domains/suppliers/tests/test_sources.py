"""Needs that do not hang on one source, risks insured, suppliers that can be replaced."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import with_value
from shibosi.domains.suppliers.tests.builders import PAIR, Story, a_need, a_supplier
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
several = partial(Story, "need_is_met_from_several_sources")
insured = partial(Story, "flagged_risks_are_insured")
lapsed = partial(Story, "insurance_has_not_lapsed")
replaced = partial(Story, "critical_supplier_can_be_replaced")
ACCEPTED = {"volume": D(90), "accepted_by": "Zhao 赵", "accepted_until": date(2026, 6, 30)}
STORIES = [
    several("three fifths from one", a_need(), HELD),
    several("a little more", a_need({"volume": D("60.01")}, {}), BROKEN),
    several("everything from one", a_need({}), BROKEN),
    several("more, but accepted until today", a_need(ACCEPTED, {"volume": D(10)}), HELD),
    several("accepted until yesterday", a_need({**ACCEPTED, "accepted_until": date(2026, 6, 29)}, {"volume": D(10)}),
            BROKEN),
    several("less than nothing from one", a_need({}, {"volume": D(-1)}, {}), BROKEN),
    several("half is the limit of a firm", a_need(), BROKEN, values=with_value("supply_sources.share", "0.5")),
    several("how much is not known", a_need({"volume": None}, {}), UNDETERMINED),
    several("nothing bought at all", a_need({"volume": D(0)}, {"volume": D(0)}), OUT_OF_SCOPE),
    insured("insured against the disaster", a_supplier(), HELD),
    insured("the day after the policy", a_supplier(), BROKEN, as_of=date(2027, 1, 1)),
    insured("insured against something else", a_supplier(supplier_cover={"risk": "breach"}), BROKEN),
    insured("not insured", a_supplier(supplier_cover=None), BROKEN),
    insured("no insurance handed in at all", a_supplier(supplier_cover=None), UNDETERMINED, absent=("supplier_cover",)),
    insured("the risk has gone", a_supplier(supplier_risk={"until": date(2026, 6, 29)}), OUT_OF_SCOPE),
    insured("nothing flagged", a_supplier(supplier_risk=None), OUT_OF_SCOPE),
    lapsed("on its last day", a_supplier(), HELD, as_of=date(2026, 12, 31)),
    lapsed("the day after", a_supplier(), BROKEN, as_of=date(2027, 1, 1)),
    lapsed("renewed", a_supplier(supplier_cover=[{}, {**PAIR, "policy": "V-2", "valid_until": date(2027, 12, 31)}]),
           HELD, as_of=date(2027, 1, 1)),
    lapsed("last day not known", a_supplier(supplier_cover={"valid_until": None}), UNDETERMINED),
    lapsed("never insured", a_supplier(supplier_cover=None), OUT_OF_SCOPE),
    replaced("tried in March", a_supplier(), HELD, as_of=date(2027, 3, 1)),
    replaced("a year and a day ago", a_supplier(), BROKEN, as_of=date(2027, 3, 2)),
    replaced("nobody could", a_supplier(supplier={"replacement": None}), BROKEN),
    replaced("never tried", a_supplier(supplier={"replacement_tested_on": None}), BROKEN),
    replaced("business goes on without it", a_supplier(supplier={"critical": False}), OUT_OF_SCOPE),
    replaced("nobody said whether it is critical", a_supplier(supplier={"critical": None}), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_sources(story: Story) -> None:
    assert story.judged() is story.outcome
