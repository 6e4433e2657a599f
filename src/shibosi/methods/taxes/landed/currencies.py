"""Currencies that may be asked for: those of markets and of customs, and those there is a rate of."""

from functools import cache

from shibosi.kernel.errors import nearest
from shibosi.methods.taxes.errors import UnknownCurrency
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket
from shibosi.standard.codes import codes
from shibosi.standard.law.places import places


@cache
def of_tables() -> frozenset[str]:
    """The currencies that the tables of places and of customs name."""
    return frozenset(one.currency for one in places().values() if one.currency) | {
        str(one.more["iso"]) for one in codes("currency").values()
    }


def in_known_currencies(basket: Basket, rates: Rates) -> None:
    """Raises UnknownCurrency with the nearest one for a currency nobody knows, such as a slip of the pen."""
    for found in dict.fromkeys([basket.currency, *(line.currency for line in basket.lines if line.currency)]):
        if found not in of_tables() and found not in rates.currencies():
            known = sorted(of_tables() | rates.currencies())
            raise UnknownCurrency(found=found[:10], hint=nearest(found.upper(), known))
