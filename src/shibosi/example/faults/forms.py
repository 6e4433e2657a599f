"""Form: parcels, currencies, weights."""

import polars as pl

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.example.faults.base import CHANNEL, IMPORT, PLAIN, Theme, broken, undetermined
from shibosi.example.numbers import GRAM
from shibosi.example.papers import Papers

FAULTS = Theme()


@FAULTS.fault(IMPORT & PLAIN, broken("one_parcel"), share=0.6)
def two_parcels_on_waybill(papers: Papers) -> None:
    """The waybill of an import counts two parcels."""
    papers.edit(Waybill, packages=2)


@FAULTS.fault(IMPORT & PLAIN, broken("one_parcel"), share=0.6)
def two_parcels_in_list(papers: Papers) -> None:
    """The list of an import counts two parcels."""
    papers.edit(CustomsList, packages=2)


@FAULTS.fault(IMPORT & PLAIN, broken("amounts_are_in_yuan"), share=0.6)
def waybill_in_dollars(papers: Papers) -> None:
    """The carrier reported the freight of an import in dollars."""
    papers.edit(Waybill, currency="502")


@FAULTS.fault(
    IMPORT & PLAIN,
    [
        *broken("amounts_are_in_yuan"),
        *undetermined("payments_equal_the_amount_paid", "goods_value_is_the_sum_of_lines", "list_and_payment_agree"),
    ],
    share=0.6,
)
def order_in_dollars(papers: Papers) -> None:
    """The head of an import order says dollars."""
    papers.edit(Order, currency="502")


@FAULTS.fault(CHANNEL & PLAIN, broken("gross_weight_covers_net"))
def net_weight_above_gross(papers: Papers) -> None:
    """The list gives a net weight above the gross weight."""
    papers.edit(CustomsList, net_weight=pl.col("gross_weight") + 100 * GRAM)


@FAULTS.fault(IMPORT & PLAIN, broken("waybill_weight_is_near_the_list"))
def parcel_twice_as_heavy(papers: Papers) -> None:
    """The carrier weighed twice what the list says."""
    papers.edit(Waybill, weight=pl.col("weight") * 2)


@FAULTS.fault(IMPORT & PLAIN, undetermined("gross_weight_covers_net", "waybill_weight_is_near_the_list"), share=0.6)
def gross_weight_left_blank(papers: Papers) -> None:
    """The list has no gross weight."""
    papers.edit(CustomsList, gross_weight=None)
