"""Obligations name source and control and are looked at; their reports are entered, and handed in in time."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.aml.tests.builders import Story, a_duty, a_report
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

mapped = partial(Story, "obligation_names_its_source_and_control")
seen = partial(Story, "obligation_was_looked_at_lately")
entered = partial(Story, "obligation_has_its_report_entered")
filed = partial(Story, "report_is_handed_in_in_time")
OPEN = {"filed_on": None, "receipt": None}

STORIES = [
    mapped("all of it", a_duty(), HELD),
    mapped("by no control", a_duty(obligation={"control": None}), BROKEN),
    mapped("of no jurisdiction", a_duty(obligation={"jurisdiction": None}), BROKEN),
    mapped("a report without its obligation", a_duty(obligation=None), OUT_OF_SCOPE),
    seen("twelve months ago", a_duty(obligation={"reviewed_on": date(2025, 6, 30)}), HELD),
    seen("a day more", a_duty(obligation={"reviewed_on": date(2025, 6, 29)}), BROKEN),
    seen("nobody knows when", a_duty(obligation={"reviewed_on": None}), UNDETERMINED),
    seen("a report without its obligation", a_duty(obligation=None), OUT_OF_SCOPE),
    entered("that of May", a_duty(), HELD),
    entered("none", a_duty(authority_report=None), BROKEN),
    entered("reports were not handed in", a_duty(authority_report=None), UNDETERMINED, absent=("authority_report",)),
    entered("the last a year ago, to the day", a_duty(authority_report={"due_on": date(2025, 6, 30)}), HELD),
    entered("the last more than a year ago", a_duty(authority_report={"due_on": date(2025, 6, 29)}), BROKEN),
    entered("the last long ago, and once is enough",
            a_duty(obligation={"frequency": "once"}, authority_report={"due_on": date(2020, 1, 1)}), HELD),
    entered("without a last day", a_duty(authority_report={"due_on": None}), UNDETERMINED),
    entered("asks for no report", a_duty(obligation={"report": None}), OUT_OF_SCOPE),
    filed("a day before the last", a_report(), HELD),
    filed("on the last day", a_report(authority_report={"filed_on": date(2026, 6, 10)}), HELD),
    filed("a day late", a_report(authority_report={"filed_on": date(2026, 6, 11)}), BROKEN),
    filed("without a receipt", a_report(authority_report={"receipt": None}), BROKEN),
    filed("not at all", a_report(authority_report=OPEN), BROKEN),
    filed("not yet, on the last day", a_report(authority_report=OPEN), UNDETERMINED, as_of=date(2026, 6, 10)),
    filed("nobody knows the last day", a_report(authority_report={"due_on": None}), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_duties(story):
    assert story.judged() is story.outcome
