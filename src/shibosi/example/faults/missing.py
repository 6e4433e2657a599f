"""Papers that never came, came too late to tell, or name an order that does not exist."""

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Collection, Payment
from shibosi.example.faults.base import (
    CHANNEL,
    COLLECTED,
    EXPORT,
    FULLY_NAMED,
    IMPORT,
    LATELY,
    MARKET,
    ORDER_OF_LIST,
    ORDER_OF_PAYMENT,
    ORDER_OF_WAYBILL,
    PARCEL,
    PAYMENT,
    PLAIN,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.papers import Papers, twice_the_last

FAULTS = Theme()


@FAULTS.fault(CHANNEL & PLAIN, broken("order_was_reported"))
def order_never_reported(papers: Papers) -> None:
    """The platform never reported the order; the other papers are there."""
    papers.drop(Order)
    papers.drop(OrderLine)


@FAULTS.fault(CHANNEL & LATELY, undetermined("order_was_reported"), share=0.4)
def order_not_yet_reported(papers: Papers) -> None:
    """The order has not been reported yet, and may still come."""
    papers.drop(Order)
    papers.drop(OrderLine)


@FAULTS.fault(IMPORT & PLAIN, broken("order_was_reported"), share=0.6)
def payment_for_nothing(papers: Papers) -> None:
    """The payment firm reported a payment for an order of which nobody else has ever heard."""
    for record in (Order, OrderLine, Waybill, CustomsList, ListLine):
        papers.drop(record)


@FAULTS.fault(IMPORT & PLAIN, broken("payment_was_reported"), share=2)
def payment_never_reported(papers: Papers) -> None:
    """The payment firm never reported the payment."""
    papers.drop(Payment)


@FAULTS.fault(IMPORT & LATELY, undetermined("payment_was_reported"), share=0.6)
def payment_not_yet_reported(papers: Papers) -> None:
    """The payment has not been reported yet, and may still come."""
    papers.drop(Payment)


@FAULTS.fault(MARKET & PLAIN, broken("shop_payment_was_reported"))
def marketplace_payment_never_reported(papers: Papers) -> None:
    """The payment of a marketplace order was never reported."""
    papers.drop(Payment)


@FAULTS.fault(IMPORT & PLAIN, broken("waybill_was_reported"))
def waybill_never_reported(papers: Papers) -> None:
    """The carrier never reported the waybill of an import."""
    papers.drop(Waybill)


@FAULTS.fault(IMPORT & LATELY, undetermined("waybill_was_reported"), share=0.6)
def waybill_not_yet_reported(papers: Papers) -> None:
    """The waybill of an import has not been reported yet, and may still come."""
    papers.drop(Waybill)


@FAULTS.fault(CHANNEL & PLAIN, broken("list_was_reported"))
def list_never_reported(papers: Papers) -> None:
    """The goods left or arrived without a customs list."""
    papers.drop(CustomsList)
    papers.drop(ListLine)


@FAULTS.fault(CHANNEL & LATELY, undetermined("list_was_reported"), share=0.6)
def list_not_yet_reported(papers: Papers) -> None:
    """The customs list has not been reported yet, and may still come."""
    papers.drop(CustomsList)
    papers.drop(ListLine)


@FAULTS.fault(EXPORT & PLAIN, broken("listed_waybill_was_reported", key=PARCEL))
def export_waybill_never_reported(papers: Papers) -> None:
    """The carrier never reported the waybill that an export list names."""
    papers.drop(Waybill)


@FAULTS.fault(EXPORT & LATELY, undetermined("listed_waybill_was_reported", key=PARCEL), share=0.4)
def export_waybill_not_yet_reported(papers: Papers) -> None:
    """The waybill that an export list names has not been reported yet, and may still come."""
    papers.drop(Waybill)


@FAULTS.fault(CHANNEL & PLAIN, broken("order_lines_were_reported"), share=0.6)
def order_without_lines(papers: Papers) -> None:
    """The order was sent without its lines."""
    papers.drop(OrderLine)


@FAULTS.fault(CHANNEL & PLAIN, broken("list_lines_were_reported"), share=0.6)
def list_without_lines(papers: Papers) -> None:
    """The customs list was sent without its lines."""
    papers.drop(ListLine)


@FAULTS.fault(
    IMPORT & PLAIN & FULLY_NAMED,
    [
        *broken("order_was_reported", key=ORDER_OF_PAYMENT),
        *broken("payment_was_reported"),
        *broken("payment_is_used_once", key=PAYMENT),
    ],
)
def order_number_mistyped_in_payment(papers: Papers) -> None:
    """The payment firm typed the last digit of the order number twice."""
    papers.edit(Payment, order_number=twice_the_last("order_number"))


@FAULTS.fault(
    IMPORT & PLAIN,
    [*broken("order_was_reported", key=ORDER_OF_WAYBILL), *broken("waybill_was_reported")],
)
def order_number_mistyped_in_waybill(papers: Papers) -> None:
    """The carrier typed the last digit of the order number twice."""
    papers.edit(Waybill, order_number=twice_the_last("order_number"))


@FAULTS.fault(
    CHANNEL & PLAIN,
    [*broken("order_was_reported", key=ORDER_OF_LIST), *broken("list_was_reported")],
)
def order_number_mistyped_in_list(papers: Papers) -> None:
    """The declarant typed the last digit of the order number twice, in the list and its lines."""
    papers.edit(CustomsList, order_number=twice_the_last("order_number"))
    papers.edit(ListLine, order_number=twice_the_last("order_number"))


@FAULTS.fault(COLLECTED & PLAIN, broken("collection_was_reported"))
def collection_never_reported(papers: Papers) -> None:
    """The seller never reported the money received for a retail export of the days when that was asked for."""
    papers.drop(Collection)
