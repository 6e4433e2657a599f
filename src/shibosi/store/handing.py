"""Rows that the house itself hands in: by the one door, as changes of what was told of the same thing before."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from shibosi.kernel.records import record
from shibosi.kernel.versions import CHANGE
from shibosi.store.intake.receiving import Answer, HandedIn, receive
from shibosi.store.portions import portions

AT_ONCE = 200
NOT_TOLD = frozenset({"guid", "report_type", "reported_at"})
Row = Mapping[str, Any]


def hand_in(rows: Iterable[tuple[str, Row]], how: HandedIn, now: datetime) -> list[Answer]:
    """Hand rows in, each a kind with its values as people write them; each takes the place of what was told before."""
    return [receive([_document(*one, now) for one in some], how, now) for some in portions(list(rows), AT_ONCE)]


def told(kind: str, values: Iterable[Any]) -> dict[str, Any]:
    """A stored row as people write it, without what tells versions apart."""
    columns = record(kind).columns.items()
    found = {name: column.seen(value) for (name, column), value in zip(columns, values, strict=True)}
    return {name: value for name, value in found.items() if value is not None and name not in NOT_TOLD}


def _document(kind: str, values: Row, now: datetime) -> dict[str, Any]:
    longest = {name: column.longest for name, column in record(kind).columns.items()}
    said = {name: _written(value, longest[name]) for name, value in values.items() if value not in (None, "")}
    more = {"guid": secrets.token_hex(16), "report_type": CHANGE, "reported_at": now.isoformat()}
    return {"kind": kind, "values": said | {name: value for name, value in more.items() if name in longest}}


def _written(value: Any, longest: int | None) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value}"
    return value[:longest] if isinstance(value, str) and longest else value
