"""Things that happened in the wrong order."""

from datetime import timedelta

import polars as pl

from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import IMPORT, PLAIN, Theme, broken
from shibosi.example.numbers import instants
from shibosi.example.papers import Papers

FAULTS = Theme()
A_DAY_AFTER_THE_LIST = instants(pl.col("head_listed") + 1440)


@FAULTS.fault(IMPORT & PLAIN, broken("documents_precede_the_list"))
def declared_before_the_waybill(papers: Papers) -> None:
    """The list was declared a day before the carrier reported the waybill."""
    papers.edit(Waybill, reported_at=A_DAY_AFTER_THE_LIST)


@FAULTS.fault(IMPORT & PLAIN, broken("documents_precede_the_list"))
def declared_before_payment(papers: Papers) -> None:
    """The list was declared a day before anybody paid."""
    papers.edit(Payment, paid_at=A_DAY_AFTER_THE_LIST - timedelta(minutes=5), reported_at=A_DAY_AFTER_THE_LIST)


@FAULTS.fault(IMPORT & PLAIN, broken("documents_precede_the_list"), share=0.6)
def declared_before_the_order(papers: Papers) -> None:
    """The list was declared a day before the platform reported the order."""
    papers.edit(Order, reported_at=A_DAY_AFTER_THE_LIST)


@FAULTS.fault(IMPORT & PLAIN & pl.col("knows_hour"), broken("payment_follows_the_order"))
def paid_before_the_order(papers: Papers) -> None:
    """The payment is a day older than the order it pays for."""
    papers.edit(Payment, paid_at=instants(pl.col("head_ordered") - 1440))
