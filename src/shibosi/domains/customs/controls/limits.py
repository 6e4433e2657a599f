"""Limits of retail import: per purchase, per person and year, and the list of goods.

Not modelled: lists that customs refused, which a person's year should leave out; lists count once they are declared.
The yearly limit spans all platforms: what one firm knows can break it, never hold it.
"""

from datetime import date

from shibosi.domains.customs.dossiers import BUYER_YEAR, IMPORT, LIST_VALUE, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine, Purchase
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest, total_money, unknown, when
from shibosi.kernel.parameters import Parameters, amount, codes

DECLARED_ON = CustomsList.declared_on


class RetailImportLimits(Parameters):
    """How much a person may buy through retail import."""

    single = amount("Largest value of one purchase", currency="142")
    annual = amount("Largest value of one person's purchases in a calendar year", currency="142")


class PositiveList(Parameters):
    """What may enter through retail import."""

    codes = codes("Commodity codes (8 digits) of the list of retail import goods")


@control(
    clauses=["4.5.3", "002-06"], rule="10.3", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    since=date(2019, 1, 1), remedy="Declare as general trade, or let the buyer order less before paying.",
)  # fmt: skip
def single_purchase_within_limit(limits: RetailImportLimits) -> BoolX:
    """A purchase stays within the single limit, or is one piece within the yearly limit."""
    one_piece = (count(ListLine) == 1) & every(ListLine.quantity == 1)
    return (LIST_VALUE <= limits.single) | (one_piece & (LIST_VALUE <= limits.annual))


@control(
    clauses=["4.5.3", "002-06"], rule="10.3", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    since=date(2016, 4, 8), until=date(2018, 12, 31), remedy="Declare as general trade.",
)  # fmt: skip
def single_purchase_within_limit_until_2018(limits: RetailImportLimits) -> BoolX:
    """A purchase stays within the single limit; until 2018 one dear piece was no exception."""
    return LIST_VALUE <= limits.single


@control(
    clauses=["4.5.3", "002-06"], rule="10.3", dossier=BUYER_YEAR, day=largest(Purchase.day),
    severity=Severity.CRITICAL, one_sided="The limit spans all platforms; the purchases known here are part of them.",
    remedy="Declare the purchase that passes the limit as general trade.",
)  # fmt: skip
def yearly_purchases_within_limit(limits: RetailImportLimits) -> BoolX:
    """What a person bought in a calendar year, returns taken out, stays within the yearly limit."""
    bought = total_money(Purchase.value) - total_money(Purchase.returned)
    over = bought > limits.annual
    return when(over, ~over, unknown())


@control(
    clauses=["4.5.3", "4.6.3-a", "002-20"], rule="IM-21", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    one_sided="The list of retail import goods is an import; without it nothing can be said.",
    remedy="Take the goods out of this channel, or correct the commodity code.",
)  # fmt: skip
def goods_are_on_the_positive_list(list_in_force: PositiveList) -> BoolX:
    """Goods in retail import are on the list in force on the day of the declaration."""
    return every(ListLine.commodity_code.first(8).is_in(list_in_force.codes))
