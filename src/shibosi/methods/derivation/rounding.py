"""How an amount of tax is rounded: to which step, which way, and what is rounded: a line, an order, a return."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.derivation.number import DIGITS, Number
from shibosi.methods.derivation.sources import Source, of_row
from shibosi.standard import tables

WAYS = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN}
LEVELS = {"line": "each line", "order": "each order", "return": "each return"}
SAID = {"half-up": "half up", "down": "down"}


class NoRounding(ShibosiError):
    """A tax of which nothing says how it is rounded."""

    code = "no-rounding"
    message = "Nothing says how {tax} is rounded in {place} on {day}."


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which step, which way, and at which level a tax is rounded."""

    step: Decimal
    way: str
    level: str
    source: Source

    def of(self, value: Decimal) -> Decimal:
        """A value rounded."""
        steps = DIGITS.divide(value, self.step).to_integral_value(rounding=WAYS[self.way])
        return DIGITS.multiply(steps, self.step)


@lru_cache(maxsize=256)
def rounding(tax: str, place: str, day: date) -> Rounding:
    """The rounding of a tax ("duty", "sales-tax", "consumption-tax", "fee", "return"). Raises NoRounding."""
    row = tables.in_force("tax_rounding", day, place, tax=tax)
    if row is None:
        raise NoRounding(tax=tax, place=place, day=day)
    return Rounding(row.number("step"), row.value("way"), row.value("level"), of_row(row))


def rounded(number: Number, how: Rounding, label: str) -> Number:
    """A number rounded, under a name."""
    low = how.of(number.low)
    high = None if number.high is None else low if number.high == number.low else how.of(number.high)
    return Number(low, high, "rounded", (number,), label=label, unit=number.unit, source=how.source, rounding=how)
