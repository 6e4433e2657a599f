"""Payments that are not the ones they should be."""

import polars as pl

from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import (
    FULLY_NAMED,
    IMPORT,
    PAYMENT_NAMED,
    PLAIN,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.firms import of
from shibosi.example.papers import Papers, twice_the_last

FAULTS = Theme()
OTHER_FIRM = (pl.col("head_pay_firm") + 1) % 6
UNNUMBERED = ~pl.col("names_payment")
"""The order names neither payment nor payment firm."""


@FAULTS.fault(IMPORT & PLAIN & FULLY_NAMED, broken("payment_is_the_one_named"))
def payment_number_mistyped_in_order(papers: Papers) -> None:
    """The platform typed the last digit of the payment number twice."""
    papers.edit(Order, payment_number=twice_the_last("payment_number"))


@FAULTS.fault(IMPORT & PLAIN & FULLY_NAMED, broken("payment_is_the_one_named"), share=0.6)
def order_names_another_payment_firm(papers: Papers) -> None:
    """The order names a payment firm that did not handle the payment."""
    papers.edit(
        Order, payment_firm_code=of("payment", "code", OTHER_FIRM), payment_firm_name=of("payment", "name", OTHER_FIRM)
    )


@FAULTS.fault(
    IMPORT & PLAIN & FULLY_NAMED,
    [*broken("payment_was_reported"), *broken("payment_is_used_once", key=PAYMENT_NAMED)],
    size=2, lends=True,
)  # fmt: skip
def payment_serves_a_second_order(papers: Papers) -> None:
    """The platform gave the number of another order's payment; for this order nobody paid."""
    papers.borrow(Order, "payment_firm_code", "payment_firm_name", "payment_number")
    papers.drop(Payment, pl.col("head_seat") > 0)


@FAULTS.fault(
    IMPORT & PLAIN,
    [*broken("amounts_are_in_yuan"), *undetermined("payments_equal_the_amount_paid", "list_and_payment_agree")],
    share=0.6,
)
def payment_in_dollars(papers: Papers) -> None:
    """The payment was reported in dollars."""
    papers.edit(Payment, currency="502")


@FAULTS.fault(IMPORT & PLAIN & UNNUMBERED, broken("payment_company_is_the_one_named"))
def order_names_another_firm_and_no_payment(papers: Papers) -> None:
    """The order names no payment, and a payment firm that did not handle it."""
    papers.edit(
        Order, payment_firm_code=of("payment", "code", OTHER_FIRM), payment_firm_name=of("payment", "name", OTHER_FIRM)
    )


@FAULTS.fault(IMPORT & PLAIN & UNNUMBERED, broken("payment_company_code_is_well_formed"), share=0.6)
def payment_firm_code_cut_short(papers: Papers) -> None:
    """The last character of the payment firm's code was lost."""
    papers.edit(Payment, firm_code=pl.col("firm_code").str.head(-1))


@FAULTS.fault(
    IMPORT & PLAIN & UNNUMBERED,
    undetermined("payment_company_is_the_one_named", "payment_company_code_is_well_formed"),
    share=0.6,
)
def payment_without_its_firm(papers: Papers) -> None:
    """The order names the payment firm, and the payment does not say whose it is."""
    papers.edit(
        Order,
        payment_firm_code=of("payment", "code", pl.col("head_pay_firm")),
        payment_firm_name=of("payment", "name", pl.col("head_pay_firm")),
    )
    papers.edit(Payment, firm_code=None, firm_name=None)
