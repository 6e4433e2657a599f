"""Amounts, prices and quantities that were typed wrong or made smaller."""

import polars as pl

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import CHANNEL, EXPORT, IMPORT, MARKET, PLAIN, Theme, broken
from shibosi.example.numbers import FEN, PIECE
from shibosi.example.papers import FIRST_LINE, Papers

FAULTS = Theme()
YUAN = 100 * FEN


@FAULTS.fault(IMPORT & PLAIN, broken("payments_equal_the_amount_paid", "list_and_payment_agree"), share=1.5)
def payment_amount_mistyped(papers: Papers) -> None:
    """The payment firm reported nine yuan too much."""
    papers.edit(Payment, amount=pl.col("amount") + 9 * YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("payments_equal_the_amount_paid", "list_and_payment_agree"), share=0.6)
def payment_a_cent_short(papers: Papers) -> None:
    """The payment is a single fen below the amount of the order."""
    papers.edit(Payment, amount=pl.col("amount") - FEN)


@FAULTS.fault(IMPORT & PLAIN, broken("amount_paid_adds_up", "payments_equal_the_amount_paid"))
def amount_paid_mistyped(papers: Papers) -> None:
    """The platform reported ninety yuan too much as paid."""
    papers.edit(Order, paid=pl.col("paid") + 90 * YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("amount_paid_adds_up"))
def order_freight_mistyped(papers: Papers) -> None:
    """The platform typed the freight wrong."""
    papers.edit(Order, freight=pl.col("freight") + 10 * YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("amount_paid_adds_up", "list_and_payment_agree"), share=0.6)
def deduction_invented(papers: Papers) -> None:
    """The order shows a voucher that the buyer never used."""
    papers.edit(Order, discount=pl.col("discount") + 10 * YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("amount_paid_adds_up", "list_and_payment_agree"), share=0.6)
def tax_mistyped(papers: Papers) -> None:
    """The tax withheld was typed one yuan too high."""
    papers.edit(Order, tax=pl.col("tax") + YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("amount_paid_adds_up", "goods_value_is_the_sum_of_lines"))
def goods_value_mistyped(papers: Papers) -> None:
    """The value of the goods was typed a hundred yuan too high."""
    papers.edit(Order, goods_value=pl.col("goods_value") + 100 * YUAN)


@FAULTS.fault(EXPORT & PLAIN, broken("goods_value_is_the_sum_of_lines"))
def export_value_mistyped(papers: Papers) -> None:
    """The value of an export order is two fen off the sum of its lines."""
    papers.edit(Order, goods_value=pl.col("goods_value") + 2 * FEN)


@FAULTS.fault(IMPORT & PLAIN, broken("list_and_payment_agree"))
def list_freight_mistyped(papers: Papers) -> None:
    """The declarant typed the freight of the list five yuan too high."""
    papers.edit(CustomsList, freight=pl.col("freight") + 5 * YUAN)


@FAULTS.fault(IMPORT & PLAIN, broken("line_prices_agree", "line_totals_agree", "list_and_payment_agree"), share=1.5)
def list_undervalued(papers: Papers) -> None:
    """The first line of the list was declared at half its price to save tax."""
    half = pl.col("price") // (2 * FEN) * FEN
    papers.edit(ListLine, FIRST_LINE, price=half, total=half * pl.col("quantity") // PIECE)


@FAULTS.fault(MARKET, broken("payments_cover_lines_and_freight"))
def marketplace_payment_short(papers: Papers) -> None:
    """The buyer of a marketplace order paid five yuan less than lines and freight come to."""
    papers.edit(Payment, pl.col("method") == "card", amount=pl.col("amount") - 5 * YUAN)


@FAULTS.fault(CHANNEL & PLAIN, broken("line_totals_multiply", "goods_value_is_the_sum_of_lines", "line_totals_agree"))
def order_line_total_mistyped(papers: Papers) -> None:
    """The total of an order line was typed ten yuan too high."""
    papers.edit(OrderLine, FIRST_LINE, total=pl.col("total") + 10 * YUAN)


@FAULTS.fault(CHANNEL & PLAIN, broken("line_totals_multiply", "line_prices_agree"))
def order_line_price_mistyped(papers: Papers) -> None:
    """The unit price of an order line was typed one yuan too high."""
    papers.edit(OrderLine, FIRST_LINE, price=pl.col("price") + YUAN)


@FAULTS.fault(CHANNEL & PLAIN, broken("line_totals_multiply", "line_quantities_agree"), share=0.6)
def order_line_quantity_mistyped(papers: Papers) -> None:
    """The quantity of an order line was typed one piece too high."""
    papers.edit(OrderLine, FIRST_LINE, quantity=pl.col("quantity") + PIECE)


@FAULTS.fault(CHANNEL & PLAIN, broken("list_line_totals_multiply", "line_prices_agree"), share=0.6)
def list_line_price_mistyped(papers: Papers) -> None:
    """The unit price of a list line was typed one yuan too high."""
    papers.edit(ListLine, FIRST_LINE, price=pl.col("price") + YUAN)


@FAULTS.fault(CHANNEL & PLAIN, broken("list_line_totals_multiply", "line_quantities_agree"))
def list_line_quantity_mistyped(papers: Papers) -> None:
    """The quantity of a list line was typed one piece too high."""
    papers.edit(ListLine, FIRST_LINE, quantity=pl.col("quantity") + PIECE)


@FAULTS.fault(
    IMPORT & PLAIN, broken("list_line_totals_multiply", "line_totals_agree", "list_and_payment_agree"), share=0.6
)
def list_line_total_mistyped(papers: Papers) -> None:
    """The total of a list line was typed ten yuan too high."""
    papers.edit(ListLine, FIRST_LINE, total=pl.col("total") + 10 * YUAN)


@FAULTS.fault(CHANNEL & PLAIN, broken("line_quantities_agree", "line_prices_agree"), share=0.6)
def twice_as_many_at_half_the_price(papers: Papers) -> None:
    """The list counts twice as many pieces at half the price, so that the totals still agree."""
    papers.edit(ListLine, FIRST_LINE, quantity=pl.col("quantity") * 2, price=pl.col("price") // 2)
