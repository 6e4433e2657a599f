"""Parameters: which value is in force where and when, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.parameters import BadValue, Parameters, UnknownParameter, Values, Version
from shibosi.kernel.tests.builders import VALUES, Measure, version

GAP = "measure.gap"
FIRST, LAST = date(2019, 1, 1), date(2019, 12, 31)
DAYS = [date(2018, 12, 1) + timedelta(days=at) for at in range(0, 500)]


def gap(*versions: Version) -> Values:
    """Values of the gap."""
    return Values({GAP: versions})


def in_force(values: Values, day: date | None, place: str | None = None) -> Any:
    """The number in force, None where there is none."""
    found = values.in_force(GAP, day, place)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("story", "day", "expected"),
    [
        ("the day before the first", date(2018, 12, 31), None),
        ("the first day", FIRST, 1),
        ("the last day", LAST, 1),
        ("the day after the last", date(2020, 1, 1), None),
        ("the first day of the next value", date(2020, 7, 1), 2),
        ("long after", date(9999, 12, 31), 2),
        ("long before", date(1, 1, 1), None),
        ("a day nobody knows", None, None),
    ],
)
def test_a_value_is_in_force_from_its_first_to_its_last_day(story: str, day: date | None, expected: int | None) -> None:
    assert in_force(gap(version(2, date(2020, 7, 1)), version(1, FIRST, LAST)), day) == expected


@pytest.mark.parametrize(
    ("story", "place", "day", "expected"),
    [
        ("a place with a value of its own", "CN", date(2019, 6, 1), 1),
        ("a gap falls back to the general value", "CN", date(2020, 3, 1), 9),
        ("before the first value of the place, too", "CN", date(2018, 1, 1), 9),
        ("a repeal does not fall back", "CN", date(2020, 7, 1), None),
        ("after the repeal ended, it does", "CN", date(2021, 1, 1), 9),
        ("a place without values", "DE", date(2019, 6, 1), 9),
        ("no place", None, date(2019, 6, 1), 9),
        ("an empty place", "", date(2019, 6, 1), 9),
        ("the general place by name", "all", date(2019, 6, 1), 9),
    ],
)
def test_places_and_gaps(story: str, place: str | None, day: date, expected: int | None) -> None:
    values = gap(
        version(9), version(1, FIRST, LAST, "CN"), version(None, date(2020, 7, 1), date(2020, 12, 31), "CN")
    )  # fmt: skip
    assert in_force(values, day, place) == expected


def test_the_only_value_is_in_force_on_a_day_nobody_knows() -> None:
    assert in_force(gap(version(9)), None, "CN") == 9


def test_a_value_whose_first_day_is_unknown_is_used_and_says_so() -> None:
    found = gap(version(9, None, LAST)).in_force(GAP, date(1999, 1, 1), None)
    assert found is not None
    assert (found.value, found.label()) == (9, "all@unknown")
    assert version(9, FIRST, place="CN").label() == "CN@2019-01-01"


def test_a_parameter_without_values_has_none_anywhere() -> None:
    assert in_force(Values({}), FIRST, "CN") is None


@pytest.mark.parametrize(
    ("story", "first", "second", "overlap"),
    [
        ("the next begins on the last day", version(1, FIRST, LAST), version(2, LAST), True),
        ("the next begins a day later", version(1, FIRST, LAST), version(2, date(2020, 1, 1)), False),
        ("the first has no last day", version(1, FIRST), version(2, date(2020, 1, 1)), True),
        ("both first days are unknown", version(1, None, FIRST), version(2, None), True),
        ("one lies inside the other", version(1, FIRST, LAST), version(2, date(2019, 6, 1), date(2019, 6, 2)), True),
        ("in different places", version(1, FIRST, None, "CN"), version(2, FIRST, None, "DE"), False),
        ("a repeal counts as a value", version(1, FIRST), version(None, LAST), True),
    ],
)
def test_two_values_in_force_on_one_day_are_refused(story: str, first: Version, second: Version, overlap: bool) -> None:
    for order in ((first, second), (second, first)):
        if not overlap:
            assert gap(*order)[GAP] == order
            continue
        with pytest.raises(BadValue) as refused:
            gap(*order)
        assert refused.value.facts["parameter"] == GAP
        assert "two values are in force in 'all'" in str(refused.value)


stretches = st.lists(st.sampled_from(DAYS), min_size=1, max_size=8, unique=True).map(sorted)


@given(stretches, stretches, st.data())
def test_the_step_function_says_what_the_list_of_versions_says(
    general: list[date], own: list[date], data: st.DataObject
) -> None:
    versions: list[Version] = []
    for place, bounds in (("all", general), ("CN", own)):
        for at, (first, following) in enumerate(zip(bounds, [*bounds[1:], date(2021, 1, 1)], strict=True)):
            last = data.draw(st.dates(first, following - timedelta(days=1)))
            versions.append(version(data.draw(st.sampled_from([at, None])), first, last, place))
    values = gap(*data.draw(st.permutations(versions)))
    day = data.draw(st.sampled_from(DAYS))

    def covering(place: str) -> Version | None:
        fitting = [each for each in versions if each.place == place and each.first <= day <= each.last]  # type: ignore[operator]
        return fitting[0] if fitting else None

    expected = covering("CN") or covering("all")
    assert in_force(values, day, "CN") == (None if expected is None else expected.value)


def test_an_overlay_replaces_one_parameter_and_leaves_the_rest() -> None:
    overlaid = VALUES.overlay({GAP: [version(7)]})
    assert in_force(overlaid, FIRST) == 7
    assert in_force(VALUES, FIRST) == 100_000
    assert overlaid["measure.days"] == VALUES["measure.days"]


def test_an_overlay_of_an_unknown_name_is_refused_with_what_was_probably_meant() -> None:
    with pytest.raises(UnknownParameter) as refused:
        VALUES.overlay({"measure.gapp": [version(7)]})
    assert (refused.value.code, refused.value.hint) == ("unknown-parameter", GAP)
    assert str(refused.value) == "There is no parameter 'measure.gapp'. Did you mean 'measure.gap'?"


def test_an_overlay_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(BadValue):
        VALUES.overlay({GAP: [version(7), version(8)]})


def test_asking_for_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(UnknownParameter):
        VALUES.in_force("measure.wieght", FIRST, None)


@pytest.mark.parametrize(
    ("name", "written", "kept", "seen"),
    [
        ("share", "0.05", 50_000, Decimal("0.05")),
        ("share", "0.000001", 1, Decimal("0.000001")),
        ("gap", "0.01", 1_000, Decimal("0.01")),
        ("gap", "-3", -300_000, Decimal("-3")),
        ("days", 30, 30, 30),
        ("days", "30", 30, 30),
        ("most", "5000", 500_000_000, Decimal(5000)),
        ("listed", ["B", "A", 1], frozenset(["A", "B", "1"]), ["1", "A", "B"]),
        ("word", 142, "142", "142"),
    ],
)
def test_values_are_kept_exactly(name: str, written: Any, kept: Any, seen: Any) -> None:
    parameter = Parameters.known[f"measure.{name}"]
    assert parameter.stored(written) == kept
    assert parameter.seen(parameter.stored(written)) == seen


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("share", "0.0000001"),
        ("gap", "0.000001"),
        ("days", "1.5"),
        ("gap", "1e14"),
        ("gap", "NaN"),
        ("gap", "Infinity"),
        ("days", "thirty"),
    ],
)
def test_values_that_do_not_fit_are_refused(name: str, written: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        Parameters.known[f"measure.{name}"].stored(written)


def test_versions_as_plain_data() -> None:
    values = gap(version(150_000, None, LAST), version(None, date(2020, 1, 1), place="CN"))
    assert values.described(GAP) == [
        {
            "value": "1.5", "first": None, "last": "2019-12-31", "place": "all", "source": "a test",
            "confidence": "local", "repealed": False,
        },
        {
            "value": None, "first": "2020-01-01", "last": None, "place": "CN", "source": "a test",
            "confidence": "local", "repealed": True,
        },
    ]  # fmt: skip


def test_a_set_of_parameters_names_its_values() -> None:
    assert Measure.name == "measure"
    assert {name for name in Parameters.known if name.startswith("measure.")} == set(VALUES)
