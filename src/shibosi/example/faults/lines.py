"""Lines that do not correspond, and details of lines."""

import polars as pl

from shibosi.domains.customs.records import ListLine
from shibosi.domains.orders.records import OrderLine
from shibosi.example.documents.lists import SIMPLE
from shibosi.example.faults.base import CHANNEL, EXPORT, IMPORT, PLAIN, Theme, broken, undetermined
from shibosi.example.papers import FIRST_LINE, LAST_LINE, Papers

FAULTS = Theme()
SEVERAL = PLAIN & (pl.col("lines") >= 2)
WRONG_BAR_CODE = "6900990000005"


@FAULTS.fault(IMPORT & SEVERAL, broken("lines_correspond", "list_and_payment_agree"))
def last_list_line_left_out(papers: Papers) -> None:
    """The declarant left the last line of the order out of the list."""
    papers.drop(ListLine, LAST_LINE)


@FAULTS.fault(
    IMPORT & SEVERAL, broken("lines_correspond", "list_lines_are_numbered", "list_and_payment_agree"), share=0.6
)
def first_list_line_left_out(papers: Papers) -> None:
    """The declarant left the first line of the order out of the list; numbering begins with two."""
    papers.drop(ListLine, FIRST_LINE)


@FAULTS.fault(EXPORT & SEVERAL, broken("lines_correspond"), share=0.6)
def export_line_left_out(papers: Papers) -> None:
    """The declarant left the last line of an export order out of the list."""
    papers.drop(ListLine, LAST_LINE)


@FAULTS.fault(CHANNEL & SEVERAL, broken("lines_correspond", "goods_value_is_the_sum_of_lines"), share=0.6)
def order_line_left_out(papers: Papers) -> None:
    """The platform lost the last line of the order."""
    papers.drop(OrderLine, LAST_LINE)


@FAULTS.fault(IMPORT & PLAIN, broken("lines_correspond"), share=0.6)
def free_line_added_to_the_list(papers: Papers) -> None:
    """The list has one more line than the order, at price nought."""
    papers.repeat(ListLine, LAST_LINE, line_number=pl.col("line_number") + 1, price=0, total=0)


@FAULTS.fault(IMPORT & PLAIN, broken("line_names_agree"))
def goods_named_differently(papers: Papers) -> None:
    """The list calls the goods household sundries."""
    papers.edit(ListLine, FIRST_LINE, name="家用杂货")


@FAULTS.fault(CHANNEL & PLAIN, broken("line_units_agree"))
def wrong_unit_in_list(papers: Papers) -> None:
    """The declarant chose another unit for a line of the list."""
    other = pl.when(pl.col("unit") == "011").then(pl.lit("007")).otherwise(pl.lit("011"))
    papers.edit(ListLine, FIRST_LINE, unit=other)


@FAULTS.fault(
    IMPORT & PLAIN,
    [
        *broken("amounts_are_in_yuan", "line_currencies_agree"),
        *undetermined(
            "line_prices_agree", "line_totals_agree", "list_and_payment_agree", "single_purchase_within_limit"
        ),
    ],
    share=0.6,
)
def list_line_in_dollars(papers: Papers) -> None:
    """A line of an import list is in dollars."""
    papers.edit(ListLine, FIRST_LINE, currency="502")


@FAULTS.fault(
    EXPORT & PLAIN & ~SIMPLE,
    [*broken("line_currencies_agree"), *undetermined("line_prices_agree", "line_totals_agree")],
    share=0.6,
)
def export_line_in_another_currency(papers: Papers) -> None:
    """A line of an export list is in another currency than the order."""
    papers.edit(ListLine, FIRST_LINE, currency="300")


@FAULTS.fault(CHANNEL & SEVERAL, broken("order_lines_are_numbered", "list_lines_are_numbered"), share=0.6)
def numbering_skips_a_line(papers: Papers) -> None:
    """Order and list both skip a number before the last line."""
    papers.edit(OrderLine, LAST_LINE, line_number=pl.col("line_number") + 1)
    papers.edit(ListLine, LAST_LINE, line_number=pl.col("line_number") + 1)


@FAULTS.fault(CHANNEL & SEVERAL, broken("list_lines_are_numbered", "lines_correspond"), share=0.6)
def list_numbering_skips_a_line(papers: Papers) -> None:
    """The list skips a number before its last line."""
    papers.edit(ListLine, LAST_LINE, line_number=pl.col("line_number") + 1)


@FAULTS.fault(CHANNEL & PLAIN, broken("second_unit_with_second_quantity"))
def second_unit_without_quantity(papers: Papers) -> None:
    """A line of the list names a second statutory unit and no quantity in it."""
    papers.edit(ListLine, FIRST_LINE, second_unit="035", second_quantity=None)


@FAULTS.fault(CHANNEL & PLAIN, broken("commodity_codes_are_well_formed"))
def commodity_code_of_eight_digits(papers: Papers) -> None:
    """A line of the list has the eight digits of the tariff and not the ten that are asked for."""
    papers.edit(ListLine, FIRST_LINE, commodity_code=pl.col("commodity_code").str.head(8))


@FAULTS.fault(CHANNEL & PLAIN, broken("barcodes_are_valid"))
def bar_code_misread(papers: Papers) -> None:
    """The scanner misread the last digit of a bar code."""
    papers.edit(ListLine, FIRST_LINE, barcode=WRONG_BAR_CODE)
