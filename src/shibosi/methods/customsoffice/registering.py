"""What the e-port does with a document: it keeps it, or says by a code of the error table why it cannot."""

from dataclasses import dataclass, field
from decimal import Decimal

from shibosi.methods.customsoffice.comparing import rows, values
from shibosi.methods.formats.ceb import Document
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.model import Row

NEW, CHANGE, DELETE = "1", "2", "3"
CODES = {
    "303": {"no lines": "-301001", "repeated": "-301002", "exists": "-301010", "declared": "-301011",
            "unknown": "-301009", "older": "-301014"},
    "411": {"exists": "-401007", "declared": "-401008", "unknown": "-401006", "older": "-401012"},
    "511": {"exists": "-504015", "declared": "-504016", "unknown": "-504014"},
    "513": {"older": "-505016"},
    "621": {"no lines": "-621000", "repeated": "-621027", "unknown": "-621011", "state": "-621012"},
    "711": {"exists": "-800003", "older": "-800005"},
}  # fmt: skip
"""What the e-port answers of itself, by message. Export lists have the codes of import: the table has no others."""
CODES |= {"311": CODES["303"], "403": CODES["411"], "505": CODES["511"], "603": CODES["621"]}
LISTS = ("621", "603")
LINES = {"621": "InventoryList", "603": "InventoryList", "311": "OrderList", "303": "OrderList"}
CHANGEABLE = ("", "120", "300")
"""States of a list in which it may be changed: not accepted, accepted, looked at by an officer."""
BEFORE = {"621": ("311", "411", "511"), "603": ("303", "403", "505")}
"""Documents that are bound by a list once it is declared."""
ALREADY = "-621004"


@dataclass(slots=True)
class Kept:
    """A document as the office keeps it: what it says, when it was reported, the how-manieth of its kind it is; of a
    list also its number and state, and what its buyer has spent by it."""

    head: Row
    lines: list[Row]
    time: str
    count: int
    number: str = ""
    state: str = ""
    spent: tuple[str, str, Decimal] | None = None


NOTHING = Kept({}, [], "", 0)


@dataclass(slots=True)
class Register:
    """Documents by message and key; payments by the number of their order; orders and waybills with a list that customs
    accepted."""

    kept: dict[str, dict[tuple[str, ...], Kept]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    payments: dict[str, dict[tuple[str, ...], Kept]] = field(default_factory=dict)
    orders: set[tuple[str, ...]] = field(default_factory=set)
    waybills: set[tuple[str, ...]] = field(default_factory=set)

    def register(self, number: str, document: Document) -> tuple[Kept, Kept | None, str]:
        """Keep a document: what is kept of it, what was before, and the code of the reason where it is refused."""
        head, lines = document.head, rows(document)
        kind, time = head.get("appType") or NEW, head.get("appTime") or ""
        mine = self.kept.setdefault(number, {})
        key = values(head, *shape(f"CEB{number}Message").key)
        known = mine.get(key)
        code = self._refused(number, head, lines, known)
        if known is None or code:
            self.counts[number] = self.counts.get(number, 0) + 1
            made = Kept(head, lines, time, self.counts[number])
        else:
            made = Kept(head, lines, time, known.count, known.number, known.state)
        if not code:
            self.put(number, key, None if kind == DELETE else made)
        return made, known, code

    def put(self, number: str, key: tuple[str, ...], kept: Kept | None) -> None:
        """Keep a document under its key, or nothing any more."""
        places = [self.kept.setdefault(number, {})]
        if number == "411":
            order = (kept or self.kept[number].get(key) or NOTHING).head.get("orderNo") or ""
            places.append(self.payments.setdefault(order, {}))
        for place in places:
            if kept is None:
                place.pop(key, None)
            else:
                place[key] = kept

    def bind(self, kept: Kept) -> None:
        """A list rests on its order and waybill from now on."""
        self.orders.add(values(kept.head, "ebpCode", "orderNo"))
        self.waybills.add(values(kept.head, "logisticsCode", "logisticsNo"))

    def release(self, kept: Kept) -> None:
        """A list rests on nothing any more."""
        self.orders.discard(values(kept.head, "ebpCode", "orderNo"))
        self.waybills.discard(values(kept.head, "logisticsCode", "logisticsNo"))

    def found(self, number: str, *key: str) -> Kept | None:
        """A document by its key."""
        return self.kept.get(number, {}).get(key)

    def _refused(self, number: str, head: Row, lines: list[Row], known: Kept | None) -> str:
        codes = CODES.get(number, {})
        kind, time = head.get("appType") or NEW, head.get("appTime") or ""
        if number in LINES and not lines:
            return codes["no lines"]
        numbers = [row.get("gnum") for row in lines]
        if number in LINES and len(set(numbers)) < len(numbers):
            return codes["repeated"]
        if kind == NEW and known is not None and "exists" in codes:
            return codes["declared" if number in ("311", "303") and self._bound(number, head) else "exists"]
        if kind != NEW and known is None and "unknown" in codes:
            return codes["unknown"]
        if known is not None and time < known.time and "older" in codes:
            return codes["older"]
        if kind != NEW and "declared" in codes and self._bound(number, head):
            return codes["declared"]
        if kind != NEW and "state" in codes and known is not None and known.state not in CHANGEABLE:
            return codes["state"]
        if number == "621" and kind == NEW and values(head, "ebpCode", "orderNo") in self.orders:
            return ALREADY
        return ""

    def _bound(self, number: str, head: Row) -> bool:
        """Whether a declared list rests on this document."""
        if number in ("511", "505"):
            return values(head, "logisticsCode", "logisticsNo") in self.waybills
        return values(head, "ebpCode", "orderNo") in self.orders
