"""Tallies: the numbers of a report, counted from the findings of a run; nothing here grows with their number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from shibosi.kernel.parameters import Values, Version
from shibosi.kernel.runs import Run

SEVERITIES = ("critical", "major", "minor")
BROKEN, UNDETERMINED = "broken", "undetermined"
COUNTED = ("held", "broken", "undetermined", "folded", "out_of_scope")
DAYS_AT_MOST, MONTHS_AT_MOST, YEARS_AT_MOST = 62, 36, 40
"""Most days, months and years shown; the finest that holds nine tenths of the findings is taken."""
DAYS_LOOKED_AT = 2000
"""Different days of a control's findings for which values are looked up."""


@dataclass(frozen=True)
class Cause:
    """A control with findings of one outcome: how many dossiers, of how many in scope, and the first keys."""

    control: str
    about: Mapping[str, Any]
    count: int
    in_scope: int
    keys: tuple[str, ...]

    @property
    def severity(self) -> str:
        """Critical, major or minor."""
        return str(self.about["severity"])

    @property
    def rank(self) -> tuple[int, int, str]:
        """Gravest first, then most frequent."""
        return SEVERITIES.index(self.severity), -self.count, self.control


@dataclass(frozen=True)
class Period:
    """Broken findings of a day, month or year by severity."""

    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Times:
    """Findings over time: the unit (day, month, year), periods without gaps, those before and those without a day."""

    unit: str
    periods: list[Period]
    earlier: int
    undated: int


@dataclass(frozen=True)
class InForce:
    """A version of a parameter that decided findings, and how many."""

    parameter: str
    version: Version | None
    count: int


class Tallies:
    """Everything a report counts. `examples` bounds the keys of each cause."""

    def __init__(self, run: Run, examples: int) -> None:
        self.run = run
        self.findings = run.findings()
        self.counts = run.counts()
        self.controls = run.controls()
        self.examples = examples

    @cached_property
    def by_control(self) -> dict[str, dict[str, int]]:
        """Every outcome counted, by control."""
        return {row["control"]: {name: row[name] for name in COUNTED} for row in self.counts.iter_rows(named=True)}

    def causes(self, outcome: str) -> list[Cause]:
        """The controls with findings of an outcome, gravest and most frequent first."""
        grouped = (
            self.findings.filter(pl.col("outcome") == outcome)
            .group_by("control")
            .agg(pl.len().alias("count"), pl.col("key").bottom_k(self.examples).sort().alias("keys"))
        )
        return sorted(
            (
                Cause(name, self.controls[name], count, self._in_scope(name), tuple(keys))
                for name, count, keys in grouped.iter_rows()
            ),
            key=lambda cause: cause.rank,
        )

    @staticmethod
    def shortened(causes: list[Cause], keys: int) -> list[Cause]:
        """The same causes with fewer examples."""
        return [replace(cause, keys=cause.keys[:keys]) for cause in causes]

    def _in_scope(self, name: str) -> int:
        counts = self.by_control[name]
        return counts["held"] + counts["broken"] + counts["undetermined"]

    @cached_property
    def severities(self) -> dict[str, int]:
        """Broken findings by severity."""
        found = dict.fromkeys(SEVERITIES, 0)
        for name, counts in self.by_control.items():
            found[self.controls[name]["severity"]] += counts["broken"]
        return found

    @cached_property
    def dossiers(self) -> list[tuple[str, int, int, int]]:
        """Per kind of dossier: how many, with something broken, with something undetermined and nothing broken."""
        worst = (
            self.findings.group_by("dossier", "key")
            .agg((pl.col("outcome") == BROKEN).any().alias("broken"))
            .group_by("dossier")
            .agg(pl.col("broken").sum(), (~pl.col("broken")).sum().alias("open"))
        )
        found = {name: (int(broken), int(open_)) for name, broken, open_ in worst.iter_rows()}
        return [(name, count, *found.get(name, (0, 0))) for name, count in self.run.about["dossiers"].items()]

    def periods(self) -> Times:
        """Broken findings over time."""
        broken = self.findings.lazy().filter(pl.col("outcome") == BROKEN).select("control", "day").collect()
        undated = broken["day"].null_count()
        dated = broken.drop_nulls("day")
        if dated.is_empty():
            return Times("day", [], 0, undated)
        days = dated["day"].sort()
        unit, every, longest = _unit(days[len(days) // 10], days[-1])
        severity = {name: about["severity"] for name, about in self.controls.items()}
        grouped = (
            dated.group_by(
                pl.col("day").dt.truncate(every), pl.col("control").replace_strict(severity).alias("severity")
            )
            .len()
            .sort("day")
        )
        by_day: dict[date, dict[str, int]] = {}
        for when, grave, count in grouped.iter_rows():
            by_day.setdefault(when, {})[grave] = by_day.get(when, {}).get(grave, 0) + count
        whole = pl.date_range(min(by_day), max(by_day), every, eager=True).to_list()
        kept = whole[-longest:]
        earlier = sum(sum(by_day.get(when, {}).values()) for when in whole[:-longest])
        length = {"day": 10, "month": 7, "year": 4}[unit]
        return Times(unit, [Period(when.isoformat()[:length], by_day.get(when, {})) for when in kept], earlier, undated)

    def clauses(self) -> list[tuple[str, int]]:
        """Broken findings by clause, most first. A finding counts for each clause its control answers."""
        found: dict[str, int] = {}
        for name, counts in self.by_control.items():
            for clause in self.controls[name]["clauses"] if counts["broken"] else ():
                found[clause] = found.get(clause, 0) + counts["broken"]
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def in_force(self, cause: Cause, outcome: str, values: Values) -> list[InForce]:
        """The versions of its parameters that applied to a cause's findings, by the day and place of each."""
        if not cause.about["parameters"]:
            return []
        days = (
            self.findings.filter((pl.col("control") == cause.control) & (pl.col("outcome") == outcome))
            .group_by("day", "place")
            .len()
            .sort("len", "day", "place", descending=[True, False, False])
            .head(DAYS_LOOKED_AT)
        )
        found: dict[tuple[str, Version | None], int] = {}
        for name in cause.about["parameters"]:
            for day, place, count in days.iter_rows():
                key = (name, values.in_force(name, day, place))
                found[key] = found.get(key, 0) + count
        return [InForce(name, version, count) for (name, version), count in found.items()]


def _unit(first: date, last: date) -> tuple[str, str, int]:
    """The unit, its name in Polars and how many are shown."""
    if (last - first).days < DAYS_AT_MOST:
        return "day", "1d", DAYS_AT_MOST
    if (last.year - first.year) * 12 + last.month - first.month < MONTHS_AT_MOST:
        return "month", "1mo", MONTHS_AT_MOST
    return "year", "1y", YEARS_AT_MOST
