"""Tax at a glance: periods with their last day, burden by month, refund claims with their chain, differences.

All of it within the scope of who asks. What several documents have to say of one thing is what is seen of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import record
from shibosi.store import scope
from shibosi.store.models import Finding
from shibosi.store.seeing import rows_seen
from shibosi.store.viewers import Viewer

SHOWN = 50
"""Periods and claims on the page."""
AHEAD = timedelta(days=90)
FEW = 4
"""Months from which on a burden can be told to be out of the usual."""
SPREAD = Decimal("1.4826")
"""Times the median of the deviations: a standard deviation where what is usual is bell-shaped."""
FAR = 3
LEAST = "usual_burden.share"
"""The parameter that says how far a burden may lie from the usual at any rate, as a share of it."""
Key = tuple[str, str, str, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class Period:
    """A period that is due: `state` is filed, late, overdue, soon or later; `days` until its last day."""

    party: str
    market: str
    scheme: str
    name: str
    due: date | None
    filed: date | None
    state: str
    days: int | None


@dataclass(frozen=True)
class Burden:
    """What a return of a month comes to as a share of sales; `odd`: far from what is usual, robustly measured."""

    party: str
    market: str
    scheme: str
    name: str
    share: Decimal
    odd: bool
    reviewed: bool

    @property
    def percent(self) -> str:
        """The share in per cent, without zeros at its end."""
        return f"{(self.share * 100).normalize():f}"


@dataclass(frozen=True)
class Link:
    """One paper of a refund's chain: how many there are, and their amount where all are of one currency."""

    name: str
    count: int
    amount: Decimal | None
    currency: str


@dataclass(frozen=True)
class Claim:
    """A refund claim with its chain: order, declaration, invoice of purchase, receipt of money; open findings of it."""

    number: str
    order: str
    amount: Decimal | None
    currency: str
    filed: date | None
    refunded: date | None
    links: tuple[Link, ...]
    findings: int


def periods(viewer: Viewer, today: date) -> list[Period]:
    """Periods not filed, the most urgent first, and then those filed late; what is due in more than 90 days is left."""
    filed = {_key(row): row["filed_on"] for row in _rows(viewer, "tax_return")}
    found = [_period(row, filed, today) for row in _rows(viewer, "tax_obligation")]
    wanted = [one for one in found if one.state != "filed" and (one.due is None or one.due <= today + AHEAD)]
    order = {"overdue": 0, "soon": 1, "later": 2, "undated": 3, "late": 4}
    return sorted(wanted, key=lambda one: (order[one.state], one.due or date.max, one.party, one.market))[:SHOWN]


def registered(viewer: Viewer) -> bool:
    """Whether any registration or period to be filed is stored: without one nothing is known of what is due."""
    kinds = ("tax_registration", "tax_obligation")
    return any(scope.rows(viewer, kind).filter(standing=True).exists() for kind in kinds)


def burdens(viewer: Viewer, today: date) -> list[Burden]:
    """The burden of every return with sales, by taxpayer, market, scheme and period."""
    least = _least(today)
    reviewed = {_key(row) for row in _rows(viewer, "burden_review") if row["closed_on"] and row["explanation"]}
    series: dict[tuple[str, str, str], list[tuple[Key, Decimal]]] = defaultdict(list)
    for row in _rows(viewer, "tax_return"):
        key = _key(row)
        if row["taxable"] and row["tax"] is not None:
            series[key[:3]].append((key, row["tax"] / row["taxable"]))
    return [
        Burden(*key, round(share, 5), far, key in reviewed)
        for shares in series.values()
        for (key, share), far in zip(sorted(shares), odd([share for _, share in sorted(shares)], least), strict=True)
    ]


def claims(viewer: Viewer) -> list[Claim]:
    """The refund claims handed in last, each with its chain."""
    own = list(_rows(viewer, "refund_claim", newest=SHOWN))
    orders = sorted({row["order_number"] for row in own if row["order_number"]})
    chain = {
        "order": _by_order(viewer, "order", "number", orders),
        "customs_list": _by_order(viewer, "customs_list", "order_number", orders),
        "list_line": _by_order(viewer, "list_line", "order_number", orders),
        "invoice": _by_order(viewer, "invoice", "order_number", orders),
        "collection": _by_order(viewer, "collection", "order_number", orders),
    }
    found = scope.findings(viewer).filter(dossier__kind="order", dossier__key__in=orders, resolved_at__isnull=True)
    open_: dict[str, int] = defaultdict(int)
    for key in found.values_list("dossier__key", flat=True):
        open_[key] += 1
    return [_claim(row, chain, open_) for row in own]


def differences(viewer: Viewer) -> list[tuple[Row, int]]:
    """Differences of amounts that were explained, newest first, with how many findings of their order are open."""
    own = list(_rows(viewer, "amount_difference", newest=SHOWN))
    orders = {row["order_number"] for row in own}
    found: dict[str, int] = defaultdict(int)
    for one in Finding.objects.filter(
        pk__in=scope.findings(viewer).filter(dossier__kind="order", dossier__key__in=orders, resolved_at__isnull=True)
    ).select_related("dossier"):
        found[one.dossier.key] += 1
    return [(row, found[row["order_number"]]) for row in own]


def _period(row: Row, filed: Mapping[Key, date | None], today: date) -> Period:
    key, due = _key(row), row["due_on"]
    done = filed.get(key)
    days = None if due is None else (due - today).days
    if key in filed:
        state = "late" if done is not None and due is not None and done > due else "filed"
    elif days is None:
        state = "undated"
    else:
        state = "overdue" if days < 0 else "soon" if days <= 14 else "later"
    return Period(*key, due, done, state, days)


def odd(shares: list[Decimal], least: Decimal) -> list[bool]:
    """Which lie far from the median, by the median of the deviations and by more than `least` of it; of few none."""
    if len(shares) < FEW:
        return [False] * len(shares)
    middle = median(shares)
    spread = median(abs(one - middle) for one in shares) * SPREAD
    return [abs(one - middle) > max(FAR * spread, least * abs(middle)) for one in shares]


def _least(today: date) -> Decimal:
    version = registry.values().in_force(LEAST, today, None)
    value = None if version is None or version.value is None else Parameters.known[LEAST].seen(version.value)
    return Decimal(value or 0)


def _claim(row: Row, chain: Mapping[str, Mapping[str, list[Row]]], open_: Mapping[str, int]) -> Claim:
    order = row["order_number"]
    there = {kind: found.get(order, []) for kind, found in chain.items()}
    purchases = [one for one in there["invoice"] if one["invoice_type"] in ("special", "customs")]
    declared = _link("Declaration", there["list_line"], "total")
    links = (
        _link("Order", there["order"], "goods_value"),
        Link("Declaration", len(there["customs_list"]), declared.amount, declared.currency),
        _link("Invoice of purchase", purchases, "net"),
        _link("Receipt of money", there["collection"], "amount"),
    )
    return Claim(
        row["number"], order, row["amount"], row["currency"] or "", row["filed_on"], row["refunded_on"], links,
        open_[order],
    )  # fmt: skip


def _link(name: str, rows: list[Row], column: str) -> Link:
    currencies = {row["currency"] for row in rows}
    amounts = [row[column] for row in rows]
    whole = len(currencies) == 1 and None not in amounts and None not in currencies
    total = sum(amounts, Decimal(0)) if rows and whole else None
    return Link(name, len(rows), total, next(iter(currencies)) if whole else "")


def _by_order(viewer: Viewer, kind: str, column: str, orders: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _seen(viewer, kind, scope.rows(viewer, kind).filter(standing=True, **{f"{column}__in": list(orders)})):
        found[row[column]].append(row)
    return found


def rows_of_kind(viewer: Viewer, kind: str, **wanted: str) -> list[Row]:
    """The rows in force of a kind that are seen, with these values, as people read them."""
    return _seen(viewer, kind, scope.rows(viewer, kind).filter(standing=True, **wanted).order_by("pk"))


def _rows(viewer: Viewer, kind: str, newest: int = 0) -> Iterable[Row]:
    query = scope.rows(viewer, kind).filter(standing=True).order_by("-pk")
    return _seen(viewer, kind, query[:newest] if newest else query)


def _seen(viewer: Viewer, kind: str, query: Any) -> list[Row]:
    columns = record(kind).columns
    return [
        {name: column.seen(value) for (name, column), value in zip(columns.items(), one.values, strict=True)}
        for one in rows_seen(viewer, kind, query)
    ]


def _key(row: Row) -> Key:
    return row["party_code"] or "", row["market"] or "", row["scheme"] or "", row["period"] or ""
