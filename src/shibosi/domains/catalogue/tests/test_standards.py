"""Goods meet a standard or declare what they are; their units are understood; their origin is stated and proven."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing, measure
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

declared = partial(Story, "goods_without_standard_carry_a_declaration")
chinese = partial(Story, "declaration_names_the_chinese_standard")
source = partial(Story, "declaration_names_the_standard_of_the_source")
indicators = partial(Story, "declaration_answers_the_key_indicators")
parameters = partial(Story, "declaration_gives_parameters_with_units")
legal = partial(Story, "units_are_legal_in_the_market")
international = partial(Story, "other_units_are_international")
remaining = partial(Story, "remaining_units_are_of_the_source")
pieces = partial(Story, "pieces_are_shown_where_goods_are_counted")
country = partial(Story, "origin_is_a_country")
marked = partial(Story, "origin_is_marked_where_it_is_asked_for")
proven = partial(Story, "origin_that_is_shown_is_proven")
BY_CONTRACT = {"contract_standard": "Annex 2"}
NO_ROWS = ("listing_attribute",)
INCHES = {"number": Decimal(4), "unit": "in", "value": "4 in"}
CONVERTED = {**INCHES, "si_number": Decimal("101.6"), "si_unit": "mm"}
IN_US, AMERICAN = {"market": "US"}, {"origin": "US"}


def in_us(listing_attribute: list[dict[str, Any]], **listing: str) -> list[Record]:
    """The listing in the United States; of a country of origin, where one is named."""
    rows = [{**row, **IN_US} for row in listing_attribute]
    return a_listing(
        listing={**IN_US, **listing}, listing_attribute=rows, listing_text=None, listing_claim=None, picture=None,
        listing_paper=None, listing_check=None, spec_line=None,
    )  # fmt: skip


STORIES = [
    declared("in all its parts", a_listing(), HELD),
    declared("without the deviation", a_listing(listing={"cn_deviation": None}), BROKEN),
    declared("attributes were not handed in", a_listing(listing_attribute=None), UNDETERMINED, absent=NO_ROWS),
    declared("the contract says what they are", a_listing(listing=BY_CONTRACT), OUT_OF_SCOPE),
    chinese("by its number", a_listing(), HELD),
    chinese("there is none", a_listing(listing={"cn_standard": "none"}), HELD),
    chinese("something else", a_listing(listing={"cn_standard": "good quality"}), BROKEN),
    chinese("no standard named", a_listing(listing={"cn_standard": None}), UNDETERMINED),
    chinese("nothing declared", a_listing(listing={"cn_deviation": None}), OUT_OF_SCOPE),
    source("there is none", a_listing(), HELD),
    source("a European one", a_listing(listing={"origin_standard": "EN 62368-1:2020"}), HELD),
    source("something else", a_listing(listing={"origin_standard": "as usual"}), BROKEN),
    source("no standard named", a_listing(listing={"origin_standard": None}), UNDETERMINED),
    source("nothing declared", a_listing(listing={"origin_deviation": None}), OUT_OF_SCOPE),
    indicators("the rated power", a_listing(), HELD),
    indicators("something else", a_listing(listing_attribute=measure(attribute="weight")), BROKEN),
    indicators("a category nobody knows", a_listing(listing={"category": "gadget"}), UNDETERMINED),
    indicators("the contract says what they are", a_listing(listing=BY_CONTRACT), OUT_OF_SCOPE),
    parameters("with a unit", a_listing(), HELD),
    parameters("without one", a_listing(listing_attribute=measure(unit=None)), BROKEN),
    parameters("no number, no unit", a_listing(listing_attribute=measure(unit=None, number=None)), HELD),
    parameters("attributes were not handed in", a_listing(listing_attribute=None), UNDETERMINED, absent=NO_ROWS),
    parameters("the contract says what they are", a_listing(listing=BY_CONTRACT), OUT_OF_SCOPE),
    legal("watts", a_listing(), HELD),
    legal("inches in Germany", a_listing(listing_attribute=measure(**CONVERTED)), BROKEN),
    legal("inches in the United States", in_us(measure(**INCHES)), HELD),
    legal("without a unit", a_listing(listing_attribute=measure(unit=None)), UNDETERMINED),
    legal("a service", a_listing(listing={"subject": "service"}), OUT_OF_SCOPE),
    international("inches with millimetres beside", a_listing(listing_attribute=measure(**CONVERTED)), HELD),
    international("inches alone in Germany", a_listing(listing_attribute=measure(**INCHES)), BROKEN),
    international("inches alone in the United States", in_us(measure(**INCHES)), HELD),
    international("without a unit", a_listing(listing_attribute=measure(unit=None)), UNDETERMINED),
    international("a service", a_listing(listing={"subject": "service"}), OUT_OF_SCOPE),
    remaining("inches of American goods", a_listing(listing=AMERICAN, listing_attribute=measure(**INCHES)), HELD),
    remaining("inches of Chinese goods", a_listing(listing_attribute=measure(**INCHES)), BROKEN),
    remaining("a unit of nobody", a_listing(listing_attribute=measure(**{**INCHES, "unit": "span"})), BROKEN),
    remaining("without a unit", a_listing(listing_attribute=measure(unit=None)), UNDETERMINED),
    remaining("a service", a_listing(listing={"subject": "service"}), OUT_OF_SCOPE),
    pieces("one in a pack", a_listing(), HELD),
    pieces("the cart says two", a_listing(listing={"cart_quantity": 2}), BROKEN),
    pieces("the page says nothing", a_listing(listing={"page_quantity": None}), BROKEN),
    pieces("nobody knows how many", a_listing(listing={"pack_quantity": None}), UNDETERMINED),
    pieces("sold by weight", a_listing(listing={"sale_by": "measure"}), OUT_OF_SCOPE),
    country("China", a_listing(), HELD),
    country("Asia", a_listing(listing={"origin": "Asia"}), BROKEN),
    country("shown and not stated", a_listing(listing={"origin": None}), BROKEN),
    country("nobody knows whether it is shown", a_listing(listing={"origin_shown": None}), UNDETERMINED),
    country("not shown", a_listing(listing={"origin_shown": False}), OUT_OF_SCOPE),
    marked("as stated, in the United States", in_us(measure()), HELD),
    marked("another, in the United States", in_us(measure(), origin_marked="VN"), BROKEN),
    marked("a market of which no row asks", a_listing(), UNDETERMINED),
    marked("a service", a_listing(listing={"subject": "service"}), OUT_OF_SCOPE),
    proven("by a certificate", a_listing(), HELD),
    proven("by the maker", a_listing(listing={"origin_proof": "maker-statement"}), HELD),
    proven("by a purchase receipt", a_listing(listing={"origin_proof": "purchase-receipt"}), BROKEN),
    proven("for another country", a_listing(listing={"origin_proven": "VN"}), BROKEN),
    proven("nobody says how", a_listing(listing={"origin_proof": None}), UNDETERMINED),
    proven("not shown", a_listing(listing={"origin_shown": False}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_standards(story: Story) -> None:
    assert story.judged() is story.outcome
