"""Reports of auditors and test bodies."""

from datetime import date

import pytest

from shibosi.domains.papers.tests.builders import Story, told, usual
from shibosi.domains.papers.tests.templates import FIRM
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

CONTROLS = [
    "platform_was_audited_in_full",
    "storage_meets_its_standards",
    "operations_are_audited_by_an_international_firm",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told(
        "platform_was_audited_in_full",
        "a period that ended fifteen months ago",
        HELD,
        paper={"ends_on": date(2025, 3, 30)},
    ),
    told("platform_was_audited_in_full", "a period that ended earlier", BROKEN, paper={"ends_on": date(2025, 3, 29)}),
    told("platform_was_audited_in_full", "by the firm itself", BROKEN, paper={"issuer_code": FIRM}),
    told("platform_was_audited_in_full", "nobody knows by whom", UNDETERMINED, paper={"issuer_code": None}),
    told("storage_meets_its_standards", "of another warehouse", BROKEN, paper={"reference": "A-2"}),
    told("storage_meets_its_standards", "without figures of its own", BROKEN, measurement=None),
    told(
        "operations_are_audited_by_an_international_firm",
        "by another firm than engaged",
        BROKEN,
        paper={"issuer_code": "I-9"},
    ),
    told(
        "operations_are_audited_by_an_international_firm",
        "too long ago",
        BROKEN,
        paper={"reviewed_on": date(2025, 6, 29)},
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_reports(story: Story) -> None:
    assert story.judged() is story.outcome
