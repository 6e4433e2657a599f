"""Odd but right: what must never be a finding.

More of it stands in every plan: single pieces above 5000 yuan, gifts, parcels by post without a bill, orders of thirty
lines, two payments for a marketplace order, one fen of rounding.
"""

from datetime import timedelta

import polars as pl

from shibosi.domains.customs.records import CustomsList, CustomsReturn, ListLine, ReturnLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.acceptance import REFUSED, answer
from shibosi.example.faults.base import CHANNEL, IMPORT, PLAIN, RETURNED, Theme
from shibosi.example.faults.limits import DAY, QUIET, YEAR, give_to_one_buyer
from shibosi.example.numbers import PIECE
from shibosi.example.papers import Papers, renewed, twice_the_last

FAULTS = Theme()
MINUTE = timedelta(minutes=1)
NEARLY_FIVE_THOUSAND = pl.col("dear") & (pl.col("value") >= 435_000)
NARROW, WIDE = list("0123456789"), list("０１２３４５６７８９")
NEWER = ~pl.col("guid").str.starts_with("F")


@FAULTS.fault(CHANNEL & PLAIN)
def order_sent_twice(papers: Papers) -> None:
    """The platform sent exactly the same order document a second time."""
    papers.repeat(Order)
    papers.repeat(OrderLine)


@FAULTS.fault(IMPORT & PLAIN)
def payment_and_waybill_sent_twice(papers: Papers) -> None:
    """Payment firm and carrier sent exactly the same documents a second time."""
    papers.repeat(Payment)
    papers.repeat(Waybill)


@FAULTS.fault(IMPORT & PLAIN)
def order_corrected(papers: Papers) -> None:
    """The platform reported a wrong consignee and amount, and corrected them in a change document."""
    newer = pl.col("reported_at") + 3 * MINUTE
    papers.repeat(Order, guid=renewed("F"), report_type="2", reported_at=newer)
    papers.repeat(OrderLine, document=renewed("F", "document"))
    papers.edit(Order, NEWER, consignee="笔误示例", paid=pl.col("paid") + 100_000)


@FAULTS.fault(CHANNEL & PLAIN)
def list_corrected(papers: Papers) -> None:
    """The declarant reported a wrong weight and declarant, and corrected them in a change document."""
    newer = pl.col("reported_at") + 3 * MINUTE
    papers.repeat(CustomsList, guid=renewed("F"), report_type="2", reported_at=newer)
    papers.repeat(ListLine, document=renewed("F", "document"))
    papers.edit(CustomsList, NEWER, gross_weight=pl.col("net_weight") // 2, declarant_code="0000000000")


@FAULTS.fault(IMPORT & PLAIN)
def waybill_withdrawn(papers: Papers) -> None:
    """The carrier reported a wrong waybill number, deleted that waybill and reported the right one."""
    wrong = twice_the_last("number")
    papers.repeat(Waybill, guid=renewed("F"), number=wrong, reported_at=pl.col("reported_at") - 9 * MINUTE)
    papers.repeat(
        Waybill, pl.col("guid").str.starts_with("F"), guid=renewed("D"), report_type="3",
        reported_at=pl.col("reported_at") + MINUTE,
    )  # fmt: skip


@FAULTS.fault(CHANNEL & PLAIN)
def order_refused_at_first(papers: Papers) -> None:
    """The single window refused the order, and accepted it an hour later."""
    answer(papers, Order, REFUSED)
    answer(papers, Order, {"status": "120", "answered_at": pl.col("reported_at") + 60 * MINUTE}, letter="B")


@FAULTS.fault(IMPORT & PLAIN, share=2)
def same_words_spelled_differently(papers: Papers) -> None:
    """Names, goods, telephones and addresses differ in width, case and blanks only."""
    papers.edit(
        CustomsList, buyer_name=pl.col("buyer_name").str.head(1) + "\u3000" + pl.col("buyer_name").str.slice(1),
        consignee_address=pl.col("consignee_address").str.replace("号", "号 ", literal=True),
    )  # fmt: skip
    papers.edit(ListLine, name=pl.col("name").str.to_lowercase().str.replace_all(" ", "", literal=True))
    papers.edit(Payment, payer_name=pl.lit(" ") + pl.col("payer_name"))
    papers.edit(
        Waybill, consignee=pl.col("consignee") + " ",
        consignee_phone=pl.col("consignee_phone").str.head(3) + " " + pl.col("consignee_phone").str.slice(3),
        consignee_address=pl.col("consignee_address").str.replace_many(NARROW, WIDE),
    )  # fmt: skip


@FAULTS.fault(RETURNED & (pl.col("lines") == 1) & (pl.col("pieces") >= 2) & pl.col("whole"), share=0.3)
def returned_in_two_parts(papers: Papers) -> None:
    """All pieces of a list came back, in two returns."""
    second = twice_the_last("company_number")
    papers.repeat(CustomsReturn, company_number=second, guid=renewed("D"))
    papers.repeat(
        ReturnLine, company_number=second, document=renewed("D", "document"), quantity=pl.col("quantity") - PIECE
    )
    papers.edit(ReturnLine, ~pl.col("document").str.starts_with("D"), quantity=pl.lit(PIECE))


@FAULTS.fault(QUIET & NEARLY_FIVE_THOUSAND, size=5, alike=YEAR, apart=DAY, share=2)
def buyer_just_below_the_yearly_limit(papers: Papers) -> None:
    """Five orders of nearly 5000 yuan went to one buyer in a year: below 26000 yuan together."""
    give_to_one_buyer(papers)


@FAULTS.fault(
    IMPORT & RETURNED & NEARLY_FIVE_THOUSAND & (pl.col("value") < 485_000), size=6, alike=YEAR, apart=DAY, share=2
)
def return_brings_buyer_below_the_limit(papers: Papers) -> None:
    """A sixth order took a buyer above 26000 yuan a year, and its return brought the sum below again."""
    give_to_one_buyer(papers)
    kept = pl.col("head_seat") < 5
    papers.drop(CustomsReturn, kept)
    papers.drop(ReturnLine, kept)
