"""Goods sent back: by the wrong firm, too late, too many, or other goods than were listed."""

import polars as pl

from shibosi.domains.customs.records import Answer, CustomsReturn, ReturnLine
from shibosi.example.faults.base import (
    EXPORT,
    IMPORT,
    RETURN,
    RETURN_LINE,
    RETURNED,
    Theme,
    broken,
    undetermined,
)
from shibosi.example.firms import of
from shibosi.example.numbers import PIECE, days, instants, minutes
from shibosi.example.papers import Papers, renewed, twice_the_last
from shibosi.example.plan import AS_OF

FAULTS = Theme()
BACK_FROM_BUYER, BACK_FROM_ABROAD = IMPORT & RETURNED, EXPORT & RETURNED
A_YEAR_AGO = minutes(AS_OF) - 430 * 1440
RELEASED = pl.col("status") == "800"


@FAULTS.fault(RETURNED, broken("returned_list_is_of_the_same_company", key=RETURN), share=0.2)
def returned_by_another_merchant(papers: Papers) -> None:
    """A seller asked for the return of another seller's list."""
    other = (pl.col("head_merchant") + 1) % 96
    papers.edit(CustomsReturn, merchant_code=of("merchant", "code", other), merchant_name=of("merchant", "name", other))


@FAULTS.fault(RETURNED, broken("returned_list_is_of_the_same_company", key=RETURN), share=0.2)
def returned_by_another_declarant(papers: Papers) -> None:
    """Another declarant than that of the list asked for the return."""
    other = (pl.col("head_declarant") + 1) % 10
    papers.edit(
        CustomsReturn, declarant_code=of("declarant", "code", other), declarant_name=of("declarant", "name", other)
    )


@FAULTS.fault(
    BACK_FROM_BUYER,
    [
        *broken("returned_list_was_released", key=RETURN),
        *undetermined("import_return_was_asked_in_time", "import_return_came_back_in_time", key=RETURN),
    ],
    share=0.2,
)
def returned_before_release(papers: Papers) -> None:
    """Goods of an import were sent back although customs never released the list."""
    papers.drop(Answer, RELEASED)


@FAULTS.fault(
    BACK_FROM_ABROAD,
    [*broken("returned_list_was_released", key=RETURN), *undetermined("export_return_was_asked_in_time", key=RETURN)],
    share=0.2,
)
def returned_after_refusal(papers: Papers) -> None:
    """Goods came back under an export list that customs had refused."""
    papers.edit(Answer, RELEASED, status="100", information="[Code:1300;Desc:人工退单]")


@FAULTS.fault(BACK_FROM_ABROAD, broken("export_return_comes_from_abroad", key=RETURN), share=0.2)
def export_return_from_home(papers: Papers) -> None:
    """The return of an export says that the goods came from China."""
    papers.edit(CustomsReturn, country="142")


@FAULTS.fault(BACK_FROM_ABROAD, broken("export_return_comes_from_abroad", key=RETURN), share=0.2)
def export_return_going_out(papers: Papers) -> None:
    """The return of an export has the direction of an export."""
    papers.edit(CustomsReturn, direction="E")


@FAULTS.fault(BACK_FROM_BUYER, broken("import_return_was_asked_in_time", key=RETURN), share=0.2)
def import_return_asked_too_late(papers: Papers) -> None:
    """The return of an import was asked for on the 35th day after the release."""
    late = pl.col("head_released") + 35 * 1440
    papers.edit(CustomsReturn, reported_at=instants(late), returned_on=days(late + 3 * 1440))


@FAULTS.fault(
    BACK_FROM_ABROAD & (pl.col("listed") < A_YEAR_AGO), broken("export_return_was_asked_in_time", key=RETURN), share=0.2
)
def export_return_asked_too_late(papers: Papers) -> None:
    """The return of an export was asked for more than a year after the release."""
    late = pl.col("head_released") + 400 * 1440
    papers.edit(CustomsReturn, reported_at=instants(late), returned_on=days(late + 3 * 1440))


@FAULTS.fault(BACK_FROM_BUYER, broken("import_return_came_back_in_time", key=RETURN), share=0.2)
def goods_back_too_late(papers: Papers) -> None:
    """The goods were back in the zone 60 days after the release."""
    papers.edit(CustomsReturn, returned_on=days(pl.col("head_released") + 60 * 1440))


@FAULTS.fault(BACK_FROM_BUYER, undetermined("import_return_came_back_in_time", key=RETURN), share=0.2)
def day_of_coming_back_unknown(papers: Papers) -> None:
    """Nobody reported when the goods were back."""
    papers.edit(CustomsReturn, returned_on=None)


@FAULTS.fault(RETURNED, broken("returned_line_was_listed", key=RETURN_LINE), share=0.2)
def returned_line_never_listed(papers: Papers) -> None:
    """The return has lines that the list does not have."""
    papers.edit(ReturnLine, line_number=pl.col("line_number") + 50)


@FAULTS.fault(RETURNED, broken("returned_quantity_was_listed", key=RETURN_LINE), share=0.2)
def more_returned_than_listed(papers: Papers) -> None:
    """The return counts a hundred pieces more than were sent."""
    papers.edit(ReturnLine, quantity=pl.col("quantity") + 100 * PIECE)


@FAULTS.fault(RETURNED, broken("returned_goods_are_the_listed", key=RETURN_LINE), share=0.2)
def other_goods_returned(papers: Papers) -> None:
    """The return has another commodity code than the list."""
    papers.edit(ReturnLine, commodity_code="9999999999")


@FAULTS.fault(RETURNED & pl.col("whole"), broken("returned_quantity_was_listed", key=RETURN_LINE), share=0.2)
def returned_twice(papers: Papers) -> None:
    """The whole list was sent back a second time."""
    second = twice_the_last("company_number")
    papers.repeat(CustomsReturn, company_number=second, guid=renewed("E"))
    papers.repeat(ReturnLine, company_number=second, document=renewed("E", "document"))
