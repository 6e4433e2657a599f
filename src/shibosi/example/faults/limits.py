"""Purchases above the limits of the channel."""

import polars as pl

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.example.faults.base import BUYER_DAY, BUYER_YEAR, IMPORT, PLAIN, Theme, broken
from shibosi.example.numbers import FEN, PIECE, days
from shibosi.example.papers import FIRST_LINE, Papers
from shibosi.example.people import FIRST_RESERVED, people

FAULTS = Theme()
QUIET = ~pl.any_horizontal("recent", "answered", "post", "gift")
DAY = days(pl.col("listed"))
YEAR = DAY.dt.year()


def raise_value(papers: Papers, low: int, high: int) -> None:
    """Make the first line dearer until the goods are worth between low and high yuan (a little more at most).

    All documents agree afterwards; the tax stays what it was.
    """
    papers.draw(low * 100, high * 100)
    count = pl.col("quantity") // PIECE
    first = papers.beside_head(OrderLine).filter(FIRST_LINE)
    more = first.select("at", each=(pl.col("head_drawn") - pl.col("head_value")) // count + 1, count=count)
    papers.head = papers.head.join(more, on="at", how="left", maintain_order="left")
    each, whole = pl.col("head_each") * FEN, pl.col("head_each") * pl.col("head_count") * FEN
    for record in (OrderLine, ListLine):
        papers.edit(record, FIRST_LINE, price=pl.col("price") + each, total=pl.col("total") + whole)
    papers.edit(Order, goods_value=pl.col("goods_value") + whole, paid=pl.col("paid") + whole)
    papers.edit(Payment, amount=pl.col("amount") + whole)


def give_to_one_buyer(papers: Papers) -> None:
    """Let each group of orders be of one buyer of its own."""
    persons = FIRST_RESERVED + 1_000_000 + papers.head["group"].to_numpy()
    told = people(persons, papers.part)
    papers.head = papers.head.with_columns(
        one_name=told["name"], one_id=told["identity"], one_phone=told["phone"], one_account=told["account"]
    )
    name, number, phone = pl.col("head_one_name"), pl.col("head_one_id"), pl.col("head_one_phone")
    papers.edit(Order, buyer_name=name, buyer_id=number, buyer_phone=phone, buyer_account=pl.col("head_one_account"))
    papers.edit(Payment, payer_name=name, payer_id=number, payer_phone=phone)
    papers.edit(CustomsList, buyer_name=name, buyer_id=number, buyer_phone=phone)


@FAULTS.fault(
    IMPORT & PLAIN & (pl.col("lines") >= 2) & (pl.col("year_value") < 1_500_000),
    broken("single_purchase_within_limit"),
)
def order_above_the_single_limit(papers: Papers) -> None:
    """One order of several goods comes to more than 5000 yuan."""
    raise_value(papers, 5_100, 7_900)


@FAULTS.fault(
    QUIET & pl.col("piece"),
    [*broken("single_purchase_within_limit"), *broken("yearly_purchases_within_limit", key=BUYER_YEAR)],
    share=0.3,
)
def one_piece_above_the_yearly_limit(papers: Papers) -> None:
    """A single piece costs more than a person may import in a whole year."""
    raise_value(papers, 27_000, 33_000)


@FAULTS.fault(
    IMPORT & PLAIN & (pl.col("value") > 210_000), broken("single_purchase_within_limit_until_2018"), share=0.6
)
def declared_in_the_year_2018(papers: Papers) -> None:
    """The declarant typed the year 2018, when a purchase might not be worth more than 2000 yuan."""
    day = pl.col("declared_on")
    papers.edit(CustomsList, declared_on=pl.date(2018, day.dt.month(), pl.min_horizontal(day.dt.day(), pl.lit(28))))


@FAULTS.fault(
    QUIET & pl.col("dear"), broken("yearly_purchases_within_limit", key=BUYER_YEAR),
    size=8, alike=YEAR, apart=DAY, share=3,
)  # fmt: skip
def buyer_above_the_yearly_limit(papers: Papers) -> None:
    """Eight dear orders of one year went to one buyer and come to more than 26000 yuan."""
    give_to_one_buyer(papers)


@FAULTS.fault(
    QUIET & pl.col("dear"), broken("day_is_not_parted_under_the_single_limit", key=BUYER_DAY), size=2, alike=DAY
)
def purchase_parted_in_two(papers: Papers) -> None:
    """Two dear orders that one buyer placed come to more than 5000 yuan on the day they were declared."""
    give_to_one_buyer(papers)
