"""Rows of the user's own files: what record each is, under which headings, to which dossiers it belongs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.explaining import SEPARATOR
from shibosi.kernel.intake import folded, headings, take_in
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.methods.formats.mapping import Mapping_, apply
from shibosi.methods.formats.raw import RawTable
from shibosi.methods.formats.recognising import recognise
from shibosi.methods.formats.tables import read_tables

ROW = "#row"


@dataclass(frozen=True)
class Read:
    """A table read as one kind of record: its frame, the user's heading of each column, what could not be read."""

    table: RawTable
    made: type[Record]
    frame: pl.DataFrame
    headings: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def kind(self) -> str:
        """The kind of record."""
        return self.made.kind()

    def number(self, row: int) -> int:
        """The number the user sees beside a row."""
        return self.table.row_number(row)

    def values(self, rows: Sequence[int]) -> list[list[Any]]:
        """Rows as stored values, as a dossier holds them."""
        columns = list(self.made.columns.values())
        found = self.frame[list(rows)].select(self.made.schema().keys()).rows()
        return [
            [column.stored(value) if column.kind in ("day", "instant") else value
             for column, value in zip(columns, row, strict=True)]
            for row in found
        ]  # fmt: skip


def tables(path: Path, mapping: Mapping_ | None) -> tuple[list[Read], list[Problem]]:
    """The tables of a file as the records they are, in the way they were handed in, and what reading met."""
    found, problems = read_tables(path)
    return [read for table in found for read in _read(table, mapping)], problems


def _read(table: RawTable, mapping: Mapping_ | None) -> Iterator[Read]:
    mapped = [] if mapping is None else list(zip(mapping.for_table(table), apply(mapping, table), strict=True))
    for entry, (kind, applied) in mapped:
        made = record(kind)
        taken = take_in(made, applied.frame, table.source, table.row_number, applied.zone, strict=False)
        yield Read(table, made, taken.frame, dict(entry.columns), (*applied.problems, *taken.problems))
    known_as = None if mapped else recognise(table)
    if known_as is not None:
        made = record(known_as)
        taken = take_in(made, table.frame, table.source, table.row_number, table.zone)
        meaning = headings(made)
        known: dict[str, str] = {}
        for heading in table.frame.columns:
            if name := meaning.get(folded(heading)):
                known.setdefault(name, heading)
        yield Read(table, made, taken.frame, known, tuple(taken.problems))


def found_in(read: Read, findings: pl.DataFrame) -> pl.DataFrame:
    """The findings on dossiers that rows of a table belong to: dossier, key, control, outcome, and the row."""
    parts: list[pl.DataFrame] = []
    for declared in KNOWN.values():
        member = declared.member(read.kind)
        if member is None:
            continue
        key = pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator=SEPARATOR)
        rows = read.frame.select(key.alias("key")).with_row_index(ROW).drop_nulls("key")
        own = findings.filter(pl.col("dossier") == declared.name)
        parts.append(rows.join(own, on="key", how="inner").select(ROW, "dossier", "key", "control", "outcome"))
    return (
        pl.concat(parts)
        if parts
        else findings.clear().select(pl.lit(0).alias(ROW), "dossier", "key", "control", "outcome")
    )
