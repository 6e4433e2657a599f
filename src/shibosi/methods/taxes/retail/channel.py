"""Which way an order may enter China: retail import with relief, retail import with full tax, or general trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number
from shibosi.methods.derivation.telling import text
from shibosi.methods.taxes.errors import NoScheme
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import CNY, RetailOrder

RELIEF, FULL, GENERAL = "relief", "full-tax", "general-trade"
CHANNELS = {
    RELIEF: "retail import, with the relief", FULL: "retail import, with full tax",
    GENERAL: "not retail import: general trade",
}  # fmt: skip


ONE_PIECE = (
    "One indivisible article may be above it within the limit of the year, {limit}: it then bears tariff, VAT and "
    "consumption tax in full."
)
NO_PIECE = "On that day whatever was above a limit was taxed in full as general trade."


class Limits(NamedTuple):
    """The limits of a day: of one purchase, of the year, and whether one dear piece may be above the first."""

    single: Number
    annual: Number
    one_may: bool

    @property
    def above(self) -> str:
        """What holds of a purchase above the single limit."""
        return Phrase(ONE_PIECE, limit=text(self.annual)) if self.one_may else NO_PIECE


class Reason(NamedTuple):
    """A reason: `met` True speaks for the channel, False against it, None: not known."""

    words: str
    met: bool | None


class Listed(NamedTuple):
    """What the list of goods says of a line: on it or not (None: the code says nothing), and in words why."""

    on: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Channel:
    """The way an order may enter, the limits it was held against, and why."""

    name: str
    single: Number
    annual: Number
    reasons: tuple[Reason, ...]


def limits(law: Law, day: date) -> Limits | None:
    """The limits in force on a day; None before the first day of retail import."""
    row = law.row("retail_import_limits", day, "CN")
    if row is None:
        return None
    single = law.number(row, "single", "Single limit", CNY, day)
    annual = law.number(row, "annual", "Limit of the year", CNY, day)
    return Limits(single, annual, row.value("one_piece") == "yes")


def channel(
    order: RetailOrder, price: Number, law: Law, used: Decimal | None, listed: Sequence[Listed] | None
) -> Channel:
    """Choose the way. Raises NoScheme before the first day of retail import."""
    found = limits(law, order.day)
    if found is None:
        raise NoScheme(place="CN", day=order.day)
    single, annual, one_may = found
    within = price.low <= single.low
    reasons = [_compared("the dutiable price", price, "the single limit", single, within)]
    in_year = None if used is None else used + price.low <= annual.low
    reasons.append(_in_year(price, used, annual, in_year))
    off = [one for one in listed or () if one.on is not True]
    reasons += [Reason(one.words, one.on) for one in off]
    if listed is None:
        reasons.append(
            Reason("No list of retail import goods is at hand: whether the goods are on it is not known.", None)
        )
    if in_year is False or price.low > annual.low or any(one.on is False for one in off):
        name = GENERAL
    elif within:
        name = RELIEF
    else:
        name = _above(order, one_may, reasons)
    return Channel(name, single, annual, tuple(reasons))


def _above(order: RetailOrder, one_may: bool, reasons: list[Reason]) -> str:
    """The way of an order above the single limit and within the year."""
    if not one_may:
        reasons.append(Reason(NO_PIECE, False))
        return GENERAL
    one = order.one_piece
    reasons.append(
        Reason("It is one piece: it may enter with full tax and counts towards the year.", True) if one
        else Reason("It is more than one piece: it leaves the channel, or is ordered in parts before paying.", False)
    )  # fmt: skip
    return FULL if one else GENERAL


def _in_year(price: Number, used: Decimal | None, annual: Number, met: bool | None) -> Reason:
    if used is None:
        words = Phrase("What the year has used is not known; {limit} are for a year.", limit=text(annual))
        return Reason(words, False if price.low > annual.low else None)
    facts = {"used": f"{used:,.2f}", "after": f"{used + price.low:,.2f}", "limit": text(annual)}
    if met:
        return Reason(Phrase("With {used} used, the year comes to {after}, within {limit}.", **facts), met)
    return Reason(Phrase("With {used} used, the year comes to {after}, above {limit}.", **facts), met)


def _compared(what: str, value: Number, than: str, limit: Number, met: bool) -> Reason:
    words = "{what}, {value}, is within {than} of {limit}." if met else "{what}, {value}, is above {than} of {limit}."
    return Reason(Phrase(words, what=Phrase(what), value=text(value), than=Phrase(than), limit=text(limit)), met)
