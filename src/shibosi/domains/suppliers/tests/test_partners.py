"""Partners of an order were approved when it was ordered."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import built
from shibosi.domains.suppliers.records import OrderPartner
from shibosi.domains.suppliers.tests.builders import FIRM, Row, Story, Templates
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

OF: Row = {
    "party_code": FIRM, "order_number": "O-1", "ordered_on": date(2026, 5, 1), "found": True, "grade": "approved",
    "graded_on": date(2026, 5, 1), "looked_up_on": date(2026, 5, 2),
}  # fmt: skip
PARTNERS: Templates = {OrderPartner: [{**OF, "role": "transport", "partner_code": "C-1"},
                           {**OF, "role": "payment", "partner_code": "P-1"}]}  # fmt: skip
approved = partial(Story, "partners_were_approved_on_the_day")


def partners(*changes: Row) -> list[Record]:
    return built(PARTNERS, {"order_partner": list(changes)} if changes else {})


STORIES = [
    approved("both since the day of the order", partners(), HELD),
    approved("a core and a weak one", partners({"grade": "core"}, {"grade": "weak"}), HELD),
    approved("worked with until that day", partners({"ended_on": date(2026, 5, 1)}, {}), HELD),
    approved("left the day before", partners({"ended_on": date(2026, 4, 30)}, {}), BROKEN),
    approved("blocked", partners({}, {"grade": "blocked"}), BROKEN),
    approved("on no list", partners({}, {"found": False, "grade": None, "graded_on": None}), BROKEN),
    approved("graded a day later, nobody knows how it stood before", partners({"graded_on": date(2026, 5, 2)}, {}),
             UNDETERMINED),
    approved("blocked a day later", partners({"grade": "blocked", "graded_on": date(2026, 5, 2)}, {}), UNDETERMINED),
    approved("one not graded, the other blocked", partners({"grade": None}, {"grade": "blocked"}), BROKEN),
    approved("without a grade", partners({"grade": None}, {}), UNDETERMINED),
    approved("the day of the order is not known", partners({"ordered_on": None}, {"ordered_on": None}), UNDETERMINED),
    approved("whether it is listed is not said", partners({"found": None}, {}), UNDETERMINED),
    approved("nobody was looked up", built({}, {}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_partners(story: Story) -> None:
    assert story.judged() is story.outcome
