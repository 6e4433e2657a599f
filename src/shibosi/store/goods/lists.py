"""Recalls that were taken over, as they are stored and as they are held against goods."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shibosi.domains.catalogue.records import Recall as Stored
from shibosi.kernel.records import Record
from shibosi.methods.recalls.notices import JOINT, Recall
from shibosi.store.handing import told
from shibosi.store.models import stored

SEVERAL = ("names", "models", "gtins", "words")
AT_ONCE = 2000
Row = dict[str, Any]


def rows_of(made: type[Record], **by: Any) -> Iterator[tuple[int, Row]]:
    """Rows in force as people write them, each with the number of its document, in the order they came in."""
    query: Any = stored(made.kind())._default_manager.filter(standing=True, **by).order_by("filed_id")
    for document, *values in query.values_list("filed_id", *made.columns).iterator(AT_ONCE):
        yield document, told(made.kind(), values)


def kept(after: int = 0) -> Iterator[Recall]:
    """Every recall that was taken over; `after`: by documents that came in after this one."""
    return (recall_of(row) for _, row in rows_of(Stored, filed_id__gt=after))


def recall_of(row: Row) -> Recall:
    """A stored recall as it is held against goods."""
    day = row.get("published_on")
    several = {name: tuple(filter(None, str(row.get(name) or "").split(JOINT))) for name in SEVERAL}
    return Recall(
        authority=row["authority"], number=row["number"], market=row.get("market", ""),
        day=date.fromisoformat(day) if isinstance(day, str) else day, title=row.get("title", ""),
        product=row.get("product", ""), hazard=row.get("hazard", ""), remedy=row.get("remedy", ""),
        url=row.get("address", ""), **several,
    )  # fmt: skip


def row_of(one: Recall) -> Row:
    """A recall as it is stored."""
    several = {name: JOINT.join(getattr(one, name)) for name in SEVERAL}
    return {
        "authority": one.authority, "number": one.number, "market": one.market, "published_on": one.day,
        "title": one.title, "product": one.product, "hazard": one.hazard, "remedy": one.remedy, "address": one.url,
        **several,
    }  # fmt: skip
