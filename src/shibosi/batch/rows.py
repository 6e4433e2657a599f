"""Rows as a bag: what came and what went, each row known by a digest of what it holds."""

from collections.abc import Sequence
from secrets import randbits

import polars as pl

from shibosi.batch.state import Digests, digests_of
from shibosi.kernel.records import record
from shibosi.kernel.sources import ROW, Marks, standing
from shibosi.kernel.versions import DOCUMENT, GUID, HOW, WHEN

SEED = randbits(64)
Weighed = tuple[Digests, int]
"""Digests, and what each of them counts: 1 for a row that was there, -1 for one that is."""


def unbalanced(parts: Sequence[Weighed]) -> pl.Series:
    """The digests whose counts do not add up to nothing."""
    every = pl.concat([
        pl.DataFrame({"digest": pl.Series(digests, dtype=pl.UInt64)}).with_columns(pl.lit(weight).alias("weight"))
        for digests, weight in parts
    ])  # fmt: skip
    return every.group_by("digest").agg(pl.col("weight").sum()).filter(pl.col("weight") != 0)["digest"]


def among(digests: Digests, wanted: pl.Series) -> pl.Series:
    """True where a digest is one of the wanted."""
    return pl.Series(digests, dtype=pl.UInt64).is_in(wanted.implode())


def cancelled(gone: pl.DataFrame, come: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """What went and what came without the rows that did both, and those rows. Both have the same columns."""
    digests = [digests_of(rows, gone.columns, SEED) for rows in (gone, come)]
    changed = unbalanced([(digests[0], 1), (digests[1], -1)])
    went, came = (among(found, changed) for found in digests)
    return gone.filter(went), come.filter(came), gone.filter(~went)


def less(rows: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """Rows without as many of each as went."""
    if gone.is_empty():
        return rows
    went = pl.DataFrame({"#digest": digests_of(gone, rows.columns, SEED)}).group_by("#digest").len("#gone")
    numbered = rows.with_columns(pl.Series("#digest", digests_of(rows, rows.columns, SEED)))
    suspects = numbered["#digest"].is_in(went["#digest"].implode())
    stay = numbered.filter(suspects).join(went, on="#digest", maintain_order="left").filter(
        pl.int_range(pl.len()).over("#digest") >= pl.col("#gone")
    )  # fmt: skip
    return pl.concat([rows.filter(~suspects), stay.select(rows.columns)])


def marking(kind: str, marks: Marks) -> list[str]:
    """The columns that say whether a row of a kind is out of force, where any is."""
    made = record(kind)
    if kind in marks:
        return [*made.keys(), WHEN, HOW]
    return [DOCUMENT] if made.part_of in marks and DOCUMENT in made.columns else []


def out_of_force(kind: str, rows: pl.DataFrame, marks: Marks) -> pl.Series:
    """True for the numbered rows that are out of force: only the few that may be are looked at closely."""
    columns = marking(kind, marks)
    if not columns:
        return pl.repeat(False, rows.height, eager=True)
    out = marks[kind][columns[0]] if kind in marks else marks[record(kind).part_of][GUID].drop_nulls()
    suspects = rows.filter(rows[columns[0]].is_in(out.implode(), nulls_equal=True))
    stay = standing(kind, suspects.lazy(), marks).select(ROW).collect()[ROW]
    return rows[ROW].is_in(suspects[ROW].filter(~suspects[ROW].is_in(stay.implode())).implode())
