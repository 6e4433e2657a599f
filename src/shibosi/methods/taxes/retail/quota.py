"""What one person used of the limit of a calendar year: lists released in it, less what came back in time.

A list counts in the year of its declaration, by the day in China; a return restores the year its list counted in, also
where it comes in the next. What is not released yet, or of which it is not known whether it came back, makes a bound.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, between, given, total
from shibosi.methods.derivation.telling import as_data, range_data, said
from shibosi.methods.taxes.errors import NoScheme, NotAPrice
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail import returning
from shibosi.methods.taxes.retail.order import CNY, POSITIVE
from shibosi.methods.taxes.retail.returning import GoodsBack, Returned

CHINA = ZoneInfo("Asia/Shanghai")
ZERO = Decimal(0)
NOT_RELEASED = "Not released yet: it counts once it is."
UNKNOWN_BACK = "Whether it came back in time is not known."


@dataclass(frozen=True, slots=True)
class Purchase:
    """One list: its number, the day it was declared and released (China; None: not yet), its dutiable price in CNY."""

    order: str
    declared: date
    released: date | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """A list as it counts for the year, with what came back of it."""

    purchase: Purchase
    amount: Number
    returns: tuple[Returned, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """The year of a person: the limit, what is used, what is left; all in CNY."""

    year: int
    limit: Number
    used: Number
    lines: tuple[Counted, ...]
    ignored: tuple[str, ...]

    @property
    def left(self) -> Number:
        """What is left of the limit; below zero where it is passed."""
        return (self.limit - self.used).named("Left in the year")

    def with_purchase(self, purchase: Purchase) -> "Quota":
        """The year with one more list: the others are added up, not counted again. Raises NotAPrice."""
        counted = _counted(_checked(purchase), ())
        lines = (*self.lines, counted)
        return replace(self, used=total([one.amount for one in lines], "Used in the year", CNY), lines=lines)

    def as_data(self, explained: bool = False) -> dict[str, Any]:
        """The year as plain data, with the derivation where asked."""
        return {
            "year": self.year, "limit": range_data(self.limit), "used": range_data(self.used),
            "left": range_data(self.left), "ignored": [said(one) for one in self.ignored],
            "lines": [
                {"order": one.purchase.order, "declared": one.purchase.declared.isoformat(),
                 "released": one.purchase.released.isoformat() if one.purchase.released else None,
                 "value": str(one.purchase.value), "counts": range_data(one.amount),
                 "returns": [back.as_data() for back in one.returns]}
                for one in self.lines
            ],
            "derivation": as_data(self.used) if explained else None,
        }  # fmt: skip


def day_in_china(instant: datetime) -> date:
    """The day an instant falls on in China: the year of a purchase at 23:30 UTC on 31 December is the next."""
    return instant.astimezone(CHINA).date()


def year_quota(
    purchases: Iterable[Purchase], returns: Iterable[GoodsBack], law: Law, year: int, as_of: date
) -> Quota:  # fmt: skip
    """The year of a person as of a day. Returns of no list known here, and before its release, are told and ignored.

    Raises NotAPrice, NoScheme where no limit is known for the year.
    """
    row = law.row("retail_import_limits", date(year, 12, 31), "CN")
    if row is None:
        raise NoScheme(place="CN", day=date(year, 12, 31))
    limit = law.number(row, "annual", "Limit of the year", CNY, date(year, 12, 31))
    ignored: list[str] = []
    known = {one.order: _checked(one) for one in purchases if one.declared.year == year}
    back: dict[str, list[Returned]] = {}
    for one in returns:
        bought = known.get(one.order)
        reason = returning.useless(one, bought.released if bought else None, bought is not None)
        if bought is None or reason:
            ignored.append(reason)
            continue
        before = sum((each.goods.value for each in back.get(one.order, ())), ZERO)
        if before + one.value > bought.value:
            ignored.append(Phrase("More came back of {order} than was bought: {value} is left out.", order=one.order,
                                  value=f"{one.value:,.2f}"))  # fmt: skip
            continue
        assert bought.released is not None, "a return of what is not released is useless"
        back.setdefault(one.order, []).append(returning.returned(one, bought.released, law, as_of))
    lines = tuple(_counted(one, tuple(back.get(one.order, ()))) for one in sorted(known.values(), key=_by_day))
    return Quota(year, limit, total([one.amount for one in lines], "Used in the year", CNY), lines, tuple(ignored))


def _by_day(one: Purchase) -> tuple[date, str]:
    return one.declared, one.order


def _counted(one: Purchase, returns: tuple[Returned, ...]) -> Counted:
    value = given(one.value, Phrase("List {order}", order=one.order), CNY)
    if one.released is None:
        amount = between(ZERO, one.value, value.label, NOT_RELEASED, CNY)
    else:
        amount = value
        if returns:
            back = total([_restored(each) for each in returns], "Given back to the year", CNY)
            amount = (value - back).named(value.label)
    return Counted(one, amount, returns)


def _restored(one: Returned) -> Number:
    """What a return gives back to the year."""
    if one.restores is None:
        return between(ZERO, one.goods.value, "Came back", UNKNOWN_BACK, CNY)
    return given(one.goods.value if one.restores else ZERO, "Came back in time" if one.restores else "Not in time", CNY)


def _checked(one: Purchase) -> Purchase:
    if not one.value.is_finite() or one.value <= 0:
        raise NotAPrice(what=Phrase("List {order}", order=one.order), found=one.value, expected=POSITIVE)
    return one
