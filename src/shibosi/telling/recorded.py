"""Findings as a run recorded them: by their number, or by control and key."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.runs import NoRun, Run

RUNS = ("runs/*/run.json", "shibosi-demo*/run/run.json")
"""Where `check` and `demo` write their run folders unless told otherwise."""


class NoRuns(ShibosiError):
    """No run was named and none is found."""

    code = "no-runs"
    message = "There is no run below {folder}, neither of check nor of demo; name its folder with --run."


class NoSuchFinding(ShibosiError):
    """A number beyond the findings of a run."""

    code = "no-such-finding"
    message = "Run {folder} has {count} findings, counted from 1; there is no finding {number}."


@dataclass(frozen=True)
class Recorded:
    """A finding as it stands in a run; `number` counts from 1 and is its entry in the log."""

    number: int
    dossier: str
    key: str
    control: str
    outcome: str
    day: date | None
    place: str | None
    facts: dict[str, str | None]


def newest(below: Path = Path()) -> Path:
    """The run folder, among those written below a folder, whose run was written last. Raises NoRuns."""
    found = [path for one in RUNS for path in below.glob(one) if not path.parent.name.startswith(".")]
    if not found:
        raise NoRuns(folder=below.resolve())
    return max(found, key=lambda path: (path.stat().st_mtime_ns, path.parent.name)).parent


def findings(run: Run) -> pl.DataFrame:
    """The findings of a run. Raises NoRun where they cannot be read."""
    try:
        return run.findings()
    except (OSError, pl.exceptions.PolarsError) as mistake:
        raise NoRun(folder=run.folder, reason="findings.parquet cannot be read") from mistake


def numbered(run: Run, number: int) -> Recorded:
    """The finding of that number. Raises NoSuchFinding."""
    found = findings(run)
    if not 1 <= number <= found.height:
        raise NoSuchFinding(folder=run.folder, count=found.height, number=number)
    return _recorded(number, found.row(number - 1, named=True))


def named(run: Run, control: str, key: str) -> Recorded | None:
    """The finding of a control on a dossier, or None: a run records only what was broken or undetermined."""
    rows = findings(run).with_row_index("number", 1).filter((pl.col("control") == control) & (pl.col("key") == key))
    return _recorded(rows.item(0, "number"), rows.row(0, named=True)) if rows.height else None


def _recorded(number: int, row: dict[str, Any]) -> Recorded:
    return Recorded(
        number, row["dossier"], row["key"], row["control"], row["outcome"], row["day"], row["place"],
        json.loads(row["facts"]),
    )  # fmt: skip
