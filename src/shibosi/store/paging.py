"""Pages of lists: in a fixed order, each beginning where the last one ended, however much came in between."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from shibosi.kernel.errors import ShibosiError

LARGEST = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 1970, 9998


class BadCursor(ShibosiError):
    """A cursor that no answer gave."""

    code = "bad-cursor"
    message = "The cursor is not one of an answer to the same question."


@dataclass(frozen=True)
class Order:
    """An order of a list: the field, its kind, and whether the largest comes first."""

    field: str
    kind: type = int
    down: bool = True


@dataclass(frozen=True)
class Page:
    """Some of a list, and the cursor of what follows; None: nothing does."""

    items: list[Any]
    next: str | None


def page(query: QuerySet[Any], orders: Mapping[str, Order], sort: str, cursor: str, limit: int) -> Page:
    """One page of a query. Raises BadCursor.

    The keys are found first, over an index where there is one, and only then the rows: wide rows are never sorted.
    """
    order = orders[sort]
    sign = "lt" if order.down else "gt"
    if cursor:
        value, key = _read(cursor, sort, order)
        query = query.filter(
            Q(**{f"{order.field}__{sign}": value}) | Q(**{order.field: value, f"pk__{sign}": key})
        )  # fmt: skip
    minus = "-" if order.down else ""
    keys = list(query.order_by(f"{minus}{order.field}", f"{minus}pk").values_list("pk", flat=True)[: limit + 1])
    more = len(keys) > limit
    found = {one.pk: one for one in _of(query, keys[:limit])}
    items = [found[key] for key in keys[:limit] if key in found]
    return Page(items, _written(sort, getattr(items[-1], order.field), items[-1].pk) if more else None)


def _of(query: QuerySet[Any], keys: list[Any]) -> QuerySet[Any]:
    """The rows of keys that the query has found, with all it brings along; its conditions are not worked out again."""
    rows = query.all()
    rows.query.where = type(rows.query.where)()
    return rows.filter(pk__in=keys)


def _written(sort: str, value: Any, key: int) -> str:
    text = value.isoformat() if isinstance(value, datetime) else value
    return urlsafe_b64encode(json.dumps([sort, text, key]).encode()).decode()


def _read(cursor: str, sort: str, order: Order) -> tuple[Any, int]:
    try:
        kept, text, key = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
        value = datetime.fromisoformat(text) if order.kind is datetime else order.kind(text)
    except (ValueError, TypeError, OverflowError, RecursionError) as mistake:
        raise BadCursor() from mistake
    whole = isinstance(key, int) and not isinstance(key, bool) and 0 <= key <= LARGEST
    aware = not isinstance(value, datetime) or (value.tzinfo is not None and FIRST_YEAR <= value.year <= LAST_YEAR)
    small = not isinstance(value, int) or abs(value) <= LARGEST
    if kept != sort or not whole or not aware or not small:
        raise BadCursor()
    return value, key
