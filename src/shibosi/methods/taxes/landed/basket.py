"""What a basket is: lines with prices, codes and quantities, where it goes, when, by whom it is sold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import MixedTerms, NoLines, NotAPrice
from shibosi.methods.taxes.law import Law
from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.places import Place, places

ZERO = Decimal(0)
MOST = 999
SELLERS = {"platform": "a platform", "own-site": "an own site"}
TERMS = {
    "EXW": "price at the works", "FOB": "price with loading", "DAP": "price before duty and tax",
    "CIF": "price with freight and insurance", "DDP": "price with duty and tax",
}  # fmt: skip
POSITIVE = "wanted is an amount above 0"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the price of all its pieces without tax, in `currency` ("" that of the basket).

    `code`: 4 to 12 digits, "" not known; `origin`: ISO country, "" not known; `kg`, `litres`: of the whole line;
    `tax_class`: of the rates of the market; `consumption`: class or per cent (CN); `duty`: per cent, where the asker
    knows better than a tariff.
    """

    price: Decimal
    code: str = ""
    quantity: Decimal = Decimal(1)
    origin: str = ""
    currency: str = ""
    kg: Decimal | None = None
    litres: Decimal | None = None
    tax_class: str | Decimal = "standard"
    consumption: str | Decimal | None = None
    duty: Decimal | None = None
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """A consignment to a consumer.

    `ships_from`: ISO country, "" not the market; `seller`: of SELLERS, or "". `fixed_duty_in_price`: whether a fixed
    duty is a part of the price charged, None: not known. `sales_tax`: per cent at the destination, where no table has
    it (US). `region`: a state or province. `declared_in_full`: ten digits of a code count. `used`: what the buyer's
    year of retail import has used, CNY. `rates`: units of the second currency of a pair for one of the first.
    """

    market: str
    day: date
    currency: str
    lines: tuple[Line, ...]
    freight: Decimal = ZERO
    ships_from: str = ""
    seller: str = ""
    region: str = ""
    sales_tax: Decimal | None = None
    fixed_duty_in_price: bool | None = None
    preference: bool = False
    declared_in_full: bool = False
    used: Decimal | None = None
    rates: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)


def market_of(basket: Basket) -> Place:
    """The market a basket goes to. Raises UnknownMarket."""
    known = {code: one for code, one in places().items() if one.kind == "market"}
    if basket.market not in known:
        raise UnknownMarket(place=basket.market, hint=nearest(basket.market.upper(), list(known)))
    return known[basket.market]


def checked(basket: Basket) -> Basket:
    """The basket, if its amounts are such and its prices mean one thing. Raises NoLines, NotAPrice, MixedTerms."""
    if not 1 <= len(basket.lines) <= MOST:
        raise NoLines(most=MOST)
    for at, line in enumerate(basket.lines, 1):
        _above(line.price, Phrase("the price of line {line}", line=at))
        _above(line.quantity, Phrase("the quantity of line {line}", line=at))
        for amount in (line.kg, line.litres, line.duty):
            if amount is not None and (not amount.is_finite() or amount < 0):
                what = Phrase("a quantity or rate of line {line}", line=at)
                raise NotAPrice(what=what, found=amount, expected="wanted is 0 or more")
    if not basket.freight.is_finite() or basket.freight < 0:
        raise NotAPrice(what=Phrase("freight"), found=basket.freight, expected="wanted is 0 or more")
    for (one, other), rate in basket.rates.items():
        _above(rate, Phrase("the rate {one}/{other}", one=one, other=other))
    terms = sorted({line.terms for line in basket.lines})
    if len(terms) > 1:
        raise MixedTerms(found=", ".join(one or "-" for one in terms))
    if terms == ["DDP"]:
        raise NotAPrice(what=Phrase("the price of line {line}", line=1), found="DDP",
                        expected="it holds duty and tax already; say the price without them")  # fmt: skip
    if terms == ["CIF"] and basket.freight:
        raise NotAPrice(what=Phrase("freight"), found=basket.freight, expected="the price (CIF) holds it already")
    return basket


def standard_tax(market: str, day: date, law: Law) -> str:
    """The main tax on sales of a market: "VAT", "GST", …; "" where none is known."""
    for tax in ("VAT", "GST", "consumption-tax", "sales-tax", "ICMS"):
        if law.classes(market, tax, day) or law.last_rate(market, tax, "standard", day):
            return tax
    return ""


def _above(found: Decimal, what: str) -> None:
    if not found.is_finite() or found <= 0:
        raise NotAPrice(what=what, found=found, expected=POSITIVE)
