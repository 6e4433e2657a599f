"""What the rows of a table are: by the user's map, by the name of sheet or file, by headings."""

import re
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from shibosi.kernel.intake import folded, headings
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.methods.formats.handingmessages import NOT_MAPPED
from shibosi.methods.formats.mapping import Mapping_, apply
from shibosi.methods.formats.raw import ANNOTATED, PARENT, RawTable

LIKENESS = 0.6
"""Share of a table's headings that must be known to recognise it by them."""


def recognised(tables: list[RawTable], mapping: Mapping_ | None) -> Iterator[tuple[RawTable, str | None, bool]]:
    """Tables of a chunk of one file, each with the kind of record its rows are, None where that is not clear.

    The last says whether headings that mean nothing are told. A map may read a table as several kinds.
    """
    main = next((table for table in tables if PARENT not in table.frame.columns), None)
    parent_kind = None
    for table in tables:
        mapped = [] if mapping is None else apply(mapping, table)
        for meant, mapped_table in mapped:
            yield mapped_table, meant, False
        if mapped:
            continue
        kind = recognise(table)
        if table is main and kind is not None:
            parent_kind = kind
        elif kind is not None and PARENT in table.frame.columns and main is not None and parent_kind is not None:
            table = with_parent(table, main, record(kind), record(parent_kind))
        yield table, kind, True


def with_parent(table: RawTable, parent: RawTable, line: type[Record], head: type[Record]) -> RawTable:
    """Nested rows with the key of the row they were nested in."""
    meaning = headings(head)
    key, numbers = line.needs, head.keys()
    source = next((name for name in parent.frame.columns if meaning.get(folded(name)) in numbers), None)
    if source is None or any(headings(line).get(folded(name)) == key for name in table.frame.columns):
        return table
    at = table.frame[PARENT].cast(pl.Int64) - parent.offset
    frame = table.frame.with_columns(parent.frame[source].gather(at).alias(key))
    return replace(table, frame=frame)


def recognise(table: RawTable) -> str | None:
    """The kind of record a table holds: by sheet name, file name, then headings; None when none fits well."""
    for name in (table.sheet, table.source):
        kind = by_name(name) if name else None
        if kind is not None and _fits(record(kind), table.frame.columns):
            return kind
    scores = {kind: _fits(made, table.frame.columns) for kind, made in Record.known.items() if not made.internal}
    best = max(scores, key=lambda kind: scores[kind])
    rivals = [kind for kind, score in scores.items() if score == scores[best]]
    return best if scores[best] >= LIKENESS and len(rivals) == 1 else None


def by_name(name: str) -> str | None:
    """The kind a file or sheet name speaks of: "order_lines-0003.csv", "订单"."""
    stem = re.sub(r"\.(csv|tsv|txt|xlsx|xlsm|parquet|jsonl|ndjson|json|xml)(\.gz)?$", "", name.lower())
    stem = re.sub(rf"{ANNOTATED}(-[0-9]+)?$", "", stem)
    stem = re.sub(r"[-_. ]*[0-9]+$", "", stem).strip()
    for kind, made in Record.known.items():
        spoken = {kind, kind + "s", made.label.lower(), translate(made.label, "zh")}
        if not made.internal and folded(stem) in {folded(word) for word in spoken}:
            return kind
    return None


def _fits(made: type[Record], columns: list[str]) -> float:
    """The share of headings that are columns of a record, 0 without its key."""
    meaning = headings(made)
    known = {meaning[folded(name)] for name in columns if folded(name) in meaning}
    named = [name for name in columns if not name.startswith("#")]
    return len(known) / len(named) if named and known & {made.needs, *made.keys()} else 0.0


def unknown_table(table: RawTable, mapped: bool) -> Problem:
    """That it is not clear what the rows of a table are, or that a map leaves it out."""
    if mapped:
        return Problem(table.label, "headings", NOT_MAPPED, "the mapping does not speak of this table; it is left out.")
    message = (
        "it is not clear what these rows are: their headings fit no kind of record well. Name the file after its kind "
        "(order.csv, 订单.xlsx), or say by a mapping which column is which."
    )
    return Problem(table.label, "headings", "unknown-kind", message, {}, "", None, True)
