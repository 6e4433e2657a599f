"""Differences: a run held against the findings that stood at its moment, against those of now, or another run."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch.differences import NOTHING, differences
from shibosi.kernel.runs import Run as Folder
from shibosi.store.models import Run
from shibosi.store.runs import STORED, findings_now, findings_of, opened

THEN, NOW = "stored", "now"
"""What else than a run may be held against: the stored findings of the moment of the run, and those of now."""
STOOD = "stored.parquet"
"""The file of a run folder with the findings that stood when it was run."""
CAME, WENT, CHANGED = "came", "went", "changed"


@dataclass(frozen=True)
class Difference:
    """A finding that came, went or changed. `before`, `after`: outcomes; None where there was no finding.

    `key` is the key of the dossier as it is stored: a token where it is personal.
    """

    dossier: str
    key: str
    control: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Page:
    """Some of the differences, and the place at which the next page begins; None: nothing follows."""

    items: list[Difference]
    next: int | None
    total: int


def compared(before: pl.DataFrame, folder: Folder) -> pl.DataFrame:
    """The differences from some findings to those of a run."""
    return differences(before, findings_of(folder))


def summary(changed: pl.DataFrame) -> dict[str, int]:
    """How many findings came, went and changed."""
    return {
        CAME: changed.filter(before=NOTHING).height,
        WENT: changed.filter(after=NOTHING).height,
        CHANGED: changed.filter((pl.col("before") != NOTHING) & (pl.col("after") != NOTHING)).height,
    }


def differences_of(run: Run, other: str | Run, first: int, limit: int, control: str = "") -> Page:
    """A page of what differs from another run, or from stored findings, to this one; of one control if it is named.

    Raises RunGone.
    """
    changed = _changed(run, other)
    changed = changed.filter(control=control) if control else changed
    some = changed.slice(first, limit)
    more = first + limit < changed.height
    return Page([_told(row) for row in some.iter_rows(named=True)], first + limit if more else None, changed.height)


def by_control(run: Run, other: str | Run) -> list[dict[str, Any]]:
    """How many dossiers changed how, by control. Raises RunGone."""
    changed = _changed(run, other)
    counted = changed.group_by("control", "before", "after").len("dossiers").sort("control", "before", "after")
    return [{**row, **_outcomes(row)} for row in counted.iter_rows(named=True)]


def _changed(run: Run, other: str | Run) -> pl.DataFrame:
    """Differences, reckoned once where both sides never change again."""
    folder = opened(run)
    if other == NOW:
        return compared(findings_now(), folder)
    name = other if isinstance(other, str) else other.public
    kept = folder.folder / f".differences-{name}.parquet"
    if not kept.exists():
        before = pl.read_parquet(folder.folder / STOOD) if isinstance(other, str) else findings_of(opened(other))
        _keep(compared(before.select(list(STORED)), folder), kept)
    return pl.read_parquet(kept)


def _keep(changed: pl.DataFrame, path: Path) -> None:
    partial = path.with_suffix(f".{id(changed)}.partial")
    changed.write_parquet(partial)
    partial.replace(path)


def _told(row: dict[str, Any]) -> Difference:
    return Difference(row["dossier"], row["key"], row["control"], **_outcomes(row))


def _outcomes(row: dict[str, Any]) -> dict[str, str | None]:
    return {side: None if row[side] == NOTHING else row[side] for side in ("before", "after")}
