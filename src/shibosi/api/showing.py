"""Kept values as JSON: amounts as text, so that they stay exact; days and times as ISO 8601."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shibosi.kernel.records import record
from shibosi.store.seeing import Seen


def value_of(kind: str, name: str, kept: Any) -> Any:
    """A kept value of a column."""
    if kept is None:
        return None
    found = record(kind).columns[name].seen(kept)
    if isinstance(found, Decimal):
        return f"{found.normalize():f}"
    return found if isinstance(found, bool | int | str) else found.isoformat()


def row_of(kind: str, seen: Seen) -> dict[str, Any]:
    """A row as it is seen: what is said, what is masked or hidden, and how much is seen of its document."""
    values = {
        name: _value(kind, name, kept, name in seen.hidden)
        for name, kept in zip(record(kind).columns, seen.values, strict=True)
        if kept is not None
    }
    return {"document": seen.document, "sight": seen.sight.name.lower(), "values": values, "hidden": list(seen.hidden)}


def rows_of(found: Mapping[str, list[Seen]]) -> dict[str, list[dict[str, Any]]]:
    """Rows by kind."""
    return {kind: [row_of(kind, one) for one in some] for kind, some in found.items()}


def _value(kind: str, name: str, kept: Any, hidden: bool) -> Any:
    return kept if hidden else value_of(kind, name, kept)
