"""Buildings, equipment, vehicles, data centres."""

from datetime import date
from decimal import Decimal

import pytest

from shibosi.domains.papers.tests.builders import Story, told, usual
from shibosi.kernel.testing import BROKEN, UNDETERMINED

CONTROLS = [
    "equipment_carries_the_busiest_hour",
    "warehouse_abroad_keeps_local_law",
    "delivery_station_is_in_order",
    "station_is_equipped_for_its_steps",
    "building_passed_fire_and_structure",
    "automated_system_is_safe_as_it_is",
    "vehicle_is_inspected_insured_and_not_overloaded",
    "data_centre_abroad_serves_its_users",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("equipment_carries_the_busiest_hour", "a parcel an hour short", BROKEN, measurement={"value": Decimal(1001)}),
    told(
        "equipment_carries_the_busiest_hour",
        "one step stands still",
        BROKEN,
        asset=[{}, {}, {}, {}, {"working": False}],
    ),
    told(
        "equipment_carries_the_busiest_hour", "the busiest hour is unknown", UNDETERMINED, measurement={"value": None}
    ),
    told("warehouse_abroad_keeps_local_law", "the law of another country", BROKEN, paper={"market": "AU"}),
    told(
        "delivery_station_is_in_order", "a vehicle is not insured", BROKEN, asset={"insured_until": date(2026, 6, 29)}
    ),
    told(
        "delivery_station_is_in_order",
        "nobody knows until when inspected",
        UNDETERMINED,
        asset={"inspected_until": None},
    ),
    told("station_is_equipped_for_its_steps", "nothing for delivery", BROKEN, asset=[{}, {}, {}]),
    told("building_passed_fire_and_structure", "another address", BROKEN, paper={"reference": "R-9"}),
    told("automated_system_is_safe_as_it_is", "changed since", BROKEN, asset={"changed_on": date(2026, 1, 6)}),
    told(
        "vehicle_is_inspected_insured_and_not_overloaded",
        "a kilogram too much",
        BROKEN,
        measurement={"value": Decimal(1001)},
    ),
    told("vehicle_is_inspected_insured_and_not_overloaded", "another plate", BROKEN, paper={"reference": "R-9"}),
    told("vehicle_is_inspected_insured_and_not_overloaded", "never weighed", UNDETERMINED, measurement=None),
    told(
        "data_centre_abroad_serves_its_users",
        "a millisecond too slow",
        BROKEN,
        measurement=[{"value": Decimal(201)}, {}],
    ),
    told("data_centre_abroad_serves_its_users", "running time not reported", BROKEN, measurement=[{}]),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_premises(story: Story) -> None:
    assert story.judged() is story.outcome
