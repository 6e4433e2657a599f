"""Stories of support that policies give."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.assurance.tests.builders import Story, a_use
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

fits = partial(Story, "support_is_in_force_and_open_to_the_firm")
zone = partial(Story, "zone_support_is_used_in_a_zone")
AREAS = {
    "settlement": ("CN-PBC-2022-139", "finance"), "returns": ("CN-TAX-2026-16", "exporter"),
    "warehouse": ("CN-STA-2025-3", "exporter"), "refund": ("CN-TAX-2026-11", "exporter"),
    "credit": ("CN-SC-2021-24", "platform"), "insurance": ("CN-SC-2021-24", "exporter"),
    "property": ("CN-IP-2018-25", "platform"), "zone": ("CN-TAX-2019-36", "exporter"),
}  # fmt: skip


def used(area, policy, kind, **said):
    """A use of a policy by a kind of party."""
    return a_use(support_use={"area": area, "policy": policy, "party_kind": kind, **said})


STORIES = [
    *(fits(f"{area}: in force and open", used(area, *one), HELD) for area, one in AREAS.items()),
    fits("open to others only", used("settlement", "CN-PBC-2022-139", "marketing"), BROKEN),
    fits("of another area", used("refund", "CN-PBC-2022-139", "exporter"), BROKEN),
    fits("on its last day", used("returns", "CN-TAX-2023-34", "exporter", used_on=date(2025, 12, 31)), HELD),
    fits("the day after", used("returns", "CN-TAX-2023-34", "exporter", used_on=date(2026, 1, 1)), BROKEN),
    fits("an area nobody knows", used("parking", "CN-TAX-2026-16", "exporter"), BROKEN),
    fits("no area said", used(None, "CN-TAX-2026-16", "exporter"), UNDETERMINED),
    fits("no day said", used("refund", "CN-TAX-2026-11", "exporter", used_on=None), UNDETERMINED),
    zone("a firm of Hangzhou", a_use(), HELD),
    zone("the day Hangzhou became a zone", a_use(support_use={"used_on": date(2015, 3, 7)}), HELD),
    zone("the day before", a_use(support_use={"used_on": date(2015, 3, 6)}), BROKEN),
    zone("a city that never was one", a_use(support_use={"city": "Springfield"}), UNDETERMINED),
    zone("no city said", a_use(support_use={"city": None}), UNDETERMINED),
    zone("support that no zone gives", used("refund", "CN-TAX-2026-11", "exporter"), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_support(story: Story) -> None:
    assert story.judged() is story.outcome
