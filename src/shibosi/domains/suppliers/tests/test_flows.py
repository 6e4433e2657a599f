"""A weak supplier mends by a plan and a test anew, or leaves."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.suppliers.flows import SUPPLIER_IMPROVEMENT
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN = officer("ann")
TEST: dict[str, Any] = {"tested_on": date(2026, 3, 20), "tested": "All scores above 0.8", "grade": "approved"}


def found() -> Story:
    """A supplier that was graded down."""
    rules = Rules(registry.values(), WorkingDays())
    return Story(SUPPLIER_IMPROVEMENT, rules, firm="C-1", supplier="S-1", because="Late three times")


def planned() -> Story:
    """The same with a plan until the end of March."""
    return found().does("agree", FIRM, plan="A second line", mend_by=date(2026, 3, 31))


improvement = partial(Told, "supplier_improvement")
STORIES = [
    improvement("mends and is graded up", lambda: planned().does("reinstate", FIRM, **TEST), HELD),
    improvement("leaves at once", lambda: found().does("leave", ANN), HELD),
    improvement("leaves after the test", lambda: planned().does("leave", FIRM), HELD),
    improvement("no plan on the tenth working day", lambda: found().clock(days=14), UNDETERMINED),
    improvement("no plan on the eleventh", lambda: found().clock(days=15), BROKEN),
    improvement("mending on its last day", lambda: planned().clock(days=29), UNDETERMINED),
    improvement("not tested anew in time", lambda: planned().clock(days=31), BROKEN),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_weak_suppliers(story: Told) -> None:
    assert story.judged() is story.outcome


def test_nothing_is_graded_up_without_a_plan() -> None:
    with pytest.raises(Refusal):
        found().does("reinstate", FIRM, **TEST)
