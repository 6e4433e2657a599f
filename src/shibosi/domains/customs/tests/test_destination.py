"""Readiness for the destination: reduced sets with their limits and data, IOSS, advance data, entry types."""

from datetime import date
from decimal import Decimal
from functools import partial

import polars as pl
import pytest

from shibosi.domains.customs.tests.builders import Story, an_entry
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED
from shibosi.methods.goods.describing import is_vague, vague

D = Decimal
small = partial(Story, "reduced_set_of_the_eu_stays_small")
data = partial(Story, "reduced_set_of_the_eu_has_its_data")
ioss = partial(Story, "ioss_has_its_number_and_its_set")
precise = partial(Story, "advance_data_of_the_eu_are_precise")
british = partial(Story, "reduced_set_of_britain_stays_small")
british_data = partial(Story, "reduced_set_of_britain_has_its_data")
opened = partial(Story, "entry_type_is_open")
digits = partial(Story, "entry_into_the_us_has_ten_digits")
EUROS = {"currency": "300", "value": D(155), "additions": D(5)}
POUNDS = {"currency": "303", "value": D(140), "additions": D(5), "market": "GB", "data_set": "BIRDS"}
STATES = {"market": "US", "entry_type": "11", "commodity_code": "9603290000"}
NEEDED = ("exporter_name", "exporter_address", "importer_name", "importer_address", "description", "commodity_code",
          "weight", "packages", "value", "currency")  # fmt: skip


def entry(base=None, **changes):
    return an_entry(entry_declaration={**(base or {}), **changes})


STORIES = [
    small("goods of 150 euros, freight aside", entry(EUROS), HELD),
    small("a cent more", entry(EUROS, value=D("155.01")), BROKEN),
    small("in yuan", entry(), UNDETERMINED),
    small("nobody says what was added", entry(EUROS, additions=None), UNDETERMINED),
    small("before there was the set", entry(EUROS, declared_on=date(2021, 6, 30)), UNDETERMINED),
    small("by the full set", entry(EUROS, data_set="H1"), OUT_OF_SCOPE),
    data("all of it", entry(), HELD),
    *(data(f"no {name}", entry(**{name: None}), BROKEN) for name in (*NEEDED, "procedure")),
    data("a code of four digits", entry(commodity_code="9603"), BROKEN),
    data("nobody knows by which set", entry(data_set=None), UNDETERMINED),
    data("by the full set", entry(data_set="H1"), OUT_OF_SCOPE),
    ioss("a number of the right form, under H7", entry(), HELD),
    ioss("no number", entry(ioss_number=None), BROKEN),
    ioss("a VAT number", entry(ioss_number="DE276000001"), BROKEN),
    ioss("under the full set", entry(data_set="H1"), BROKEN),
    ioss("nobody knows by which set", entry(data_set=None), UNDETERMINED),
    ioss("another procedure", entry(procedure="C07", ioss_number=None), OUT_OF_SCOPE),
    ioss("nobody knows by which procedure", entry(procedure=None), UNDETERMINED),
    precise("brushes", entry(), HELD),
    precise("a gift", entry(description=" GIFT. "), BROKEN),
    precise("a gift box of paper", entry(description="Gift box, paper"), HELD),
    precise("not said", entry(description=None), BROKEN),
    precise("no seller", entry(seller=None), BROKEN),
    precise("four digits", entry(commodity_code="9603"), BROKEN),
    precise("nobody knows where it enters", entry(market=None), UNDETERMINED),
    precise("into the United States", entry(STATES), OUT_OF_SCOPE),
    british("goods of 135 pounds", entry(POUNDS), HELD),
    british("a cent more", entry(POUNDS, value=D("140.01")), BROKEN),
    british("in euros", entry(POUNDS, currency="300"), UNDETERMINED),
    british("in full", entry(POUNDS, data_set="full"), OUT_OF_SCOPE),
    british_data("all of it", entry(POUNDS, procedure=None), HELD),
    *(british_data(f"no {name}", entry(POUNDS, **{name: None}), BROKEN) for name in NEEDED),
    british_data("nobody knows by which set", entry(POUNDS, data_set=None), UNDETERMINED),
    british_data("in full", entry(POUNDS, data_set="full"), OUT_OF_SCOPE),
    opened("informal", entry(STATES), HELD),
    opened("formal", entry(STATES, entry_type="01"), HELD),
    opened("type 86, on the first day without", entry(STATES, entry_type="86", declared_on=date(2025, 5, 2)), BROKEN),
    opened("type 86, the day before", entry(STATES, entry_type="86", declared_on=date(2025, 5, 1)), UNDETERMINED),
    opened("not declared yet: the day of leaving counts",
           entry(STATES, entry_type="86", declared_on=None, departed_at=beijing(2025, 5, 2, 9)), BROKEN),
    opened("nobody says by which", entry(STATES, entry_type=None), UNDETERMINED),
    opened("into the EU", entry(), OUT_OF_SCOPE),
    digits("ten", entry(STATES), HELD),
    digits("eight", entry(STATES, commodity_code="96032900"), BROKEN),
    digits("no origin", entry(STATES, origin=None), BROKEN),
    digits("no code", entry(STATES, commodity_code=None), UNDETERMINED),
    digits("into the EU", entry(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_destination(story: Story) -> None:
    assert story.judged() is story.outcome


def test_a_column_of_descriptions_is_told_as_each_is():
    texts = ["Gift", "gift  ", "Gift box", "general   CARGO", "", "杯"]
    assert (
        vague(pl.Series(texts)).to_list()
        == [is_vague(text) for text in texts]
        == [True, True, False, True, False, False]
    )
