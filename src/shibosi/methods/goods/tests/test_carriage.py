"""How goods are carried, by attribute, mode and day: both sides of each limit, and what stays open."""

from datetime import date
from decimal import Decimal

import pytest

from shibosi.methods.goods.access import Goods, UnknownCategory
from shibosi.methods.goods.carriage import (
    EASED,
    FORBIDDEN,
    FREE,
    MODES,
    REFUSED,
    REGULATED,
    UnknownMode,
    UnknownUnNumber,
    carriage,
    unsaid,
    verdict,
)
from shibosi.methods.goods.categories import categories
from shibosi.standard.law.book import book
from shibosi.standard.law.errors import UnknownMarket

DAY = date(2026, 6, 30)
PASSENGER, CARGO, SEA, POST, EXPRESS = MODES


def goods(category, *yes, **measures):
    """Goods of which everything is said: what is not named is not so."""
    said = {name: name in yes for name in categories()[category].asks}
    return Goods(category, said, None, {name: Decimal(str(number)) for name, number in measures.items()})


def power_bank(**measures):
    return goods("battery", "has_lithium_battery", "has_lithium_ion_battery", **{"charge": 30, **measures})


def built_in(**measures):
    return goods("watch", "has_battery", "has_lithium_ion_battery", "in_equipment", **measures)


def packed(**measures):
    return goods("phone", "has_battery", "has_lithium_ion_battery", "packed_with_equipment", **measures)


SMALL = {"cell_wh": 20, "battery_wh": 100}


@pytest.mark.parametrize(
    ("story", "some", "mode", "day", "treatment"),
    [
        ("a shirt", goods("apparel"), PASSENGER, DAY, FREE),
        ("software", goods("software"), POST, DAY, FREE),
        ("a power bank in a passenger aircraft", power_bank(), PASSENGER, DAY, FORBIDDEN),
        ("a small one", power_bank(**SMALL, batteries_kg=10), CARGO, DAY, EASED),
        ("of more than 100 Wh", power_bank(cell_wh=20, battery_wh="100.1", batteries_kg=10), CARGO, DAY, REGULATED),
        ("in too heavy a package", power_bank(**SMALL, batteries_kg="10.1"), CARGO, DAY, REGULATED),
        ("charged too far", power_bank(**SMALL, batteries_kg=1, charge=31), CARGO, DAY, FORBIDDEN),
        ("by sea", power_bank(), SEA, DAY, REGULATED),
        ("a watch of 100 Wh", built_in(**SMALL), PASSENGER, DAY, EASED),
        ("a watch of 101 Wh", built_in(cell_wh=20, battery_wh=101), PASSENGER, DAY, REGULATED),
        ("packed with a phone, charged, in 2026", packed(**SMALL, batteries_kg=1, charge=31), CARGO, DAY, FORBIDDEN),
        ("in 2025", packed(**SMALL, batteries_kg=1, charge=31), CARGO, date(2025, 12, 31), EASED),
        ("on the first day", packed(**SMALL, batteries_kg=1, charge=31), CARGO, date(2026, 1, 1), FORBIDDEN),
        ("of 2.7 Wh, charged", packed(cell_wh=1, battery_wh="2.7", batteries_kg=1, charge=99), CARGO, DAY, EASED),
        ("a weak magnet", goods("sport", "strong_magnet", magnet_near="0.158", magnet_far=0), CARGO, DAY, FREE),
        ("at the limit", goods("sport", "strong_magnet", magnet_near="0.159", magnet_far=0), CARGO, DAY, REGULATED),
        ("a strong one", goods("sport", "strong_magnet", magnet_near=1, magnet_far="0.419"), CARGO, DAY, FORBIDDEN),
        ("a strong one by sea", goods("sport", "strong_magnet"), SEA, DAY, FREE),
        ("an aerosol of 1 L", goods("cosmetics", "aerosol", can_litres=1), PASSENGER, DAY, REGULATED),
        ("of more", goods("cosmetics", "aerosol", can_litres="1.1"), PASSENGER, DAY, REFUSED),
        ("a cream by courier", goods("cosmetics", "paste"), EXPRESS, DAY, FREE),
        ("a liquid by courier", goods("cosmetics", "liquid"), EXPRESS, DAY, REFUSED),
        ("meat by post", goods("food", "animal_product", "meat"), POST, DAY, REFUSED),
    ],
)
def test_a_mode_carries_goods_as_their_attributes_say(story, some, mode, day, treatment):
    found = carriage(some, "DE", mode, day)
    assert (verdict(found), unsaid(found)) == (treatment, ())


def test_a_flash_point_above_sixty_is_no_flammable_liquid_of_the_general_row():
    for point, treatment in ((60, REGULATED), (61, FREE)):
        found = {
            one.id: one for one in carriage(goods("cosmetics", "flammable_liquid", flash_point=point), "DE", SEA, DAY)
        }
        assert found["DG-019"].treatment == treatment


@pytest.mark.parametrize(
    ("story", "some", "mode", "open_facts"),
    [
        ("whether it has a battery", Goods("watch", {"precious": False, "contains_animal_parts": False}), CARGO,
         {"has_battery", "has_lithium_ion_battery", "in_equipment"}),
        ("how large its battery is", built_in(), CARGO, {"battery_wh", "cell_wh"}),
        ("how strong the magnet is", goods("sport", "strong_magnet"), CARGO, {"magnet_near", "magnet_far"}),
    ],
)  # fmt: skip
def test_what_nobody_said_is_undetermined_and_named(story, some, mode, open_facts):
    found = carriage(some, "DE", mode, DAY)
    assert verdict(found) is None and set(unsaid(found)) == open_facts


def test_what_is_forbidden_whatever_is_open_stays_forbidden():
    found = carriage(Goods("battery", {"has_lithium_ion_battery": True}), "DE", PASSENGER, DAY)
    assert verdict(found) == FORBIDDEN and unsaid(found)


def test_what_no_row_speaks_of_is_undetermined_without_a_question():
    found = carriage(power_bank(), "DE", EXPRESS, DAY)
    assert verdict(found) is None and not unsaid(found)


@pytest.mark.parametrize("number", ["UN3480", "un 3480", "3480"])
def test_a_stated_un_number_means_its_row(number):
    found = carriage(goods("apparel"), "DE", PASSENGER, DAY, [number])
    assert [(one.id, one.treatment) for one in found] == [("DG-001", FORBIDDEN)]


def test_general_knowledge_is_not_firm():
    found = {one.id: one.firm for one in carriage(packed(**SMALL, batteries_kg=1, charge=99), "DE", CARGO, DAY)}
    assert found["DG-002"] is True
    assert not any(one.firm for one in carriage(power_bank(), "DE", PASSENGER, DAY) if one.id == "DG-001")


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (UnknownMode, ("apparel", "DE", "train", ())),
        (UnknownUnNumber, ("apparel", "DE", SEA, ("UN9999",))),
        (UnknownUnNumber, ("apparel", "DE", SEA, ("'; drop",))),
        (UnknownMarket, ("apparel", "XX", SEA, ())),
        (UnknownCategory, ("aparel", "DE", SEA, ())),
    ],
)
def test_unknown_words_are_refused(error, asked):
    category, market, mode, numbers = asked
    with pytest.raises(error):
        carriage(Goods(category), market, mode, DAY, numbers)


def test_every_limit_is_of_a_row_and_a_mode_there_is():
    rows = {one.series.partition("/")[2] for one in book().current if one.table == "dangerous_goods"}
    limits = [one for one in book().current if one.table == "carriage"]
    assert {name for one in limits for name in one["goods"]} <= rows
    assert {mode for one in limits for mode in one["mode"]} <= set(MODES)
