"""Documents out of tables: rows of heads with the rows of the lines that name them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from shibosi.kernel.records import Record, record
from shibosi.store.intake.handed import DOCUMENT, GUID, Document, document


def documents(frames: Mapping[str, pl.DataFrame]) -> list[Document]:
    """Every document of some frames (kind of record to frame) with the lines that name its unique id.

    Lines that name none of them are documents of their own.
    """
    return gathered({kind: stored_rows(record(kind), frame) for kind, frame in frames.items()})


def gathered(rows: Mapping[str, list[list[Any]]]) -> list[Document]:
    """The same of rows as the kernel keeps them; the documents hold these very rows."""
    lines: dict[tuple[str, str], dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
    found: list[Document] = []
    for kind, some in rows.items():
        lined = record(kind)
        for row in some if lined.part_of else ():
            guid = row[lined.columns[DOCUMENT].position] if DOCUMENT in lined.columns else None
            if guid is None:
                found.append(document(lined, {kind: [row]}))
            else:
                lines[lined.part_of, guid][kind].append(row)
    for kind, some in rows.items():
        head = record(kind)
        for row in some if not head.part_of else ():
            guid = row[head.columns[GUID].position] if GUID in head.columns else None
            own = lines.pop((kind, guid), {}) if guid is not None else {}
            found.append(document(head, {kind: [row], **own}))
    for left in lines.values():
        found += [document(record(kind), {kind: [row]}) for kind, some in left.items() for row in some]
    return found


def stored_rows(made: type[Record], frame: pl.DataFrame) -> list[list[Any]]:
    """Rows as the kernel keeps them, in the order of the columns."""
    columns = list(made.columns.values())
    return [
        [column.stored(value) if column.kind in ("day", "instant") else value
         for column, value in zip(columns, row, strict=True)]
        for row in frame.select([column.name for column in columns]).rows()
    ]  # fmt: skip
