"""Fees on parcels of low value: those in force, those that are not sure, those that are only told."""

from collections.abc import Iterator
from decimal import Decimal

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, either, given, none, total
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket
from shibosi.methods.taxes.landed.choosing import holds
from shibosi.methods.taxes.landed.goods import Goods
from shibosi.methods.taxes.law import Law
from shibosi.standard import tables
from shibosi.standard.law.places import chain


def fees_of(basket: Basket, goods: Goods, law: Law, rates: Rates) -> tuple[Number, tuple[str, ...]]:
    """The fees of an import, and what is not counted and why. A fee whose currency has no rate is told, not counted."""
    counted, told = [], []
    for row in fee_rows(basket):
        limit = law.limit(row.value("limit"), basket.day)
        held = None if limit is None else holds(limit, goods.price, basket, rates)
        if limit is None or held is False:
            continue
        amount = law.number(row, "amount", "Fee on parcels", row.value("currency"), basket.day)
        rate = rates.rate(amount.unit, basket.currency, basket.day)
        if row.value("counted") == "no" or rate is None:
            told.append(Phrase("Not counted: a fee of {amount} {currency} ({place}). {note}", amount=amount.low,
                               currency=amount.unit, place=row.place, note=row.note))  # fmt: skip
            continue
        fee = amount if amount.unit == basket.currency else (amount * rate).named("Fee on parcels", basket.currency)
        if row.value("each") == "line":
            lines = given(Decimal(len(basket.lines)), "Declaration lines")
            fee = (fee * lines).named("Fee on parcels", basket.currency)
        fee = rounded(fee, rounding("fee", basket.market, basket.day), "Fee on parcels")
        if row.value("counted") == "unsure" or held is None:
            fee = either(none("Fee on parcels", basket.currency), fee, "Fee on parcels",
                         row.note or "Whether the limit of the fee holds is not known.")  # fmt: skip
        counted.append(fee)
    return total(counted, "Fees", basket.currency), tuple(told)


def fee_rows(basket: Basket) -> Iterator[tables.Row]:
    """The fees of the market of a basket on its day."""
    near = chain(basket.market)
    for row in tables.table("parcel_fees").rows:
        if row.place in near and row.covers(basket.day):
            yield row
