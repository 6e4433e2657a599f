"""The tax on a sale: which rate a line bears, on what base, as its band says."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import PERCENT, Number, between, constant, either, given, none
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.taxes.errors import UnknownClass
from shibosi.methods.taxes.landed.basket import Basket, standard_tax
from shibosi.methods.taxes.landed.choosing import Band
from shibosi.methods.taxes.landed.goods import Good, Goods
from shibosi.methods.taxes.law import Law

LAST = "No rate is known for {day}; the last known was {rate} until {until}."
NONE_KNOWN = "No rate of {tax} in {place} is known for {day}."
PROVINCES = ("HST", "PST", "QST")
FIXED = "Whether the fixed duty is a part of the taxable amount hangs on who bears it by contract."
NEXUS = "A seller on an own site charges sales tax only where it is registered."
REGION = "The region of the buyer is not given: rates differ between regions."
DESTINATION = "The rate of the destination is not given, and no table has it."


class Sales:
    """Counts the tax on the sale of one basket in one band."""

    def __init__(self, basket: Basket, goods: Goods, band: Band, law: Law) -> None:
        self.basket, self.goods, self.band, self.law = basket, goods, band, law
        tax = band.says("tax")
        self.tax = standard_tax(basket.market, basket.day, law) if tax == "*" else tax
        self.how = rounding("sales-tax", basket.market, basket.day)

    def lines(self, duties: Sequence[Number], fees: Number) -> list[Number]:
        """The tax of each line, rounded; none where the band has none."""
        off = not self.tax or self.band.says("worth") == "tax"
        if off:
            return [none(self.tax or "Tax on the sale", self.basket.currency) for _ in self.goods.lines]
        return [self._line(good, duty, fees) for good, duty in zip(self.goods.lines, duties, strict=True)]

    def _line(self, good: Good, duty: Number, fees: Number) -> Number:
        rate = self._rate(good)
        found = rounded(self._taxed(good, duty, fees, rate), self.how, self.tax)
        if self.band.says("base") == "charged" and duty.high != 0 and self.basket.fixed_duty_in_price is None:
            inside = rounded((good.value + duty).named("Price with freight and duty") * rate, self.how, self.tax)
            return either(found, inside, self.tax, FIXED)
        return found

    def _taxed(self, good: Good, duty: Number, fees: Number, rate: Number) -> Number:
        base = self.band.says("base")
        if base == "goods":
            return good.price * rate
        if base == "charged":
            charged = duty.high != 0 and self.basket.fixed_duty_in_price
            return ((good.value + duty).named("Price with freight and duty") if charged else good.value) * rate
        if base == "goods+duty":
            return self._share((good.price + duty).named("Price with duty")) * rate
        landed = (good.value + duty).named("Price with freight and duty") if duty.high != 0 else good.value
        if base == "inside":
            return (landed / (constant(1) - rate)).named("Price with tax") * rate
        if fees.high != 0:
            own = (fees * good.price / self.goods.price).named("Share of the fees", fees.unit)
            landed = (landed + own).named("Price with freight, duty and fees")
        return self._share(landed) * rate

    def _share(self, base: Number) -> Number:
        """The share of the base that is taxed, such as 11/12."""
        share = Fraction(self.band.says("share"))
        if share == 1:
            return base
        part = given(Decimal(share.numerator), "Part taxed") / given(Decimal(share.denominator), "Parts")
        return (base * part).named("Taxable part")

    def _rate(self, good: Good) -> Number:
        place, day, name = self.basket.market, self.basket.day, good.line.tax_class
        if self.tax == "sales-tax" and place == "US":
            return self._destination()
        if self.tax == "GST" and place == "CA":
            return self._province()
        classes = self.law.classes(place, self.tax, day)
        if isinstance(name, Decimal):
            same = next((rate for rate in classes.values() if rate.value == name.scaleb(-2)), None)
            return (same or given(name.scaleb(-2), "", PERCENT)).named(Phrase("{tax} rate", tax=self.tax))
        if name == "standard" and name not in classes and len(classes) > 1 and not self._ended("standard"):
            return self._regions(classes)
        if name in classes:
            return classes[name].named(Phrase("{tax} rate", tax=self.tax))
        if name != "standard":
            known = ", ".join(sorted(classes)) or "-"
            raise UnknownClass(place=place, tax=self.tax, found=name, day=day, known=known)
        return self._missing(self._ended("standard"))

    def _ended(self, name: str) -> Number | None:
        return self.law.last_rate(self.basket.market, self.tax, name, self.basket.day)

    def _missing(self, last: Number | None) -> Number:
        label = Phrase("{tax} rate", tax=self.tax)
        if last is not None and last.source is not None:
            percent = f"{last.low.scaleb(2):f} %"
            because = Phrase(LAST, day=self.basket.day, rate=percent, until=last.source.last)
        else:
            because = Phrase(NONE_KNOWN, tax=self.tax, place=self.basket.market, day=self.basket.day)
        return between(Decimal(0), None, label, because, PERCENT)

    def _destination(self) -> Number:
        if self.basket.sales_tax is None:
            return between(Decimal(0), None, "Sales tax rate", DESTINATION, PERCENT)
        rate = given(self.basket.sales_tax.scaleb(-2), "Sales tax rate", PERCENT)
        if self.basket.seller != "own-site":
            return rate
        return either(none("Sales tax rate", PERCENT), rate, "Sales tax rate", NEXUS)

    def _province(self) -> Number:
        """Canada: harmonised tax of the province, or the federal tax with that of the province."""
        federal = self.law.rate("CA", "GST", "standard", self.basket.day)
        if federal is None:
            return self._missing(None)
        rates = {region: (rate if tax == "HST" else (federal + rate).named("GST and tax of the province", PERCENT))
                 for tax in PROVINCES for name, rate in self.law.classes("CA", tax, self.basket.day).items()
                 for region in name.split("-")}  # fmt: skip
        if self.basket.region:
            return rates.get(self.basket.region, federal.named("GST rate"))
        found = federal
        for rate in rates.values():
            found = either(found, rate, "GST rate", REGION)
        return found

    def _regions(self, classes: dict[str, Number]) -> Number:
        if self.basket.region in classes:
            return classes[self.basket.region].named(Phrase("{tax} rate", tax=self.tax))
        found: Number | None = None
        for rate in classes.values():
            found = rate if found is None else either(found, rate, Phrase("{tax} rate", tax=self.tax), REGION)
        assert found is not None, "there is more than one class"
        return found
