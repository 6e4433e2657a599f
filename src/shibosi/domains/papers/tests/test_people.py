"""People: trained, licensed and bound before they work; teams with every role."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.domains.papers.tests.builders import Story, ready, told, usual
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

LEFT = datetime(2026, 3, 31, 6, tzinfo=UTC)


CONTROLS = [
    "site_team_has_its_roles",
    "carrier_has_the_people_it_needs",
    "station_has_manager_and_courier",
    "complex_matter_has_its_team",
    "broker_is_registered_with_declarants",
    "law_firm_is_licensed",
    "lawyer_is_licensed",
    "finance_staff_are_trained",
    "warehouse_operator_is_trained",
    "courier_was_trained_first",
    "marketing_staff_are_trained",
    "client_access_is_bound_and_ends",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("site_team_has_its_roles", "nobody for service", BROKEN, staff_member=[{}, {}, {}]),
    told("site_team_has_its_roles", "somebody left", BROKEN, staff_member={"left_at": LEFT}),
    told("carrier_has_the_people_it_needs", "one operator short", BROKEN, staff_member=[{}, {}, {}]),
    told(
        "carrier_has_the_people_it_needs",
        "a qualification ran out",
        BROKEN,
        staff_member=[{}, {}, {}, {"qualified_until": date(2026, 6, 29)}],
    ),
    told("carrier_has_the_people_it_needs", "nobody knows how many are needed", UNDETERMINED, measurement=None),
    told("station_has_manager_and_courier", "no courier", BROKEN, staff_member=[{}]),
    told(
        "complex_matter_has_its_team",
        "the expert's licence ran out",
        BROKEN,
        staff_member=[{}, {}, {"qualified_until": date(2026, 6, 29)}],
    ),
    told("complex_matter_has_its_team", "not complex", OUT_OF_SCOPE, activity={"complex": False}),
    told(
        "broker_is_registered_with_declarants",
        "a declarant who is not filed",
        BROKEN,
        staff_member={"licence_number": None},
    ),
    told("law_firm_is_licensed", "a firm from abroad without approval", BROKEN, activity={"home": "SG"}),
    told(
        "lawyer_is_licensed", "licensed after the first task", BROKEN, staff_member={"first_task_on": date(2026, 1, 4)}
    ),
    told("lawyer_is_licensed", "somebody else's licence", BROKEN, paper={"holder_name": "Wang Fang"}),
    told("lawyer_is_licensed", "left the firm", OUT_OF_SCOPE, staff_member={"left_at": LEFT}),
    told("finance_staff_are_trained", "passed a year and a day ago", BROKEN, paper={"reviewed_on": date(2025, 6, 29)}),
    told("warehouse_operator_is_trained", "somebody else's record", BROKEN, paper={"holder_name": "Wang Fang"}),
    told(
        "courier_was_trained_first",
        "passed on the day of the first task",
        HELD,
        paper={"reviewed_on": date(2026, 2, 1)},
    ),
    told("courier_was_trained_first", "passed a day later", BROKEN, paper={"reviewed_on": date(2026, 2, 2)}),
    told("marketing_staff_are_trained", "nobody knows when it was passed", UNDETERMINED, paper={"reviewed_on": None}),
    told(
        "client_access_is_bound_and_ends", "signed after the first task", BROKEN, paper={"issued_on": date(2026, 2, 2)}
    ),
    told(
        "client_access_is_bound_and_ends",
        "access ended a day after leaving",
        HELD,
        staff_member={"left_at": LEFT, "access_ended_at": LEFT + timedelta(hours=24)},
    ),
    told(
        "client_access_is_bound_and_ends",
        "access ended a minute too late",
        BROKEN,
        staff_member={"left_at": LEFT, "access_ended_at": LEFT + timedelta(hours=24, minutes=1)},
    ),
    told("client_access_is_bound_and_ends", "access never ended", BROKEN, staff_member={"left_at": LEFT}),
    Story(
        "client_access_is_bound_and_ends",
        "left yesterday, access not ended",
        ready("client_access_is_bound_and_ends", staff_member={"left_at": LEFT}),
        UNDETERMINED,
        as_of=date(2026, 4, 1),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_people(story: Story) -> None:
    assert story.judged() is story.outcome
