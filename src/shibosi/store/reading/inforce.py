"""Rows in force of a kind of record, as a viewer sees them and as people read their values."""

from typing import Any

from shibosi.kernel.records import record
from shibosi.store import scope
from shibosi.store.seeing import Seen, rows_seen
from shibosi.store.viewers import Viewer

MOST = 5000
"""Rows that are looked at together; the newest."""
Row = dict[str, Any]
DOCUMENT = "#document"


def seen_rows(viewer: Viewer, kind: str, **by: Any) -> list[Seen]:
    """Rows in force, the newest first, those whose columns have these values. Two queries."""
    query = scope.rows(viewer, kind).filter(standing=True, **by)
    return rows_seen(viewer, kind, query.order_by("-pk")[:MOST])


def rows(viewer: Viewer, kind: str, **by: Any) -> list[Row]:
    """The same as dictionaries of readable values; "#document" holds the number of each row's document."""
    return [as_row(kind, one) for one in seen_rows(viewer, kind, **by)]


def as_row(kind: str, one: Seen) -> Row:
    """A row as column to readable value."""
    columns = record(kind).columns.items()
    told = {name: column.seen(value) for (name, column), value in zip(columns, one.values, strict=True)}
    return {DOCUMENT: one.document} | told
