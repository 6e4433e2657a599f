"""What the office compares: lines of list and order, amounts, names."""

import unicodedata
from decimal import Decimal, InvalidOperation

from shibosi.methods.formats.ceb import Document
from shibosi.methods.formats.ceb.model import Row


def rows(document: Document) -> list[Row]:
    """All lines of a document."""
    return [row for found in document.lists.values() for row in found]


def ordered(lines: list[Row]) -> list[Row]:
    """Lines by their number."""
    return sorted(lines, key=lambda row: (len(row.get("gnum") or ""), row.get("gnum") or ""))


def differ(one: Row, other: Row) -> bool:
    """Whether a line of the list says something else than the line of the order. Width, case and blanks of names say
    nothing; nor do zeros at the ends of amounts."""
    names = plain(one.get("gname") or one.get("itemName")) != plain(other.get("itemName"))
    amounts = any(amount(one.get(name)) != amount(other.get(name)) for name in ("qty", "price", "totalPrice"))
    return names or amounts or one.get("gnum") != other.get("gnum") or one.get("unit") != other.get("unit")


def values(head: Row, *names: str) -> tuple[str, ...]:
    """Values of a head, empty where one is missing."""
    return tuple(head.get(name) or "" for name in names)


def plain(text: str | None) -> str:
    """A name without width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def amount(text: str | None) -> Decimal:
    """An exact amount; 0 for what is none."""
    try:
        found = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)
