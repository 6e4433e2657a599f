"""Documents of the past, moved to these days: what a server is sent as it happens, and not years later."""

from datetime import date

import polars as pl

from shibosi.kernel.records import record


def as_it_happens(frames: dict[str, pl.DataFrame], today: date) -> dict[str, pl.DataFrame]:
    """The documents of each order (`at`) moved by whole days, so that the last thing they tell of is of today."""
    told = {
        kind: [one.name for one in record(kind).columns.values() if one.kind in ("day", "instant")] for kind in frames
    }
    last = pl.concat(
        frames[kind].select("at", day=pl.max_horizontal(pl.col(name).cast(pl.Date) for name in names))
        for kind, names in told.items() if names
    )  # fmt: skip
    shift = last.group_by("at").agg(moved=pl.lit(today) - pl.col("day").max())
    return {
        kind: frame.join(shift, on="at", how="left", maintain_order="left")
        .with_columns(pl.col(name) + pl.col("moved") for name in told[kind])
        .drop("moved")
        for kind, frame in frames.items()
    }
