"""Whether two ways found the same: dossier, key, control, outcome and day of every finding, row for row."""

from pathlib import Path

import polars as pl

COLUMNS = ["dossier", "key", "control", "outcome", "day"]


def differences(ours: Path, theirs: Path) -> tuple[int, list[str]]:
    """How many findings of ours there are, and lines telling what only one side has; none where both are alike."""
    left, right = (
        pl.read_parquet(path, columns=COLUMNS).cast({"day": pl.Date}).group_by(COLUMNS).agg(pl.len().alias("times"))
        for path in (ours, theirs)
    )
    both = [*COLUMNS, "times"]
    found = [
        f"only {who}: {row}"
        for who, one, other in (("ours", left, right), ("theirs", right, left))
        for row in one.join(other, on=both, how="anti", nulls_equal=True).sort(both).iter_rows()
    ]
    return int(left["times"].sum()), found
