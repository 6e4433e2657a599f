"""Versions of a document: exact copies are one document, a change replaces what came before, a deletion removes it.

A second document under the same number that is neither stays: it is the same number with other content.
"""

import polars as pl

from shibosi.kernel.records import Record

CHANGE, DELETE = "2", "3"
WHEN, HOW, GUID, DOCUMENT = "reported_at", "report_type", "guid", "document"


def superseded(record: type[Record], documents: pl.LazyFrame) -> pl.DataFrame | None:
    """The documents that a later change or deletion put out of force: their number, time, kind of report and guid.

    None where nothing was changed or deleted, which is the usual case and found by reading one column.
    Documents of one number of which one has no time cannot be put in order and all stay in force.
    """
    if HOW not in record.columns:
        return None
    replacing = pl.col(HOW).is_in([CHANGE, DELETE])
    if not bool(documents.select(replacing.any()).collect(engine="streaming").item()):
        return None
    keys = record.keys()
    numbers = documents.filter(replacing).select(keys).unique().collect(engine="streaming")
    versions = (
        documents.select([*keys, WHEN, HOW, GUID])
        .join(numbers.lazy(), on=keys, how="semi", nulls_equal=True)
        .sort([*keys, WHEN, HOW])
        .collect(engine="streaming")
    )
    # Documents told at the same time in the same way are one step: copies of a change replace nothing among them.
    step = pl.struct(WHEN, HOW).rle_id().over(keys)
    last = pl.when(replacing).then(step).max().over(keys)
    dated = pl.col(WHEN).is_not_null().all().over(keys)
    stays = ~dated | ((step >= last) & pl.col(HOW).ne_missing(DELETE))
    # A guid that a document in force has as well says nothing about lines.
    shared = pl.col("#stays").any().over([*keys, GUID])
    marked = versions.with_columns(stays.alias("#stays")).with_columns(
        pl.when(~shared).then(GUID).alias(GUID), "#stays"
    )
    return compact(marked.filter(~pl.col("#stays")).drop("#stays"))


def compact(few: pl.DataFrame) -> pl.DataFrame:
    """A frame of few rows on its own: texts taken from large frames keep all of these in memory."""
    return pl.DataFrame({name: few[name].to_list() for name in few.columns}, schema=few.schema)


def in_force(record: type[Record], documents: pl.LazyFrame, out: pl.DataFrame | None) -> pl.LazyFrame:
    """Documents without the superseded ones."""
    if out is None or out.is_empty():
        return documents
    marks = [*record.keys(), WHEN, HOW]
    return documents.join(out.lazy().select(marks), on=marks, how="anti", nulls_equal=True, maintain_order="left")


def lines_in_force(lines: pl.LazyFrame, out: pl.DataFrame | None) -> pl.LazyFrame:
    """Lines without those that stand in a superseded document, as far as lines say in which document they stand."""
    if out is None or out.is_empty():
        return lines
    gone = out[GUID].drop_nulls().to_list()
    return lines.filter(pl.col(DOCUMENT).is_in(gone).fill_null(False).not_())


def one_of_each(frame: pl.DataFrame) -> pl.Series:
    """Of rows that are equal in every column the first one: true where the row stays."""
    return frame.select(pl.struct(pl.all()).is_first_distinct().alias("stays"))["stays"]
