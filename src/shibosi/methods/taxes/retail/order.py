"""What an order of retail import is: lines with prices in CNY, their taxes, and what was paid beside the goods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, given, total
from shibosi.methods.taxes.errors import NoLines, NotAPrice

CNY = "CNY"
ZERO = Decimal(0)
MOST = 999
"""Lines of an order at most."""
WHOLE = 100
"""Per cent, more than which no VAT is."""
POSITIVE = "wanted is an amount above 0"
NOT_NEGATIVE = "wanted is 0 or more"


@dataclass(frozen=True, slots=True)
class RetailLine:
    """One line: the retail price of the whole line in CNY, without tax.

    `vat` is a class of rates ("standard", "reduced-9") or per cent; `consumption` a class ("cosmetics", "beer",
    "white-spirits"), per cent, or None; `litres` the whole quantity, for taxes by volume; `duty` per cent of the
    tariff, needed only where full tax is due; `code` the commodity code.
    """

    price: Decimal
    vat: str | Decimal = "standard"
    consumption: str | Decimal | None = None
    quantity: Decimal = Decimal(1)
    litres: Decimal | None = None
    duty: Decimal | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class RetailOrder:
    """An order as declared on a day (China). `discount` is what everybody gets; it lowers the dutiable price."""

    lines: tuple[RetailLine, ...]
    day: date
    freight: Decimal = ZERO
    insurance: Decimal = ZERO
    discount: Decimal = ZERO

    @property
    def one_piece(self) -> bool:
        """Whether it is one item that cannot be divided."""
        return len(self.lines) == 1 and self.lines[0].quantity == 1


def checked(order: RetailOrder) -> RetailOrder:
    """The order, if its amounts are such. Raises NoLines, NotAPrice."""
    if not 1 <= len(order.lines) <= MOST:
        raise NoLines(most=MOST)
    for at, line in enumerate(order.lines, 1):
        _above_zero(line.price, Phrase("the price of line {line}", line=at))
        _above_zero(line.quantity, Phrase("the quantity of line {line}", line=at))
        for amount in (line.litres, line.duty):
            if amount is not None:
                _not_negative(amount, Phrase("a quantity or rate of line {line}", line=at))
        if isinstance(line.vat, Decimal) and not 0 <= line.vat <= WHOLE:
            raise NotAPrice(what=Phrase("the VAT rate of line {line}", line=at), found=line.vat,
                            expected="wanted are per cent, 0 to 100")  # fmt: skip
    for name in ("freight", "insurance", "discount"):
        _not_negative(getattr(order, name), Phrase(name))
    goods = sum((line.price for line in order.lines), ZERO)
    if order.discount >= goods:
        raise NotAPrice(what=Phrase("discount"), found=order.discount, expected="wanted is less than the goods cost")
    return order


def dutiable(order: RetailOrder) -> list[Number]:
    """The dutiable price of each line: its price and its share of freight and insurance, less that of the discount."""
    prices = [given(line.price, "Retail price", CNY) for line in order.lines]
    beside = [
        given(amount, label, CNY)
        for amount, label in ((order.freight, "Freight"), (order.insurance, "Insurance")) if amount
    ]  # fmt: skip
    less = given(order.discount, "Discount", CNY) if order.discount else None
    if not beside and less is None:
        return [price.named("Dutiable price") for price in prices]
    extra = total(beside, "Freight and insurance", CNY)
    if less is not None:
        extra = (extra - less).named("Freight and insurance less discount")
    if len(prices) == 1:
        return [(prices[0] + extra).named("Dutiable price")]
    goods = total(prices, "Retail price of all lines", CNY)
    return [(price + extra * price / goods).named("Dutiable price") for price in prices]


def _above_zero(found: Decimal, what: str) -> None:
    if not found.is_finite() or found <= 0:
        raise NotAPrice(what=what, found=found, expected=POSITIVE)


def _not_negative(found: Decimal, what: str) -> None:
    if not found.is_finite() or found < 0:
        raise NotAPrice(what=what, found=found, expected=NOT_NEGATIVE)
