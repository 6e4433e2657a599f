"""Values through time: every version is there once, changes are what differs from one day to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains import registry
from shibosi.kernel.parameters import Parameters
from shibosi.standard import tables
from shibosi.standard.law.book import book
from shibosi.telling import dated
from shibosi.telling.dated import COMING, IN_FORCE, PAST, Dated

LIMIT = "retail_import_limits.single"
DAY = timedelta(days=1)


def a_value(first, last):
    return Dated("parameter", "x", "", "X", "CN", first, last, "1", "source", "local")


def test_every_version_of_every_parameter_and_every_row_of_every_table_and_of_the_law_is_there():
    counted = sum(map(len, registry.values().values())) + sum(len(tables.table(name).rows) for name in tables.names())
    assert len(dated.every()) == counted + len(book().current)


def test_only_tables_there_are_have_a_name_for_people():
    assert set(dated.TABLES) <= set(tables.names())


@pytest.mark.parametrize(
    ("story", "first", "last", "state"),
    [
        ("from that day on", date(2026, 1, 1), None, IN_FORCE),
        ("from the next", date(2026, 1, 2), None, COMING),
        ("until that day", None, date(2026, 1, 1), IN_FORCE),
        ("until the day before", None, date(2025, 12, 31), PAST),
        ("nothing is known", None, None, IN_FORCE),
    ],
)
def test_the_state_on_a_day(story, first, last, state):
    assert a_value(first, last).state(date(2026, 1, 1)) == state


@given(st.dates(date(2013, 1, 1), date(2029, 1, 1)), st.integers(1, 400))
def test_between_changes_nothing_changes(day, length):
    until = day + timedelta(days=length)
    changed = {(change.day, change.one.series) for change in dated.changes(day, until)}
    for name in Parameters.known:
        for one in registry.values().get(name, ()):
            series = ("parameter", name, "", one.place)
            sides = [registry.values().in_force(name, at, one.place) for at in (day, until)]
            if sides[0] != sides[1]:
                assert any(what == series for _, what in changed)


def test_a_change_stands_on_its_day_alone():
    day = date(2019, 1, 1)
    assert any(one.one.name == LIMIT for one in dated.changes(day - DAY, day))
    assert not any(one.one.name == LIMIT for one in dated.changes(day, day + DAY))


def test_what_ends_without_a_successor_is_a_change_too():
    ends = [one for one in dated.changes(date(2027, 12, 31), date(2028, 1, 1)) if one.after is None]
    assert "customs_deadlines" in {one.one.name for one in ends}


def test_controls_flows_and_packs_read_parameters():
    kinds = {reader.kind for name in Parameters.known for reader in dated.readers(name)}
    assert kinds == {dated.CONTROL, dated.FLOW, dated.PACK}
    assert "single_purchase_within_limit" in {one.name for one in dated.readers(LIMIT)}
