"""The tool landed_cost: what a basket costs in a market with duty, tax and fees, before it is paid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shibosi import settings
from shibosi.kernel.words import translate
from shibosi.mcp.tool import Answer, Asked, Caller, Tool
from shibosi.methods.derivation.sources import reasons, weakest
from shibosi.methods.derivation.telling import lines, said, text
from shibosi.methods.taxes.landed.basket import Basket, Line
from shibosi.methods.taxes.landed.cost import landed_cost
from shibosi.methods.taxes.landed.option import COLLECTORS, OPTIONS, Option
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.shelf import Shelf

Amount = Annotated[Decimal, Field(max_digits=16, decimal_places=6)]
MOST = 50


class LineAsked(BaseModel):
    """A line of the basket."""

    model_config = ConfigDict(extra="forbid")
    price: Amount = Field(description="Price of all pieces without tax.")
    code: str = Field("", description="Commodity code, 6 to 10 digits.", max_length=20)
    quantity: Amount = Field(Decimal(1), description="Pieces.")
    origin: str = Field("", description="Origin: ISO country.", max_length=2)
    duty: Amount | None = Field(None, description="Duty in per cent, where no tariff is at hand.")
    kg: Amount | None = Field(None, description="Weight in kg.")


class BasketAsked(Asked):
    """A basket to a consumer in a market."""

    market: str = Field(description="Where it goes: code or name of the market.", max_length=2)
    currency: str = Field(description="Currency of the amounts.", pattern="^[A-Z]{3}$")
    goods: list[LineAsked] = Field(description="The lines.", min_length=1, max_length=MOST)
    freight: Amount = Field(Decimal(0), description="Freight.")
    day: date | None = Field(None, description="The day it is decided for; today unless given.")
    region: str = Field("", description="State or province.", max_length=40)
    sales_tax: Amount | None = Field(None, description="Sales tax at the destination in per cent (US).")


class WayTold(BaseModel):
    """A way of selling; amounts with their unit, as bounds where something is missing, and why."""

    option: str
    total: str
    duty: str
    tax: str
    fees: str
    exact: bool
    collected_by: str
    confidence: str
    because: list[str]
    derivation: list[str]


class Cost(Answer):
    """The ways of selling, the cheapest first."""

    options: list[WayTold]

    def lines(self) -> Iterator[str]:
        """A way of selling with its parts, then how it came about."""
        for one in self.options:
            parts = (translate("Duty"), one.duty, translate("Tax on the sale"), one.tax, translate("Fees"), one.fees)
            yield f"- {one.option}: {one.total} ({' '.join(parts)})"
            yield from (f"  ! {why}" for why in one.because)


def cost(asked: BasketAsked, caller: Caller) -> Cost:
    """Tell the cost. Raises NoTax and UnknownMarket for what cannot be told."""
    goods = tuple(Line(**one.model_dump()) for one in asked.goods)
    basket = Basket(asked.market, asked.day or caller.today, asked.currency, goods, asked.freight, region=asked.region,
                    sales_tax=asked.sales_tax)  # fmt: skip
    kept = Shelf(settings.home() / "tax")
    found = landed_cost(basket, Law(), kept.rates(), kept.tariffs(), kept.positive_list())
    return Cost(options=[_told(one) for one in found.options])


def _told(one: Option) -> WayTold:
    return WayTold(
        option=said(OPTIONS[one.name]), total=text(one.total), duty=text(one.duty), tax=text(one.tax),
        fees=text(one.fees), exact=one.total.exact, collected_by=said(COLLECTORS[one.collector]),
        confidence=weakest(one.total), because=[said(why) for why in reasons(one.total)], derivation=lines(one.total),
    )  # fmt: skip


LANDED = Tool(
    "landed_cost", "Landed cost",
    "What a basket costs in a market with duty, tax on the sale and fees, who collects them, which way of selling is "
    "cheapest, and how every amount came about; bounds with reasons where something is missing.",
    BasketAsked, Cost, cost,
)  # fmt: skip
