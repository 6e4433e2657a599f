"""Differences between the findings of two runs."""

import polars as pl

KEYS = ["dossier", "key", "control"]
NOTHING = "no finding"


def differences(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Findings that came, went or changed: dossier, key, control, before, after; sorted."""
    joined = before.select(*KEYS, pl.col("outcome").alias("before")).join(
        after.select(*KEYS, pl.col("outcome").alias("after")), on=KEYS, how="full", coalesce=True
    )  # fmt: skip
    changed = joined.with_columns(pl.col("before", "after").fill_null(NOTHING)).filter(
        pl.col("before") != pl.col("after")
    )
    return changed.sort(KEYS)


def summary(changed: pl.DataFrame) -> pl.DataFrame:
    """How many per control and kind of change."""
    return changed.group_by("control", "before", "after").len("dossiers").sort("control", "before", "after")
