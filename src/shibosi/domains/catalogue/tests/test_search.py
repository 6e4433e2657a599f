"""A product search is measured."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.catalogue.records import SearchTrial
from shibosi.domains.catalogue.tests.builders import Story
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

found = partial(Story, "search_finds_what_is_asked_for")
TRIAL: dict[str, Any] = {
    "provider_code": "AAA", "number": "T-1", "language": "zh", "queries": 50, "ndcg": Decimal("0.7"),
    "baseline": Decimal("0.69"), "slowest": Decimal(300), "measured_on": date(2026, 6, 1),
}  # fmt: skip


def tried(**changes: Any) -> list[Record]:
    """A trial that just holds."""
    return [SearchTrial(**{**TRIAL, **changes})]


STORIES = [
    found("just good, quick and often enough", tried(), HELD),
    found("a hundredth worse", tried(ndcg=Decimal("0.69"), baseline=Decimal("0.5")), BROKEN),
    found("no better than keywords", tried(baseline=Decimal("0.7")), BROKEN),
    found("a millisecond slower", tried(slowest=Decimal(301)), BROKEN),
    found("too few queries", tried(queries=49), BROKEN),
    found("keywords were not measured", tried(baseline=None), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_search(story: Story) -> None:
    assert story.judged() is story.outcome
