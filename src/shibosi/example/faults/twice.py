"""Documents that are there twice, and numbers that stand for two things."""

from datetime import timedelta

import polars as pl

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import (
    CARRIER_STANDS,
    CHANNEL,
    DOCUMENT_OF_PAYMENT,
    DOCUMENT_OF_WAYBILL,
    EXPORT,
    FULLY_NAMED,
    IMPORT,
    PARCEL,
    PARCEL_OF_WAYBILL,
    PAYMENT,
    PLAIN,
    Theme,
    broken,
)
from shibosi.example.numbers import FEN
from shibosi.example.papers import Papers, renewed, twice_the_last

FAULTS = Theme()
SOON = timedelta(minutes=10)


@FAULTS.fault(CHANNEL & PLAIN, broken("order_number_has_one_content"), share=0.6)
def order_number_given_twice(papers: Papers) -> None:
    """The platform reported a second, different order under the same number."""
    papers.repeat(
        Order,
        guid=renewed("E"),
        goods_value=pl.col("goods_value") + 1000 * FEN,
        reported_at=pl.col("reported_at") + SOON,
    )
    papers.repeat(OrderLine, document=renewed("E", "document"))


@FAULTS.fault(IMPORT & PLAIN, broken("order_is_declared_once"), share=0.6)
def order_declared_twice(papers: Papers) -> None:
    """The declarant declared the same order in a second list."""
    papers.repeat(
        CustomsList, guid=renewed("E"), company_number=twice_the_last("company_number"),
        reported_at=pl.col("reported_at") + SOON,
    )  # fmt: skip
    papers.repeat(ListLine, document=renewed("E", "document"))


@FAULTS.fault(IMPORT & PLAIN, broken("order_travels_in_one_waybill"), share=0.6)
def second_waybill_for_the_order(papers: Papers) -> None:
    """The carrier reported a second waybill for the order."""
    papers.repeat(Waybill, guid=renewed("E"), number=twice_the_last("number"), reported_at=pl.col("reported_at") + SOON)


@FAULTS.fault(
    IMPORT & PLAIN,
    broken("order_is_paid_once", "payments_equal_the_amount_paid", "list_and_payment_agree"),
    share=0.6,
)
def order_paid_twice(papers: Papers) -> None:
    """The buyer was charged twice for the order."""
    papers.repeat(Payment, guid=renewed("E"), number=twice_the_last("number"), reported_at=pl.col("reported_at") + SOON)


@FAULTS.fault(IMPORT & PLAIN, broken("order_is_paid_once"), share=0.6)
def order_paid_in_two_parts(papers: Papers) -> None:
    """The payment was split in two."""
    half = pl.col("amount") // (2 * FEN) * FEN
    papers.repeat(Payment, guid=renewed("E"), number=twice_the_last("number"), amount=half)
    papers.edit(Payment, ~pl.col("guid").str.starts_with("E"), amount=pl.col("amount") - half)


@FAULTS.fault(EXPORT & PLAIN, broken("waybill_number_has_one_content", key=PARCEL_OF_WAYBILL), share=0.6)
def export_waybill_number_given_twice(papers: Papers) -> None:
    """The carrier reported a second, heavier parcel under the same waybill number."""
    papers.repeat(Waybill, guid=renewed("E"), weight=pl.col("weight") * 2, reported_at=pl.col("reported_at") + SOON)


@FAULTS.fault(
    IMPORT & PLAIN & ~CARRIER_STANDS,
    broken("waybill_number_has_one_content", "waybill_is_used_once", key=PARCEL),
    size=2, lends=True, share=0.6,
)  # fmt: skip
def waybill_number_of_another_parcel(papers: Papers) -> None:
    """The carrier gave the parcel the number of a parcel that was already on its way, and the list repeats it."""
    papers.borrow(Waybill, "carrier_code", "carrier_name", "number")
    papers.borrow(CustomsList, "carrier_code", "carrier_name", "waybill_number")


@FAULTS.fault(
    IMPORT & PLAIN & FULLY_NAMED,
    broken("payment_number_has_one_content", "payment_is_used_once", key=PAYMENT),
    size=2, lends=True, share=0.6,
)  # fmt: skip
def payment_number_of_another_payment(papers: Papers) -> None:
    """The payment firm gave the payment the number of another order's payment, and the order repeats it."""
    papers.borrow(Payment, "firm_code", "firm_name", "number")
    papers.borrow(Order, "payment_firm_code", "payment_firm_name", "payment_number")


@FAULTS.fault(IMPORT & PLAIN, broken("guid_is_unique", key=DOCUMENT_OF_PAYMENT), share=0.6)
def payment_with_the_id_of_the_order(papers: Papers) -> None:
    """One program gave the order and its payment the same unique id."""
    papers.copy(Payment, "guid", Order, "guid")


@FAULTS.fault(CHANNEL & PLAIN, broken("guid_is_unique", key=DOCUMENT_OF_WAYBILL), size=2, lends=True, share=0.6)
def two_waybills_with_one_id(papers: Papers) -> None:
    """The carrier's program gave two waybills the same unique id."""
    papers.borrow(Waybill, "guid")
