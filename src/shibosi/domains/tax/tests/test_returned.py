"""Exported goods come back free of tax for a cause, in time, with the refund paid back."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import an_export_return
from shibosi.domains.tax.tests.builders import Story, a_relief
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

fits = partial(Story, "relief_has_mode_and_cause")
window = partial(Story, "relief_came_in_its_window")
repaid = partial(Story, "refund_drawn_was_paid_back_first")
ZONE = {"mode": "1210", "left_zone_on": date(2026, 4, 1)}
NOT_ASKED = an_export_return()

FITS = [
    fits("sent back by the buyer", a_relief(), HELD),
    fits("unsold", a_relief(return_relief={"cause": "unsold", "mode": "9810"}), HELD),
    fits("another cause", a_relief(return_relief={"cause": "other"}), BROKEN),
    fits("general trade", a_relief(return_relief={"mode": "0110"}), BROKEN),
    fits("changed", a_relief(return_relief={"unchanged": False}), BROKEN),
    fits("food", a_relief(return_relief={"food": True}), BROKEN),
    fits("nobody knows whether it is food", a_relief(return_relief={"food": None}), UNDETERMINED),
    fits("no relief is asked for", NOT_ASKED, OUT_OF_SCOPE),
]

WINDOW = [
    window("five months after", a_relief(), HELD),
    window("six months after", a_relief(return_relief={"returned_on": date(2026, 9, 10)}), HELD),
    window("a day more", a_relief(return_relief={"returned_on": date(2026, 9, 11)}), BROKEN),
    window("before the export", a_relief(return_relief={"returned_on": date(2026, 3, 9)}), BROKEN),
    window("from a zone, six months after leaving it",
           a_relief(return_relief={**ZONE, "returned_on": date(2026, 10, 1)}), HELD),
    window("from a zone, a day more", a_relief(return_relief={**ZONE, "returned_on": date(2026, 10, 2)}), BROKEN),
    window("from a zone, left nobody knows when", a_relief(return_relief={"mode": "1210"}), UNDETERMINED),
    window("exported in the last days of August, back at the end of February",
           a_relief(return_relief={"exported_on": date(2026, 8, 31), "returned_on": date(2027, 2, 28)}), HELD),
    window("a day into March",
           a_relief(return_relief={"exported_on": date(2026, 8, 31), "returned_on": date(2027, 3, 1)}), BROKEN),
    window("exported after the relief ended",
           a_relief(return_relief={"exported_on": date(2028, 1, 1), "returned_on": date(2028, 2, 1)}), UNDETERMINED),
    window("nobody knows when", a_relief(return_relief={"returned_on": None}), UNDETERMINED),
    window("no relief is asked for", NOT_ASKED, OUT_OF_SCOPE),
]  # fmt: skip

REPAID = [
    repaid("the day before", a_relief(), HELD),
    repaid("the same day", a_relief(return_relief={"repaid_on": date(2026, 8, 22)}), HELD),
    repaid("a day after", a_relief(return_relief={"repaid_on": date(2026, 8, 23)}), BROKEN),
    repaid("not at all", a_relief(return_relief={"repaid_on": None}), BROKEN),
    repaid("declared nobody knows when", a_relief(return_relief={"declared_on": None}), UNDETERMINED),
    repaid("nobody knows whether one was drawn", a_relief(return_relief={"refund_drawn": None}), UNDETERMINED),
    repaid("none was drawn", a_relief(return_relief={"refund_drawn": False}), OUT_OF_SCOPE),
    repaid("no relief is asked for", NOT_ASKED, OUT_OF_SCOPE),
]

STORIES = FITS + WINDOW + REPAID


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_returned_exports(story: Story) -> None:
    assert story.judged() is story.outcome
