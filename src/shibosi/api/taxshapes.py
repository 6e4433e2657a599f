"""Shapes of questions about taxes and of their answers."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

Amount = Annotated[Decimal, Field(max_digits=16, decimal_places=6)]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(9990, 12, 31))]
Code = Annotated[str, Field(max_length=20)]
Country = Annotated[str, Field(max_length=2)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Name = Annotated[str, Field(max_length=60)]
Class = Amount | Name


class RetailLine(Schema):
    """A line of retail import: the price of all pieces without tax, CNY; rates as per cent or class."""

    price: Amount
    vat: Class = "standard"
    consumption: Class | None = None
    quantity: Amount = Decimal(1)
    litres: Amount | None = None
    duty: Amount | None = None
    code: Code = ""


class RetailAsked(Schema):
    """An order of retail import; `used`: what the buyer's year has used, CNY."""

    day: Day
    lines: Annotated[list[RetailLine], Field(max_length=999)]
    freight: Amount = Decimal(0)
    insurance: Amount = Decimal(0)
    discount: Amount = Decimal(0)
    used: Amount | None = None


class Line(Schema):
    """A line of a basket: the price of all pieces without tax, in `currency` or that of the basket."""

    price: Amount
    code: Code = ""
    quantity: Amount = Decimal(1)
    origin: Country = ""
    currency: Currency | Literal[""] = ""
    kg: Amount | None = None
    litres: Amount | None = None
    tax_class: Class = "standard"
    consumption: Class | None = None
    duty: Amount | None = None
    terms: Literal["", "EXW", "FOB", "DAP", "CIF", "DDP"] = ""


class BasketAsked(Schema):
    """A basket to a consumer in a market. `rates`: {"EUR/CNY": "7.98"}, so many CNY for one EUR."""

    market: Country
    day: Day
    currency: Currency
    lines: Annotated[list[Line], Field(max_length=999)]
    freight: Amount = Decimal(0)
    ships_from: Country = ""
    seller: Literal["", "platform", "own-site"] = ""
    region: Name = ""
    sales_tax: Amount | None = None
    fixed_duty_in_price: bool | None = None
    preference: bool = False
    declared_in_full: bool = False
    used: Amount | None = None
    rates: Annotated[dict[Annotated[str, Field(pattern="^[A-Z]{3}/[A-Z]{3}$")], Amount], Field(max_length=50)] = {}


class Purchase(Schema):
    """A list of a person; `released` empty while it is not; the dutiable price in CNY."""

    order: Name
    declared: Day
    released: Day | None = None
    value: Amount


class GoodsBack(Schema):
    """Goods of a list that come back; `back` empty while they are not there."""

    order: Name
    asked: Day
    back: Day | None = None
    value: Amount


class QuotaAsked(Schema):
    """The lists and returns of one person, and as of which day they are looked at."""

    day: Day
    year: Annotated[int, Field(ge=2016, le=9990)]
    purchases: Annotated[list[Purchase], Field(max_length=1000)]
    returns: Annotated[list[GoodsBack], Field(max_length=1000)] = []


class Range(Schema):
    """A number: `value` where it is known, else `low` and `high` (empty: no upper end), and why."""

    value: str | None
    low: str
    high: str | None
    unit: str
    shown: str
    because: list[str]


class Reason(Schema):
    """A reason; `met` is empty where it is not known."""

    says: str
    met: bool | None


class RetailLineTaxed(Schema):
    """What a line bears by law and what is due, by tax."""

    dutiable: Range
    statutory: dict[str, Range]
    due: dict[str, Range]


class RetailTaxed(Schema):
    """The tax of an order; `derivation` where it was asked for."""

    day: str
    channel: str
    channel_words: str
    reasons: list[Reason]
    dutiable: Range
    due: Range
    taxes: dict[str, Range]
    lines: list[RetailLineTaxed]
    derivation: dict[str, Any] | None


class LandedLine(Schema):
    """What a line of a basket bears."""

    price: Range
    duty: Range
    tax: Range


class Option(Schema):
    """A way of selling; `confidence`: that of its weakest source."""

    option: str
    option_words: str
    bands: list[str]
    collected: str
    collector: str
    collector_words: str
    duty: Range
    tax: Range
    fees: Range
    total: Range
    confidence: str | None
    reasons: list[str]
    notes: list[str]
    lines: list[LandedLine]
    derivation: dict[str, Any] | None


class LandedTold(Schema):
    """The landed cost of a basket, its options from the cheapest."""

    market: str
    day: str
    currency: str
    goods: Range
    freight: Range
    options: list[Option]


class Returned(Schema):
    """A return and where it stands."""

    asked: str
    back: str | None
    value: str
    state: str
    state_words: str
    means: str
    ask_until: str | None
    back_until: str | None


class Counted(Schema):
    """A list as it counts for the year."""

    order: str
    declared: str
    released: str | None
    value: str
    counts: Range
    returns: list[Returned]


class QuotaTold(Schema):
    """The year of a person; what is known here is a part of it, for the limit spans all platforms."""

    year: int
    limit: Range
    used: Range
    left: Range
    ignored: list[str]
    lines: list[Counted]
    derivation: dict[str, Any] | None
