"""The duty of a basket by the kind its band says, line by line where lines have their own."""

from decimal import Decimal

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import PERCENT, Number, between, either, given, largest, none, total
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket
from shibosi.methods.taxes.landed.choosing import Band
from shibosi.methods.taxes.landed.goods import Good, Goods
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.tariff.duty import duty_of
from shibosi.methods.taxes.tariff.lines import Rate, Tariff
from shibosi.standard import tables

ZERO = Decimal(0)
SHORT = 6
INDUSTRIAL = 25
NO_TARIFF = "No tariff of {place} is at hand."
MORE = "Duties beside the tariff (sections 301, 232, surcharges) are not at hand."
GROUPS = "Goods of some groups have a flat duty of their own; no commodity code is given."
SHORT_CODES = "{count} lines have no commodity code of {length} digits: they may be subheadings of their own."
PRINTED = "The rate of {code} has no form that can be counted: {printed}."


class Duties:
    """Counts the duty of one basket in one band."""

    def __init__(self, basket: Basket, goods: Goods, band: Band, law: Law, rates: Rates, tariff: Tariff | None) -> None:
        self.basket, self.goods, self.band, self.law, self.rates, self.tariff = basket, goods, band, law, rates, tariff
        self.how = rounding("duty", basket.market, basket.day)

    def count(self) -> tuple[list[Number], Number]:
        """The duty of each line and of all. That of the whole consignment is rounded, its shares by price are not."""
        kind, currency = self.band.says("duty"), self.basket.currency
        if kind in ("tariff", "tariff-and-more", "industrial", "flat"):
            lines = [self._sure(rounded(self._line(kind, good), self.how, "Duty")) for good in self.goods.lines]
            return lines, total(lines, "Duty", currency)
        if kind == "none":
            return [none("Duty", currency) for _ in self.goods.lines], none("Duty", currency)
        whole = self._sure(rounded(self._whole(kind), rounding("fee", self.basket.market, self.basket.day), "Duty"))
        if len(self.goods.lines) == 1:
            return [whole], whole
        shares = [whole * good.price / self.goods.price for good in self.goods.lines]
        return [one.named("Share of the duty", currency) for one in shares], whole

    def _sure(self, duty: Number) -> Number:
        if self.band.says("sure") != "duty":
            return duty
        return either(none("Duty", duty.unit), duty, "Duty", self.band.row.note or "The sources disagree.")

    def _line(self, kind: str, good: Good) -> Number:
        value = good.price if kind == "tariff-and-more" else good.value
        if kind == "flat":
            return value * self._flat(good)
        if kind == "industrial" and good.line.code[:2].isdigit() and int(good.line.code[:2]) >= INDUSTRIAL:
            return none("Duty", value.unit)
        if good.line.duty is not None:
            return value * given(good.line.duty.scaleb(-2), "Duty rate", PERCENT)
        found = self._tariff(good, value)
        beside = self.tariff is not None and self.tariff.has_additional
        if kind == "tariff-and-more" and not beside:
            return found + between(ZERO, None, "Other duties", MORE, value.unit)
        return found

    def _tariff(self, good: Good, value: Number) -> Number:
        if self.tariff is None:
            return self._open(Phrase(NO_TARIFF, place=self.basket.market))
        line = good.line
        found = self.tariff.find(line.code, line.origin, self.basket.day, self.basket.preference)
        if not found.choices:
            return self._open(found.because)
        amounts = [self._rates(choice, good, value) for choice in found.choices]
        result = amounts[0]
        for one in amounts[1:]:
            result = either(result, one, "Duty", found.because)
        return result

    def _rates(self, choice: tuple[Rate, ...], good: Good, value: Number) -> Number:
        parts = [self._rate(one, good, value) for one in choice]
        return parts[0] if len(parts) == 1 else total(parts, "Duty", value.unit)

    def _rate(self, rate: Rate, good: Good, value: Number) -> Number:
        if rate.terms is None:
            return self._open(Phrase(PRINTED, code=good.line.code, printed=rate.printed))
        return duty_of(rate.terms, value, good.quantities, self._convert, rate.source)

    def _flat(self, good: Good) -> Number:
        """The flat rate of a line: that of its group, or the general one; a bound where the code is not given."""
        label, place, day = "Flat duty rate", self.basket.market, self.basket.day
        general = self._figure("figure", label, PERCENT)
        groups = [row for row in tables.table("import_groups").rows if row.place == place and row.covers(day)]
        own = next((row for row in groups if good.line.code.startswith(row.members("codes"))), None)
        if own is not None:
            return self.law.number(own, "figure", label, PERCENT, day)
        if good.line.code or not groups:
            return general
        found = general
        for row in groups:
            found = either(found, self.law.number(row, "figure", label, PERCENT, day), label,
                           GROUPS)  # fmt: skip
        return found

    def _whole(self, kind: str) -> Number:
        value, currency = self.goods.price, self.basket.currency
        if kind == "subheading":
            return self._amount("figure", "Fixed duty for a subheading") * self._subheadings()
        if kind == "all-in":
            return value * self._figure("figure", "Global rate", PERCENT)
        if kind == "flat-less":
            return value * self._figure("figure", "Flat duty rate", PERCENT) - self._amount("less", "Deduction")
        weights = [good.quantities.get("kg") for good in self.goods.lines]
        known = [one for one in weights if one is not None]
        weight = total(known, "Weight", "kg")
        if len(known) < len(weights):
            weight = weight + between(ZERO, None, "Weight", "A weight is not given.", "kg")
        least = (weight * self._amount("less", "Least duty for a kilogram")).named("Least duty", currency)
        dutiable = value if kind == "whole" else self._excess()
        return largest(dutiable * self._figure("figure", "Duty rate", PERCENT), least)

    def _excess(self) -> Number:
        limit = self.law.limit(self.band.limit, self.basket.day)
        assert limit is not None, "a band with an excess has a limit in force"
        return (self.goods.price - self._in_currency(limit.amount)).named("What is above the limit")

    def _subheadings(self) -> Number:
        """How many tariff subheadings the consignment has; a bound where codes are missing or short."""
        length = 10 if self.basket.declared_in_full else SHORT
        codes = [good.line.code.replace(".", "").replace(" ", "")[:length] for good in self.goods.lines]
        known = {code for code in codes if len(code) == length and code.isdigit()}
        unknown = sum(1 for code in codes if code not in known)
        if not unknown:
            return given(Decimal(len(known)), "Subheadings in the consignment")
        because = Phrase(SHORT_CODES, count=unknown, length=length)
        low = max(1, len(known))
        return between(Decimal(low), Decimal(len(known) + unknown), "Subheadings in the consignment", because)

    def _figure(self, column: str, label: str, unit: str) -> Number:
        return self.law.number(self.band.row, column, label, unit, self.basket.day)

    def _amount(self, column: str, label: str) -> Number:
        return self._in_currency(self._figure(column, label, self.band.says("currency")))

    def _in_currency(self, amount: Number) -> Number:
        found = self._convert(amount)
        if found is not None:
            return found
        because = Phrase("There is no rate from {currency} for the day.", currency=amount.unit)
        return between(ZERO, None, amount.label, because, self.basket.currency)

    def _convert(self, amount: Number) -> Number | None:
        if amount.unit == self.basket.currency:
            return amount
        rate = self.rates.rate(amount.unit, self.basket.currency, self.basket.day)
        return None if rate is None else (amount * rate).named(amount.label, self.basket.currency)

    def _open(self, because: str) -> Number:
        return between(ZERO, None, "Duty", because, self.basket.currency)
