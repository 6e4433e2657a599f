"""Taxes: retail import into China, landed cost, a person's year. Open to all; nothing is stored."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shibosi import settings
from shibosi.api import taxshapes as shapes
from shibosi.api.viewing import Asking
from shibosi.methods.taxes.asking import percent_or_class
from shibosi.methods.taxes.landed.basket import Basket, Line
from shibosi.methods.taxes.landed.cost import landed_cost
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.quota import Purchase, year_quota
from shibosi.methods.taxes.retail.returning import GoodsBack
from shibosi.methods.taxes.retail.tax import retail_tax
from shibosi.methods.taxes.shelf import Shelf

router = Router(tags=["taxes"], auth=Asking(optional=True))


def shelf() -> Shelf:
    """What the operator imported: tariffs, rates of exchange, the list of goods."""
    return Shelf(settings.home() / "tax")


@router.post("/tax/retail", response=shapes.RetailTaxed, summary="Tax of a retail import")
def retail(request: HttpRequest, asked: shapes.RetailAsked, explain: bool = False) -> Any:
    """Channel, tax by line and in all, with reasons; `explain` adds the derivation down to the rows of law."""
    said = asked.dict()
    used, lines = said.pop("used"), tuple(RetailLine(**_rates(one)) for one in said.pop("lines"))
    order = RetailOrder(lines=lines, **said)
    goods = shelf().positive_list()
    listed = None if goods is None else [goods.says(line.code, order.day) for line in lines]
    return retail_tax(order, Law(), used, listed).as_data(explain)


@router.post("/tax/landed", response=shapes.LandedTold, summary="Landed cost of a basket")
def landed(request: HttpRequest, asked: shapes.BasketAsked, explain: bool = False) -> Any:
    """Every way of selling with duty, tax, fees, who collects, from the cheapest; bounds where something is missing."""
    said = asked.dict()
    lines = tuple(Line(**_rates(one)) for one in said.pop("lines"))
    rates = {(pair[:3], pair[4:]): rate for pair, rate in said.pop("rates").items()}
    kept = shelf()
    basket = Basket(lines=lines, rates=rates, **said)
    return landed_cost(basket, Law(), kept.rates(), kept.tariffs(), kept.positive_list()).as_data(explain)


@router.post("/tax/quota", response=shapes.QuotaTold, summary="A person's year of retail import")
def quota(request: HttpRequest, asked: shapes.QuotaAsked, explain: bool = False) -> Any:
    """What is used of the limit of the year and what is left, from the lists and returns that are sent."""
    purchases = [Purchase(**one.dict()) for one in asked.purchases]
    returns = [GoodsBack(**one.dict()) for one in asked.returns]
    return year_quota(purchases, returns, Law(), asked.year, asked.day).as_data(explain)


def _rates(line: dict[str, Any]) -> dict[str, Any]:
    """A line whose rates are per cent where they are numbers, else names of classes."""
    rates = {name: line[name] for name in ("vat", "tax_class", "consumption") if line.get(name) is not None}
    return line | {name: percent_or_class(one, name) for name, one in rates.items()}
