"""Answers: documents that were refused, that nobody finished, or that nobody knows."""

from datetime import timedelta

import polars as pl

from shibosi.domains.customs.records import Answer
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import (
    CHANNEL,
    EXPORT,
    IMPORT,
    LATELY,
    ORDER_OF_ANSWER,
    PARCEL_OF_WAYBILL,
    PAYMENT,
    PLAIN,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.numbers import instants, minutes
from shibosi.example.papers import Change, Papers, renewed, twice_the_last
from shibosi.example.plan import AS_OF
from shibosi.kernel.records import Record

FAULTS = Theme()
IMPORTED = pl.col("head_mode") <= 2
NAMES: dict[type[Record], tuple[pl.Expr, dict[str, str]]] = {
    Order: (
        pl.when(IMPORTED).then(pl.lit("311")).otherwise(pl.lit("303")),
        {"firm_code": "merchant_code", "order_number": "number"},
    ),
    Payment: (pl.lit("411"), {"firm_code": "firm_code", "payment_number": "number"}),
    Waybill: (
        pl.when(IMPORTED).then(pl.lit("511")).otherwise(pl.lit("505")),
        {"firm_code": "carrier_code", "waybill_number": "number"},
    ),
}
"""Kind of document to the message that is answered, and where the answer's numbers stand in the document."""
REFUSED: dict[str, Change] = {"status": "100", "information": "[Code:1300;Desc:逻辑校验不通过]"}
WORKED_ON: dict[str, Change] = {"status": "3", "information": "[Code:1000;Desc:发送海关成功]"}
THIS_MORNING = instants(pl.lit(minutes(AS_OF) + 9 * 60))


def answer(papers: Papers, record: type[Record], said: dict[str, Change], letter: str = "C") -> None:
    """Add an answer to each document of a kind, some minutes after it was reported unless said otherwise."""
    about, numbers = NAMES[record]
    told = {
        "about": about, "guid": renewed(letter), "answered_at": pl.col("reported_at") + timedelta(minutes=6),
        **{column: pl.col(own) for column, own in numbers.items()},
        **{column: value if isinstance(value, pl.Expr) else pl.lit(value) for column, value in said.items()},
    }  # fmt: skip
    schema = Answer.schema()
    made = papers.beside_head(record).select(
        "at", *(told.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in schema.items())
    )
    papers.keep(Answer, pl.concat([papers.of(Answer), made.select(papers.of(Answer).columns)]))


@FAULTS.fault(CHANNEL & PLAIN, broken("order_was_accepted"))
def order_refused(papers: Papers) -> None:
    """The single window refused the order, and the platform never sent it again."""
    answer(papers, Order, REFUSED)


@FAULTS.fault(IMPORT & PLAIN, broken("order_was_accepted"), share=0.6)
def order_with_an_error_in_processing(papers: Papers) -> None:
    """The answer to the order is an error in processing, which nobody read."""
    answer(papers, Order, {"status": "-301010", "information": "[Code:-301010;Desc:订单编号重复]"})


@FAULTS.fault(CHANNEL & PLAIN, broken("order_was_accepted"), share=0.6)
def order_never_finished(papers: Papers) -> None:
    """The order was sent on to customs, and no answer has come since."""
    answer(papers, Order, WORKED_ON)


@FAULTS.fault(CHANNEL & LATELY, undetermined("order_was_accepted"), share=0.4)
def order_still_worked_on(papers: Papers) -> None:
    """The order was sent on to customs this morning; the answer may still come."""
    answer(papers, Order, {**WORKED_ON, "answered_at": THIS_MORNING})


@FAULTS.fault(IMPORT & PLAIN, broken("payment_was_accepted", key=PAYMENT))
def payment_refused(papers: Papers) -> None:
    """The single window refused the payment, and the payment firm never sent it again."""
    answer(papers, Payment, REFUSED)


@FAULTS.fault(IMPORT & LATELY, undetermined("payment_was_accepted", key=PAYMENT), share=0.4)
def payment_still_worked_on(papers: Papers) -> None:
    """The payment was sent on to customs this morning; the answer may still come."""
    answer(papers, Payment, {**WORKED_ON, "answered_at": THIS_MORNING})


@FAULTS.fault(CHANNEL & PLAIN, broken("waybill_was_accepted", key=PARCEL_OF_WAYBILL))
def waybill_refused(papers: Papers) -> None:
    """The single window refused the waybill, and the carrier never sent it again."""
    answer(papers, Waybill, REFUSED)


@FAULTS.fault(EXPORT & LATELY, undetermined("waybill_was_accepted", key=PARCEL_OF_WAYBILL), share=0.4)
def waybill_still_worked_on(papers: Papers) -> None:
    """The waybill of an export was sent on to customs this morning; the answer may still come."""
    answer(papers, Waybill, {**WORKED_ON, "answered_at": THIS_MORNING})


@FAULTS.fault(CHANNEL & PLAIN, broken("order_was_reported", key=ORDER_OF_ANSWER), share=0.6)
def answer_for_nothing(papers: Papers) -> None:
    """The single window answered an order of which nobody has ever heard."""
    answer(papers, Order, {"status": "120", "order_number": twice_the_last("number")})
