"""What a fault is: the orders it can happen to, the edit, and the findings that follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from shibosi.domains.customs.records import Answer, CustomsList, CustomsReturn, ReturnLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.example.papers import Papers
from shibosi.kernel.records import Record

Outcome = Literal["broken", "undetermined"]

IMPORT = pl.col("mode") <= 2
EXPORT = pl.col("mode").is_between(3, 6)
CHANNEL = IMPORT | EXPORT
COLLECTED = pl.col("collected")
DIRECT = pl.col("mode") == 0
BONDED = pl.col("mode").is_between(1, 2)
ZONE_EXPORT = pl.col("mode") == 4
SERVICE = pl.col("mode") >= 8
MARKET = pl.col("mode") >= 7
PLAIN = ~pl.any_horizontal("recent", "piece", "dear", "gift", "answered", "post") & (pl.col("lines") <= 5)
"""Orders of past days to which nothing special has happened."""
LATELY = pl.col("recent") & ~pl.any_horizontal("gift", "post") & (pl.col("lines") <= 5)
"""Orders of the last thirty days: a paper that is not there may still come."""
RETURNED = pl.col("returned") & ~pl.any_horizontal("gift", "post", "piece")
FULLY_NAMED = pl.col("names_payment") & pl.col("names_firm")
"""The order names payment firm and number."""
MERCHANT_STANDS = pl.col("guarantor") == 1
PLATFORM_STANDS = pl.col("guarantor") == 2
CARRIER_STANDS = pl.col("guarantor") == 3


@dataclass(frozen=True)
class Key:
    """Which dossier a finding is about: its kind, and how its key reads in the edited documents of a record.

    Without a record the key is read from the plan.
    """

    dossier: str
    record: type[Record] | None
    text: pl.Expr


def _joined(*columns: str) -> pl.Expr:
    return pl.concat_str([pl.col(column).cast(pl.String) for column in columns], separator="/")


ORDER = Key("order", None, pl.col("number"))
ORDER_OF_PAYMENT = Key("order", Payment, pl.col("order_number"))
ORDER_OF_WAYBILL = Key("order", Waybill, pl.col("order_number"))
ORDER_OF_LIST = Key("order", CustomsList, pl.col("order_number"))
ORDER_OF_ANSWER = Key("order", Answer, pl.col("order_number"))
PARCEL = Key("parcel", CustomsList, _joined("carrier_code", "waybill_number"))
PARCEL_OF_WAYBILL = Key("parcel", Waybill, _joined("carrier_code", "number"))
PAYMENT = Key("payment", Payment, _joined("firm_code", "number"))
PAYMENT_NAMED = Key("payment", Order, _joined("payment_firm_code", "payment_number"))
DOCUMENT_OF_PAYMENT = Key("document", Payment, pl.col("guid"))
DOCUMENT_OF_WAYBILL = Key("document", Waybill, pl.col("guid"))
BUYER_YEAR = Key(
    "buyer-year",
    CustomsList,
    pl.concat_str(pl.col("buyer_id"), pl.col("declared_on").dt.year().cast(pl.String), separator="/"),
)
BUYER_DAY = Key("buyer-day", CustomsList, _joined("buyer_id", "declared_on"))
RETURN = Key("return", CustomsReturn, pl.col("customs_number"))
RETURN_LINE = Key("return-line", ReturnLine, _joined("customs_number", "line_number"))


@dataclass(frozen=True)
class Finding:
    """One finding that follows from a fault."""

    control: str
    outcome: Outcome
    key: Key


def broken(*controls: str, key: Key = ORDER) -> list[Finding]:
    """These controls are broken."""
    return [Finding(control, "broken", key) for control in controls]


def undetermined(*controls: str, key: Key = ORDER) -> list[Finding]:
    """These controls cannot be decided."""
    return [Finding(control, "undetermined", key) for control in controls]


@dataclass(frozen=True)
class Fault:
    """A kind of fault.

    `where` says to which orders of the plan it can happen; `then` the findings. `size` orders make one case (the
    first of them gives something and does nothing wrong when `lends`); they share the value of `alike`, and no two of
    them that of `apart`. `share` is how often it happens, 1 being usual.
    """

    name: str
    story: str
    edit: Callable[[Papers], None] = field(repr=False)
    where: pl.Expr = field(repr=False)
    then: tuple[Finding, ...] = ()
    size: int = 1
    lends: bool = False
    alike: pl.Expr | None = field(default=None, repr=False)
    apart: pl.Expr | None = field(default=None, repr=False)
    share: float = 1.0
    parts: tuple["Fault", ...] = ()
    """The faults that happen together here, where this is more than one."""

    def findings(self, papers: Papers) -> list[pl.DataFrame]:
        """What follows, read from the edited papers: dossier, key, control, outcome, fault."""
        guilty = papers.head.filter(pl.col("seat") > 0) if self.lends else papers.head
        found = []
        for fault in self.parts or (self,):
            for finding in fault.then:
                rows = guilty if finding.key.record is None else papers.of(finding.key.record)
                rows = rows.join(guilty.select("at"), on="at", how="semi")
                keys = rows.select(
                    "at", dossier=pl.lit(finding.key.dossier), key=finding.key.text, control=pl.lit(finding.control),
                    outcome=pl.lit(finding.outcome), fault=pl.lit(fault.story),
                )  # fmt: skip
                found.append(keys.unique(["dossier", "key", "control"], keep="first", maintain_order=True))
        return found


class Theme(list[Fault]):
    """The faults of a file, gathered by a decorator."""

    def fault(
        self, where: pl.Expr, then: Iterable[Finding] = (), *, size: int = 1, lends: bool = False,
        alike: pl.Expr | None = None, apart: pl.Expr | None = None, share: float = 1.0,
    ) -> Callable[[Callable[[Papers], None]], Callable[[Papers], None]]:  # fmt: skip
        """Make a fault of a function that edits papers; its docstring is the story."""

        def take(edit: Callable[[Papers], None]) -> Callable[[Papers], None]:
            story = " ".join((edit.__doc__ or "").split())
            self.append(Fault(edit.__name__, story, edit, where, tuple(then), size, lends, alike, apart, share))
            return edit

        return take
