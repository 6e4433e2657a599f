"""Returns of retail import: whether they come in time, what tax is left, what is held as guarantee until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, given, total
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.derivation.telling import range_data, said
from shibosi.methods.taxes.errors import NoScheme, NotAPrice
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import CNY
from shibosi.methods.taxes.retail.tax import RetailTax

STATES = {
    "open": "may be asked for", "late": "asked too late", "waiting": "asked in time; the goods are not back yet",
    "restored": "back in time", "back-late": "back too late", "unknown": "no deadline is known for that day",
}  # fmt: skip
MEANS = {
    "open": "The tax stands as long as nothing is returned.", "late": "The tax stands, and the year stays used.",
    "waiting": "The tax and the year are given back when the goods are back by then.",
    "restored": "No tax is collected for what came back; the buyer gets it back, and the year is restored.",
    "back-late": "The tax stands, and the year stays used.",
    "unknown": "Whether tax and year are given back is not known.",
}  # fmt: skip
RESTORES = {"restored": True, "waiting": False, "late": False, "back-late": False, "open": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """Goods of a list that come back: the day it was asked for, the day they were back (None: not yet), their value."""

    order: str
    asked: date
    back: date | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Status:
    """Where a return stands, and the last days to ask and to be back (None: not known)."""

    state: str
    ask_until: date | None
    back_until: date | None

    @property
    def restores(self) -> bool | None:
        """Whether tax and year are given back; None where that is not known."""
        return RESTORES[self.state]

    def as_data(self) -> dict[str, Any]:
        """The status as plain data."""
        return {
            "state": self.state, "state_words": said(STATES[self.state]), "means": said(MEANS[self.state]),
            "ask_until": self.ask_until.isoformat() if self.ask_until else None,
            "back_until": self.back_until.isoformat() if self.back_until else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Returned:
    """A return with where it stands."""

    goods: GoodsBack
    status: Status

    @property
    def restores(self) -> bool | None:
        """Whether it gives back to the year."""
        return self.status.restores

    def as_data(self) -> dict[str, Any]:
        """The return as plain data."""
        goods = self.goods
        return {"asked": goods.asked.isoformat(), "back": goods.back.isoformat() if goods.back else None,
                "value": str(goods.value)} | self.status.as_data()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Tax held by who collects it, and the days on which it is paid to customs if nothing came back."""

    amount: Number
    paid_from: date | None
    paid_until: date | None


def deadline(kind: str, released: date, law: Law) -> date | None:
    """The last (or first) day of a deadline counted in days from release; None where no row is known for that day."""
    row = law.row("customs_deadlines", released, "CN", deadline=kind)
    return released + timedelta(days=int(row.number("amount"))) if row else None


def status(released: date, asked: date | None, back: date | None, law: Law, as_of: date) -> Status:
    """Where a return stands as of a day."""
    ask_until = deadline("import-return-application", released, law)
    back_until = deadline("import-return-arrival", released, law)
    if ask_until is None or back_until is None:
        return Status("unknown", ask_until, back_until)
    if asked is None:
        state = "open" if as_of <= ask_until else "late"
    elif asked > ask_until:
        state = "late"
    elif back is None:
        state = "waiting" if as_of <= back_until else "back-late"
    else:
        state = "restored" if back <= back_until else "back-late"
    return Status(state, ask_until, back_until)


def returned(goods: GoodsBack, released: date, law: Law, as_of: date) -> Returned:
    """A return with where it stands."""
    return Returned(goods, status(released, goods.asked, goods.back, law, as_of))


def useless(goods: GoodsBack, released: date | None, known: bool) -> str:
    """Why a return cannot be counted; empty where it can."""
    if not known:
        return Phrase("A return of {order} is left out: no such list is known in this year.", order=goods.order)
    if not goods.value.is_finite() or goods.value <= 0:
        return Phrase("A return of {order} is left out: its value is not above 0.", order=goods.order)
    if released is None or goods.asked < released:
        return Phrase("A return of {order} is left out: it was asked before the list was released.", order=goods.order)
    if goods.back is not None and goods.back < goods.asked:
        return Phrase("A return of {order} is left out: it was back before it was asked for.", order=goods.order)
    return ""


def tax_after(tax: RetailTax, quantities: dict[int, Decimal]) -> Number:
    """The tax due after pieces came back in time: quantity by line, counted from 0. Raises NotAPrice.

    What is left of a line bears its share of the tax; money given back without goods changes no tax.
    """
    left: list[Number] = []
    for at, (line, own) in enumerate(zip(tax.order.lines, tax.lines, strict=True)):
        gone = quantities.get(at, Decimal(0))
        if not 0 <= gone <= line.quantity:
            what = Phrase("what came back of line {line}", line=at + 1)
            raise NotAPrice(what=what, found=gone, expected="wanted is 0 to the quantity bought")
        kept = given(line.quantity - gone, "Quantity kept") / given(line.quantity, "Quantity bought")
        how = rounding("duty", "CN", tax.order.day)
        left += [rounded(due * kept, how, "Tax on what is kept") for due in own.due.values()]
    return total(left, "Tax due after returns", CNY)


def guarantee(tax: RetailTax, released: date, law: Law) -> Guarantee:
    """What is held until it is paid to customs, and when that is. Raises NoScheme before the first such day."""
    first = deadline("import-tax-payment-first", released, law)
    if first is None:
        raise NoScheme(place="CN", day=released)
    return Guarantee(tax.due, first, deadline("import-tax-payment-last", released, law))


def guarantee_data(held: Guarantee) -> dict[str, Any]:
    """A guarantee as plain data."""
    return {
        "amount": range_data(held.amount), "paid_from": held.paid_from.isoformat() if held.paid_from else None,
        "paid_until": held.paid_until.isoformat() if held.paid_until else None,
    }  # fmt: skip
