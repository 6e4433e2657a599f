"""The rates a line bears: VAT by class or per cent, consumption tax by value, by quantity, or both."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from shibosi.kernel.errors import nearest
from shibosi.methods.derivation.number import PERCENT, Number, between, given
from shibosi.methods.taxes.errors import UnknownClass
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import CNY, RetailLine
from shibosi.standard import tables

CHINA = "CN"
VAT, CONSUMPTION = "VAT", "consumption-tax"
LABELS = {VAT: "VAT rate", CONSUMPTION: "Consumption tax rate"}
NO_ROW = "No row of law says this rate: it is taken as given."


class Consumption(NamedTuple):
    """Consumption tax of a line: a share of the composed price (None: none by value), an amount by quantity."""

    share: Number | None
    by_quantity: Number | None


def rate(law: Law, tax: str, wanted: str | Decimal, day: date) -> Number:
    """A rate of China by class or per cent; a percentage that no row says is taken as given. Raises UnknownClass."""
    classes = law.classes(CHINA, tax, day)
    if isinstance(wanted, str):
        if wanted not in classes:
            known = ", ".join(sorted(classes)) or "-"
            raise UnknownClass(place=CHINA, tax=tax, found=wanted, day=day, known=known,
                               hint=nearest(wanted, list(classes)))  # fmt: skip
        return classes[wanted].named(LABELS[tax])
    asked = wanted.scaleb(-2)
    found = next((one for one in classes.values() if one.value == asked), None)
    return (found or given(asked, "", PERCENT).minding(NO_ROW)).named(LABELS[tax])


def consumption(law: Law, line: RetailLine, price: Number, day: date) -> Consumption:
    """The consumption tax of a line whose duty-paid price is known. Raises UnknownClass."""
    wanted = line.consumption
    if wanted is None or wanted == 0:
        return Consumption(None, None)
    if isinstance(wanted, Decimal) or wanted not in by_quantity(day):
        return Consumption(rate(law, CONSUMPTION, wanted, day), None)
    by_value = law.classes(CHINA, CONSUMPTION, day).get(wanted)
    return Consumption(by_value and by_value.named(LABELS[CONSUMPTION]), _amount(law, line, wanted, price, day))


@lru_cache(maxsize=64)
def by_quantity(day: date) -> dict[str, list[str]]:
    """Classes with a tax by quantity, each with its bands."""
    found: dict[str, list[str]] = {}
    for row in tables.table("consumption_tax_units").rows:
        if row.covers(day):
            found.setdefault(row.keys["class"], []).append(row.keys["band"])
    return found


def _amount(law: Law, line: RetailLine, name: str, price: Number, day: date) -> Number:
    """The tax by quantity: of the bands, the one whose price for a unit is reached."""
    rows = [
        row for band in by_quantity(day)[name]
        if (row := law.row("consumption_tax_units", day, CHINA, **{"class": name, "band": band}))
    ]  # fmt: skip
    if line.litres is None:
        because = "The tax is by volume and no volume is given."
        return between(Decimal(0), None, "Consumption tax by quantity", because, CNY)
    litres = given(line.litres, "Quantity", "litre")
    dearest_first = sorted(rows, key=lambda row: row.number("from_price"), reverse=True)
    units = {row.row: litres / law.number(row, "size", "Litres of a unit", "litre", day) for row in rows}
    row = next(
        (one for one in dearest_first
         if units[one.row].low and (price / units[one.row]).low >= one.number("from_price")), dearest_first[-1],
    )  # fmt: skip
    amount = law.number(row, "amount", "Consumption tax for a unit", CNY, day)
    return (amount * units[row.row]).named("Consumption tax by quantity", CNY)
