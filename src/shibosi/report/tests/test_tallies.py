"""The numbers of a report are those of the findings, however many there are."""

from datetime import date, timedelta

import polars as pl
import pytest

from shibosi.domains import registry
from shibosi.kernel.controls import named
from shibosi.kernel.findings import COUNTS, SCHEMA
from shibosi.kernel.parameters import Version
from shibosi.kernel.runs import Run, described
from shibosi.report.shown import share
from shibosi.report.tallies import Tallies

registry.load()
PAID, LISTED, PHONE = CONTROLS = ("payments_equal_the_amount_paid", "list_and_payment_agree", "buyer_phone_agrees")
"""A critical, a major and a minor control."""


class Stub(Run):
    """A run whose findings are made up: (control, key, outcome, day)."""

    def __init__(self, rows, counts=None):
        super().__init__(None, {"dossiers": {"order": 1000}})
        self.rows = rows
        self.numbers = counts or {}

    def findings(self):
        made = [("order", key, control, outcome, day, "CN", "{}") for control, key, outcome, day in self.rows]
        return pl.DataFrame(made, schema=SCHEMA, orient="row")

    def counts(self):
        rows = []
        for name in CONTROLS:
            broken = sum(1 for row in self.rows if row[0] == name and row[2] == "broken")
            open_ = sum(1 for row in self.rows if row[0] == name and row[2] == "undetermined")
            rows.append((name, "order", 5, 100, broken, open_, 0))
        return pl.DataFrame(rows, schema=COUNTS, orient="row")

    def controls(self):
        return {name: described(named(name)) for name in CONTROLS}


def broken(control, key, day=date(2026, 3, 1)):
    return (control, key, "broken", day)


def test_causes_are_sorted_by_severity_then_number():
    many = [broken(PHONE, f"O-{at}") for at in range(9)]
    rows = [*many, broken(LISTED, "O-1"), broken(PAID, "O-1"), broken(PAID, "O-2")]
    found = Tallies(Stub(rows), 5).causes("broken")
    told = [(cause.control, cause.count, cause.in_scope) for cause in found]
    assert told == [(PAID, 2, 102), (LISTED, 1, 101), (PHONE, 9, 109)]


def test_examples_are_the_first_keys_in_order():
    rows = [broken(PAID, f"O-{at:02}") for at in (7, 3, 9, 1, 5, 8)]
    (cause,) = Tallies(Stub(rows), 3).causes("broken")
    assert cause.keys == ("O-01", "O-03", "O-05")


def test_a_dossier_broken_twice_is_one_dossier():
    open_ = [(PHONE, key, "undetermined", None) for key in ("O-1", "O-2")]
    rows = [broken(PAID, "O-1"), broken(LISTED, "O-1"), *open_]
    assert Tallies(Stub(rows), 5).dossiers == [("order", 1000, 1, 1)]


def test_a_finding_counts_for_each_of_its_clauses():
    found = dict(Tallies(Stub([broken(PAID, "O-1"), broken(LISTED, "O-2")]), 5).clauses())
    assert found["4.5.1.3"] == 2 and found["10.5.2.2-a"] == 1


@pytest.mark.parametrize(
    ("story", "days", "unit", "periods", "earlier"),
    [
        ("one day", [date(2026, 3, 1)], "day", ["2026-03-01"], 0),
        ("days with a gap", [date(2026, 3, 1), date(2026, 3, 3)], "day", ["2026-03-01", "2026-03-02", "2026-03-03"], 0),
        ("months", [date(2026, 1, 5), date(2026, 4, 5)], "month", ["2026-01", "2026-02", "2026-03", "2026-04"], 0),
        ("years", [date(2019, 1, 5), date(2022, 4, 5)], "year", ["2019", "2020", "2021", "2022"], 0),
        ("one long ago, the others of a month", [date(2001, 1, 1)] + [date(2026, 3, 1)] * 20, "day", ["2026-03-01"], 1),
    ],
)
def test_the_finest_unit_is_taken_that_holds_most(story, days, unit, periods, earlier):
    found = Tallies(Stub([broken(PAID, f"O-{at}", day) for at, day in enumerate(days)]), 5).periods()
    names = [period.name for period in found.periods]
    assert (found.unit, names[-len(periods) :], found.earlier) == (unit, periods, earlier)


@pytest.mark.parametrize(("days", "unit"), [(61, "day"), (62, "month")])
def test_days_give_way_to_months_after_two_months(days, unit):
    first = date(2026, 1, 1)
    rows = [broken(PAID, "O-1", first), broken(PAID, "O-2", first + timedelta(days=days))]
    assert Tallies(Stub(rows), 5).periods().unit == unit


def test_findings_without_a_day_are_counted_apart():
    found = Tallies(Stub([broken(PAID, "O-1", None), broken(PAID, "O-2", None)]), 5).periods()
    assert (found.periods, found.undated) == ([], 2)


def test_each_finding_has_the_value_of_its_own_day():
    early = Version(0, None, date(2026, 2, 28), "all", "a", "local")
    late = Version(50_000, date(2026, 3, 1), None, "all", "b", "local")
    values = registry.values().overlay({"payment_tolerance.share": [early, late]})
    rows = [broken(PAID, "O-1", date(2026, 2, 28)), broken(PAID, "O-2"), broken(PAID, "O-3")]
    tallies = Tallies(Stub(rows), 5)
    found = tallies.in_force(tallies.causes("broken")[0], "broken", values)
    assert {(one.version, one.count) for one in found} == {(early, 1), (late, 2)}


@pytest.mark.parametrize(
    ("part", "all_", "text"),
    [
        (0, 10, "0.00 %"),
        (1, 3, "33.3 %"),
        (1, 1_000_000, "< 0.01 %"),
        (999_999, 1_000_000, "> 99.99 %"),
        (5, 5, "100.0 %"),
        (0, 0, "–"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(part, all_, text):
    assert share(part, all_) == text
