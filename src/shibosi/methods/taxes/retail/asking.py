"""Questions about retail import as plain data: an order to tax, the year of a person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.methods.taxes.asking import WrongQuestion, amount, day, fields, many, percent_or_class, text
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.quota import Purchase, Quota, year_quota
from shibosi.methods.taxes.retail.returning import GoodsBack

LINE = {
    "price": amount, "vat": percent_or_class, "consumption": percent_or_class, "quantity": amount, "litres": amount,
    "duty": amount, "code": text,
}  # fmt: skip
PURCHASE = {"order": text, "declared": day, "released": day, "value": amount}
RETURN = {"order": text, "asked": day, "back": day, "value": amount}


@dataclass(frozen=True, slots=True)
class RetailQuestion:
    """An order, and what its buyer's year has used (None: not known)."""

    order: RetailOrder
    used: Decimal | None


def retail_question(document: Any) -> RetailQuestion:
    """An order to tax. Raises WrongQuestion."""
    readers = {"day": day, "freight": amount, "insurance": amount, "discount": amount, "used": amount,
               "lines": many(_line)}  # fmt: skip
    said = fields(document, "", readers, frozenset(["day", "lines"]))
    used = said.pop("used", None)
    return RetailQuestion(RetailOrder(**said | {"lines": tuple(said["lines"])}), used)


def quota_question(document: Any, law: Law, today: date) -> Quota:
    """The year of a person. Raises WrongQuestion, NotAPrice, NoScheme."""
    readers = {"year": amount, "day": day, "purchases": many(_purchase), "returns": many(_return)}
    said = fields(document, "", readers, frozenset(["purchases"]))
    as_of = said.get("day", today)
    year = said.get("year", Decimal(as_of.year))
    if not 1 <= year <= date.max.year or year != int(year):
        raise WrongQuestion(place="year", reason="it is no year")
    return year_quota(said["purchases"], said.get("returns", []), law, int(year), as_of)


def _line(value: Any, place: str) -> RetailLine:
    return RetailLine(**fields(value, place, LINE, frozenset(["price"])))


def _purchase(value: Any, place: str) -> Purchase:
    said = fields(value, place, PURCHASE, frozenset(["order", "declared", "value"]))
    return Purchase(**{"released": None} | said)


def _return(value: Any, place: str) -> GoodsBack:
    said = fields(value, place, RETURN, frozenset(["order", "asked", "value"]))
    return GoodsBack(**{"back": None} | said)
